// Transitions as statements: the track leads from what it played to the new pattern, from the cycle of evaluation on.
import { describe, expect, test } from 'vitest';
import { createSession, type Evaluation, evaluate, type Session } from '../../language-server/src/compiler/session.ts';
import { library } from './library.ts';
import { type PlayedEvent, queryAll } from './query.ts';

const uri = 'a.hkt';

function save(text: string, cycle: number, session: Session = createSession(library)): Evaluation {
  return evaluate(session, { uri, text, what: { kind: 'file' }, cycle });
}

function select(text: string, cycle: number, session: Session): Evaluation {
  return evaluate(session, { uri: 'b.hkt', text, what: { kind: 'range', start: 0, end: text.length }, cycle });
}

/** What `d1` plays in a cycle. */
function played({ plan }: Evaluation, cycle: number): readonly PlayedEvent[] {
  const root = plan.definitions.find(({ name }) => name === 'd1')?.nodes.find(({ kind }) => kind === 'voices')?.pattern;
  if (root === undefined) throw new Error('d1 plays no pattern');
  const [answer] = queryAll([{ patterns: plan.patterns, root, begin: `${cycle}/1`, end: `${cycle + 1}/1` }]);
  if (!answer || !('events' in answer)) throw new Error(answer?.error);
  return answer.events;
}

const names = (evaluation: Evaluation, cycle: number) =>
  played(evaluation, cycle).map(({ value }) => (value as { readonly s: string }).s);
const gains = (evaluation: Evaluation, cycle: number) =>
  played(evaluation, cycle).map(({ value }) => (value as { readonly gain: number }).gain);

const old = 'd1 $ sound "bd*2" # gain 1\n';

describe('a transition', () => {
  test('begins where the transport is', () => {
    const first = save(old, 0);
    const second = select('jumpIn 2 d1 $ sound "sn"\n', 5.25, first.session);
    expect(second.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(names(second, 6)).toEqual(['bd', 'bd']);
    expect(names(second, 7)).toEqual(['bd']);
    expect(names(second, 8)).toEqual(['sn']);
  });

  test('with a number before the track takes so many cycles', () => {
    const second = select('xfade 8 d1 $ sound "sn" # gain 1\n', 4, save(old, 0).session);
    expect(names(second, 8).sort()).toEqual(['bd', 'bd', 'sn']);
    const [sn = 0, bd = 0] = gains(second, 8);
    expect(bd).toBeGreaterThan(0);
    expect(bd).toBeLessThan(1);
    expect(sn).toBeGreaterThan(0);
    expect(gains(second, 20)).toEqual([1, 0, 0]);
  });

  test('is not begun again by saving the file', () => {
    const text = `${old}\njumpIn 4 d1 $ sound "sn"\n`;
    const first = save(text, 10);
    expect(names(first, 12)).toEqual(['bd', 'bd']);
    const second = save(`${text}\nd2 $ sound "hh"\n`, 13, first.session);
    expect(names(second, 13)).toEqual(['bd', 'bd']);
    expect(names(second, 14)).toEqual(['sn']);
  });

  test('knows what was played before the last pattern', () => {
    let { session } = save('d1 $ sound "bd"\n', 0);
    for (const name of ['sn', 'hh']) session = select(`d1 $ sound "${name}"\n`, 1, session).session;
    const panned = select('histpan 3 d1 $ sound "cp"\n', 2, session);
    const pans = played(panned, 3).map(({ value }) => value as { readonly s: string; readonly pan: number });
    expect(pans.map(({ s, pan }) => [s, pan])).toEqual([
      ['cp', 0],
      ['hh', expect.closeTo(1 / 3)],
      ['sn', expect.closeTo(2 / 3)],
    ]);
  });

  test('knows what the file defined before its last pattern, if it can be played', () => {
    const first = save('d1 $ sound "bd"\nd1 $ sound "x" # n (fastcat [0 .. 1000000000])\nd1 $ sound "sn"\n', 0);
    expect(names(first, 0)).toEqual(['sn']);
    expect(names(select('histpan 3 d1 $ sound "cp"\n', 1, first.session), 2)).toEqual(['cp', 'sn', 'bd']);
  });

  test('comes from silence where nothing played', () => {
    const first = select('jumpIn 1 d1 $ sound "sn"\n', 0, createSession(library));
    expect(names(first, 0)).toEqual([]);
    expect(names(first, 1)).toEqual(['sn']);
  });

  test('says what it cannot lead to, and what is missing', () => {
    const signal = save('xfade 2 d1 $ saw 110\n', 0);
    expect(signal.diagnostics.map(({ message }) => message)).toEqual(['`xfade` leads to `Voices`, found `Signal`.']);
    const incomplete = save('wash rev d1 $ sound "bd"\n', 0);
    expect(incomplete.diagnostics.map(({ severity }) => severity)).toEqual(['error']);
  });
});
