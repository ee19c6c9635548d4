// Sessions: what evaluating a file or a part of it changes, and what it leaves alone.
import { describe, expect, test } from 'vitest';
import {
  createSession,
  type Evaluation,
  evaluate,
  type Session,
  type What,
} from '../../language-server/src/compiler/session.ts';
import { library } from './library.ts';

const file: What = { kind: 'file' };

function play(text: string, session: Session = createSession(library), what: What = file, uri = 'a.hkt'): Evaluation {
  return evaluate(session, { uri, text, what });
}

const names = ({ plan }: Evaluation) => plan.definitions.map(({ name }) => name);
const keysOf = ({ plan }: Evaluation, name: string) =>
  plan.definitions.find((each) => each.name === name)?.nodes.map(({ key, kind }) => `${kind}:${key}`);

describe('a file', () => {
  test('what it no longer says stops', () => {
    const first = play('d1 $ sound "bd"\n\nd2 $ sound "sn"\n');
    expect(names(first)).toEqual(['d1', 'd2']);
    expect(names(play('d2 $ sound "sn"\n', first.session))).toEqual(['d2']);
  });

  test('another file keeps what it says', () => {
    const first = play('d1 $ sound "bd"\n');
    const second = play('d2 $ sound "sn"\n', first.session, file, 'b.hkt');
    expect(names(second)).toEqual(['d1', 'd2']);
    expect(names(play('', second.session))).toEqual(['d2']);
  });

  test('a broken statement goes on in its last good version', () => {
    const first = play('d1 $ sound "bd"\n\nd2 $ sound "sn"\n');
    const second = play('d1 $ sond "bd"\n\nd2 $ sound "hh"\n', first.session);
    expect(second.failed.map(({ name }) => name)).toEqual(['d1']);
    expect(second.evaluated.map(({ name }) => name)).toEqual(['d2']);
    expect(second.plan.patterns.map(({ value }) => value)).toEqual(expect.arrayContaining(['bd', 'hh']));
    expect(second.plan.patterns.map(({ value }) => value)).not.toContain('sn');
  });

  test('what lights up of a last good version is where its text is now', () => {
    const atoms = (text: string, { plan }: Evaluation) =>
      plan.patterns
        .filter(({ value }) => typeof value === 'string')
        .map(({ span }) => plan.spans[span ?? -1])
        .map((span) => span && [plan.files[span[0]], text.slice(span[1], span[2])]);
    const first = play('d1 $ sound "bd sn" # gain 1\n');
    const inserted = '-- a comment\nd1 $ sound ("bd sn" # gain 1\n';
    expect(atoms(inserted, play(inserted, first.session))).toEqual([
      ['a.hkt', 'bd'],
      ['a.hkt', 'sn'],
    ]);
    const replaced = 'd1 $ sound "bd [hh" # gain 1\n';
    expect(atoms(replaced, play(replaced, first.session))).toEqual([
      ['a.hkt', 'bd'],
      ['', ''],
    ]);
  });

  test('a track that was never right is not in the plan', () => {
    expect(names(play('d1 $ sond "bd"\n'))).toEqual([]);
  });

  test('the same track in two files is warned of', () => {
    const first = play('d1 $ sound "bd"\n');
    const second = play('d1 $ sound "sn"\n', first.session, file, 'b.hkt');
    expect(second.diagnostics.map(({ code }) => code)).toEqual(['alsoElsewhere']);
    expect(second.plan.patterns.map(({ value }) => value)).toContain('sn');
  });

  test('of a track that is defined twice the last definition that compiles plays, and each is checked', () => {
    const tooLong = 'd1 $ sound "cp" # n (fastcat [0 .. 1000000000])\n';
    const sounds = (text: string) => {
      const { plan, diagnostics, failed } = play(text);
      const codes = diagnostics.map(({ code, start }) => [code, start]);
      const values = plan.patterns.map(({ value }) => value).filter((value) => typeof value === 'string');
      return { values, codes, failed: failed.map(({ start }) => start) };
    };
    const first = 'd1 $ sound "bd"\n';
    const at = tooLong.indexOf('[0');
    expect(sounds(`${first}${tooLong}`)).toEqual({
      values: ['bd'],
      codes: [
        ['duplicateDefinition', 0],
        ['longList', first.length + at],
      ],
      failed: [first.length],
    });
    expect(sounds(`${tooLong}d1 $ sound "sn"\n`)).toEqual({
      values: ['sn'],
      codes: [
        ['duplicateDefinition', 0],
        ['longList', at],
      ],
      failed: [],
    });
  });

  test('resetCycles moves the beat in that plan and in no other', () => {
    const first = play('d1 $ sound "bd"\n\nresetCycles\n');
    expect(first.plan.cycle).toBe(0);
    const second = play('d1 $ sound "bd"\n', first.session);
    expect(second.plan.cycle).toBeUndefined();
  });

  test('mute and solo are what it says', () => {
    const first = play('d1 $ sound "bd"\n\nd2 $ sound "sn"\n\nmute d1\n\nsolo d2\n');
    expect(first.plan.definitions.map(({ mute, solo }) => [mute ?? false, solo ?? false])).toEqual([
      [true, false],
      [false, true],
    ]);
    const second = play('d1 $ sound "bd"\n\nd2 $ sound "sn"\n', first.session);
    expect(second.plan.definitions.some(({ mute, solo }) => mute || solo)).toBe(false);
  });

  test('hush stops what stands above it', () => {
    const { plan, commands } = play('d1 $ sound "bd"\n\nhush\n\nd2 $ sound "sn"\n');
    expect(plan.definitions.map(({ name }) => name)).toEqual(['d2']);
    expect(commands).toEqual([{ command: 'hush' }]);
  });

  test('once plays when it is new, not at every save', () => {
    const first = play('once $ sound "bd"\n');
    expect(names(first)).toEqual(['once:1']);
    expect(names(play('once $ sound "bd"\n\nd1 $ sound "sn"\n', first.session))).toEqual(['d1', 'once:1']);
    expect(names(play('once $ sound "hh"\n', first.session))).toEqual(['once:2']);
  });

  test('the tempo is cycles a second, four beats a cycle', () => {
    expect(play('tempo: 120 bpm\n').plan.cps).toBe(0.5);
    expect(play('bpm: 90\n').plan.cps).toBe(0.375);
    expect(play('cps: 0.6\n').plan.cps).toBe(0.6);
    expect(play('cps: "0.5 0.6"\n').plan.cps).toMatchObject({ p: expect.any(Number) });
  });
});

