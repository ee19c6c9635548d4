// Asks the native query tool what patterns play, all questions at once.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PlanPattern } from '../../language-server/src/compiler/plan.ts';

export interface Question {
  readonly patterns: readonly PlanPattern[];
  readonly root: number;
  readonly begin: string;
  readonly end: string;
  /** How much work the query may be. */
  readonly budget?: number;
}

export interface PlayedEvent {
  readonly whole: readonly [string, string] | null;
  readonly part: readonly [string, string];
  readonly value: unknown;
}

export type Answer = { readonly events: readonly PlayedEvent[] } | { readonly error: string };

const root = join(import.meta.dirname, '../..');
const places = [process.env['HOCKET_QUERY'], join(root, 'build/release/native/hocket-query')];

export function queryAll(questions: readonly Question[]): readonly Answer[] {
  const tool = places.find((each) => each !== undefined && existsSync(each));
  if (tool === undefined) throw new Error('hocket-query is missing: build it with `npm run build`');
  const input = `${questions.map((each) => JSON.stringify(each)).join('\n')}\n`;
  const { stdout, status } = spawnSync(tool, { input, maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(`hocket-query ended with ${status}`);
  const lines = stdout.toString('utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Answer);
}

/** `begin>end value` of each event; a fragment says which part of it there is. */
export function eventText({ whole, part, value }: PlayedEvent): string {
  const span = ([begin, end]: readonly [string, string]) => `${plainTime(begin)}>${plainTime(end)}`;
  const where = whole ? span(whole) : `~${span(part)}`;
  const fragment = whole && (whole[0] !== part[0] || whole[1] !== part[1]) ? ` (${span(part)})` : '';
  return `${where}${fragment} ${JSON.stringify(value)}`;
}

const plainTime = (text: string): string => text.replace(/\/1$/, '');
