// Editing a file step by step comes to the same as writing it anew: diagnostics, plans, and what is new in them.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createSession,
  type Evaluation,
  evaluate,
  type Session,
  type What,
} from '../../language-server/src/compiler/session.ts';
import { Workspace } from '../../language-server/src/features/workspace.ts';
import { library } from '../compiler/library.ts';

const uri = 'file:///piece.hkt';
const file: What = { kind: 'file' };

/** Statements that need each other, some of them wrong. No `once` and no transition: those ask whether they are new. */
const statement = fc.constantFrom(
  'tempo: 120 bpm',
  'cps: "0.5 0.6"',
  'let turn = fast 2 . every 4 rev',
  'let turn = fast 3',
  'let turn f = f . rev',
  'let up = (|+| n 12)',
  'let both = turn . up',
  'let number = 3',
  'let both = turn . missing',
  '~lfo: sine 0.3hz >> range 300 2400',
  '~lfo: sine "1 2" * ~other',
  '~other: saw 0.1 # lpf ~lfo',
  'synth reed freq colour=2 = saw freq # lpf (colour * 300hz)',
  'synth reed = sine freq # adsr 2ms 80ms 0.4 300ms',
  'd1 $ turn $ sound "bd*2 [sn cp]"',
  'd1 $ sound "bd sn" # lpf ~lfo 0.3',
  'd1 $ sond "bd"',
  'd2 $ both $ n "0 .. 3" # scale "minor" # s "reed" # colour 3',
  'd2 $ n ("0 .. 7" + "<0 3>") # s "reed" # lpf ~other # delay 0.3',
  'd2 $ every number (fast 2) $ sound "hh*8?" # gain 0.8',
  'd3 $ sound "bd',
  'd3 $ fast "a" $ sound "bd"',
  'd3 $ sound "bd*2" # room 0.4',
  'out $ ~lfo * 0.001 + saw 110 * 0.1',
  'mute d1',
  'solo d2',
  '-- a remark',
  '',
);

interface Step {
  readonly at: number;
  readonly remove: number;
  readonly insert: readonly string[];
  readonly evaluated: 'no' | 'file' | 'range';
}

const step: fc.Arbitrary<Step> = fc.record({
  at: fc.nat(12),
  remove: fc.nat(2),
  insert: fc.array(statement, { maxLength: 2 }),
  evaluated: fc.constantFrom('no', 'file', 'range'),
});

const piece = fc.array(statement, { minLength: 4, maxLength: 12 });

/** The text after each step. */
function versions(
  statements: readonly string[],
  steps: readonly Step[],
): { text: string; evaluated: What | undefined }[] {
  const lines = [...statements];
  return steps.map(({ at, remove, insert, evaluated }) => {
    const where = Math.min(at, lines.length);
    lines.splice(where, remove, ...insert);
    const start = lines.slice(0, where).join('\n').length;
    const range: What = { kind: 'range', start, end: start + insert.join('\n').length };
    return { text: lines.join('\n'), evaluated: evaluated === 'no' ? undefined : evaluated === 'file' ? file : range };
  });
}

describe('editing', () => {
  it('finds what is wrong as if the text were new', () => {
    fc.assert(
      fc.property(piece, fc.array(step, { minLength: 1, maxLength: 8 }), (statements, steps) => {
        const edited = new Workspace(library);
        for (const { text } of versions(statements, steps)) {
          const opened = new Workspace(library);
          opened.update(uri, text);
          edited.update(uri, text);
          expect(edited.diagnostics(uri)).toEqual(opened.diagnostics(uri));
        }
      }),
      { seed: 21, numRuns: 80 },
    );
  });

  /** Evaluates each version in a workspace and, in a session that forgets every tree, parsed, checked and compiled again. */
  function compare(all: ReturnType<typeof versions>, seen: (evaluation: Omit<Evaluation, 'session'>) => unknown): void {
    const edited = new Workspace(library);
    let forgetful: Session = createSession(library);
    for (const { text, evaluated } of all) {
      edited.update(uri, text);
      if (evaluated === undefined) continue;
      const { session, ...expected } = evaluate({ ...forgetful, files: new Map() }, { uri, text, what: evaluated });
      const { session: _, ...found } = edited.evaluate(uri, text, evaluated);
      expect(seen(found)).toEqual(seen(expected));
      forgetful = session;
    }
  }

  const whole = step.map((each): Step => ({ ...each, evaluated: each.evaluated === 'no' ? 'no' : 'file' }));

  it('makes the plan that the text alone would make', () => {
    fc.assert(
      fc.property(piece, fc.array(whole, { minLength: 1, maxLength: 8 }), (statements, steps) => {
        compare(versions(statements, steps), (evaluation) => evaluation);
      }),
      { seed: 22, numRuns: 80 },
    );
  });

  // What sounds and was not evaluated is found in its text only as long as it is known to be the same statement.
  const withoutPlaces = ({ plan, ...rest }: Omit<Evaluation, 'session'>) => {
    const places = new Set(['span', 'spans', 'files']);
    return { ...rest, plan: JSON.stringify(plan, (key, value: unknown) => (places.has(key) ? undefined : value)) };
  };

  it('plays the same, whatever parts of it are evaluated', () => {
    fc.assert(
      fc.property(piece, fc.array(step, { minLength: 1, maxLength: 8 }), (statements, steps) => {
        compare(versions(statements, steps), withoutPlaces);
      }),
      { seed: 23, numRuns: 80 },
    );
  });
});

describe('what is new', () => {
  const names = (workspace: Workspace, text: string) =>
    workspace.evaluate(uri, text, file).plan.definitions.map(({ name }) => name);

  it('is not what was typed again before it was evaluated', () => {
    const workspace = new Workspace(library);
    expect(names(workspace, 'once $ sound "bd"')).toEqual(['once:1']);
    workspace.update(uri, 'once $ sound "bd" # n 1');
    expect(names(workspace, 'once $ sound "bd"')).toEqual(['once:1']);
    expect(names(workspace, 'once $ sound "sn"')).toEqual(['once:2']);
  });

  it('reaches other files', () => {
    const workspace = new Workspace(library);
    const other = 'file:///other.hkt';
    const text = 'd1 $ turn $ sound "bd"';
    workspace.update(uri, text);
    expect(workspace.diagnostics(uri).map(({ code }) => code)).toEqual(['unknownName']);
    workspace.evaluate(other, 'let turn = rev', file);
    workspace.update(uri, text);
    expect(workspace.diagnostics(uri)).toEqual([]);
    workspace.reset();
    workspace.update(uri, text);
    expect(workspace.diagnostics(uri).map(({ code }) => code)).toEqual(['unknownName']);
  });
});