describe('a part of a file', () => {
  const text = 'd1 $ sound "bd"\n\nd2 $ sound "sn"\n';

  test('adds and replaces, and removes nothing', () => {
    const first = play(text, undefined, { kind: 'range', start: 0, end: 3 });
    expect(names(first)).toEqual(['d1']);
    const second = play(text, first.session, { kind: 'range', start: 20, end: 20 });
    expect(names(second)).toEqual(['d1', 'd2']);
  });

  test('leaves what is not evaluated where it was', () => {
    const first = play(text);
    const edited = 'd1 $ sound "hh"\n\nd2 $ sound "cp"\n';
    const { plan } = play(edited, first.session, { kind: 'range', start: 20, end: 20 });
    // What still sounds and is no longer in the text is in no file.
    expect(plan.files).toEqual(['a.hkt', '']);
    const values = plan.patterns.map(({ value }) => value);
    expect(values).toEqual(expect.arrayContaining(['bd', 'cp']));
    expect(values).not.toContain('hh');
  });

  test('gives only its own diagnostics', () => {
    const broken = 'd1 $ sond "bd"\n\nd2 $ sound "sn"\n';
    expect(play(broken, undefined, { kind: 'range', start: 20, end: 20 }).diagnostics).toEqual([]);
  });
});

describe('definitions', () => {
  test('a let that changes changes what uses it', () => {
    const first = play('let f = fast 2\n\nd1 $ f $ sound "bd"\n');
    const second = play('let f = slow 3\n\nd1 $ f $ sound "bd"\n', first.session);
    expect(second.plan.patterns.map(({ op }) => op)).toContain('slow');
    const third = play('let f = rev\n', second.session, { kind: 'range', start: 0, end: 1 });
    expect(third.plan.patterns.map(({ op }) => op)).toContain('rev');
  });

  test('spans follow a statement that moves', () => {
    const first = play('d1 $ sound "bd"\n');
    const second = play('-- a comment\n\nd1 $ sound "bd"\n', first.session);
    const atom = second.plan.patterns.find(({ value }) => value === 'bd');
    const [, start, end] = second.plan.spans[atom?.span ?? -1] ?? [0, 0, 0];
    expect([start, end]).toEqual([26, 28]);
  });

  test('a transition defines the track that it leads to', () => {
    expect(names(play('xfade d1 $ sound "bd"\n\nxfadeIn 2 8 $ sound "sn"\n'))).toEqual(['d1', 'd2']);
  });

  test('sounds are named, without their numbers', () => {
    expect(play('d1 $ s "bd:3 sn" # gain 1\n').sounds).toEqual(['bd', 'sn']);
  });
});

describe('keys', () => {
  const edit = (before: string, after: string) => keysOf(play(after, play(before).session), 'out');

  test('an insertion renames nothing else', () => {
    expect(edit('out $ saw 110 # lpf 800 # delay 0.3\n', 'out $ saw 110 # hpf 200 # lpf 800 # delay 0.3\n')).toEqual([
      'saw:saw',
      'hpf:hpf',
      'lpf:lpf',
      'delay:delay',
    ]);
  });

  test('of two alike the one with the same values goes on', () => {
    expect(edit('out $ saw 110 # lpf 300 # lpf 800\n', 'out $ saw 110 # lpf 800\n')).toEqual(['saw:saw', 'lpf:lpf 2']);
  });

  test('a wrapping keeps what it wraps', () => {
    expect(edit('out $ saw 110 # lpf 800\n', 'out $ (saw 110 # lpf 800) * 0.5 + sine 50\n')).toEqual([
      'saw:saw',
      'lpf:lpf',
      'mul:mul',
      'sine:sine',
      'add:add',
    ]);
  });

  test('are unique within a definition', () => {
    const keys = edit('out $ saw 110 + saw 220 + saw 330\n', 'out $ saw 220 + saw 110 + saw 440 + saw 550\n');
    expect(new Set(keys).size).toBe(keys?.length);
  });
});
