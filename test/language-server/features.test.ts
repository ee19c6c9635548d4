// The editor's features on small sources; `|0` is the cursor.

import { describe, expect, it } from 'vitest';
import { codeActions } from '../../language-server/src/features/code-actions.ts';
import { type Completion, completionsAt } from '../../language-server/src/features/completion.ts';
import { documentSymbols } from '../../language-server/src/features/document-symbols.ts';
import { folds } from '../../language-server/src/features/folding.ts';
import { hoverAt } from '../../language-server/src/features/hover.ts';
import { referencesAt, rename, renamePlace } from '../../language-server/src/features/references.ts';
import { selectionRanges } from '../../language-server/src/features/selection-range.ts';
import { semanticTokens } from '../../language-server/src/features/semantic-tokens.ts';
import { signatureHelp } from '../../language-server/src/features/signature-help.ts';
import { soundWarnings } from '../../language-server/src/features/sound-warnings.ts';
import { articlesOf, reference } from '../../language-server/src/reference/reference.ts';
import { operatorNames } from '../../language-server/src/syntax/operators.ts';
import { library } from '../compiler/library.ts';
import { applyEdits } from '../syntax/marked.ts';
import { analyseText, atCursor, textAt } from './cursor.ts';

describe('hover', () => {
  function hover(marked: string): [string, string] | undefined {
    const { analysis, offset } = atCursor(marked);
    const found = hoverAt(analysis, offset);
    return found && [textAt(analysis, found), found.text];
  }

  it('shows type, unit, range, default and doc of a control', () => {
    const [place, text] = hover('d1 $ sound "bd" # lp|0f 800') ?? [];
    expect(place).toBe('lpf');
    expect(text).toMatch(/lpf : .*Hz.* -> Voices/);
    expect(text).toMatch(/`cutoff`: 20 to 20000 Hz/);
    expect(text).toMatch(/low-pass/i);
  });

  it.each([
    ['let f x = x # speed 2\nd1 $ |0f $ sound "bd"', 'f', /f : Voices -> Voices/],
    ['d1 $ (\\x -> |0x # gain 1) $ sound "bd"', 'x', /x : Voices/],
    ['~lfo: sine 2hz\nd1 $ sound "bd" # lpf ~l|0fo', '~lfo', /~lfo : Signal/],
    ['d1 $ fa|0st 2 $ sound "bd"', 'fast', /fast : Pattern Time -> Pattern a -> Pattern a/],
    ['~x: sine 2hz\nd1 $ fast ~|0x $ sound "bd"', '~x', /~x : Signal[\s\S]*Here a `Pattern Time`: what the signal was/],
    ['d1 $ note "c e\'m|0in7"', "e'min7", /4 7 11 14, in semitones from c5/],
    ['d1 $ note "c |0e"', 'e', /4 semitones from c5/],
    ['d1 $ fast "1%4 |0q" $ sound "bd"', 'q', /1\/4/],
  ])('%s', (marked, place, text) => {
    const found = hover(marked);
    expect(found?.[0]).toBe(place);
    expect(found?.[1]).toMatch(text);
  });

  it('explains every operator', () => {
    const all = reference(library);
    for (const name of operatorNames.filter((each) => articlesOf(each, all).length > 0)) {
      expect(hover(`d1 $ a |0${name} b`)?.[1], name).toMatch(/Binds at \d of 9/);
    }
    expect(hover('d1 $ n "0" ||0+ n "1"')?.[1]).toMatch(/Adds.*the left one's/);
  });

  it('says nothing between statements', () => {
    expect(hover('d1 $ sound "bd"\n|0\nd2 $ sound "sn"')).toBeUndefined();
  });
});

describe('signature help', () => {
  function help(marked: string): string | undefined {
    const { analysis, offset } = atCursor(marked);
    const found = signatureHelp(analysis, offset);
    return (
      found &&
      `${found.name} ${found.parameters.map(({ label }, index) => (index === found.active ? `[${label}]` : label)).join(' ')}`
    );
  }

  it.each([
    ['d1 $ sound "bd" # lpf |0', 'lpf [cutoff] resonance'],
    ['d1 $ sound "bd" # lpf 800 |0', 'lpf cutoff [resonance]'],
    ['d1 $ sound "bd" # lpf 8|000', 'lpf [cutoff] resonance'],
    ['d1 $ sound "bd" # lpf 800 q=|0', 'lpf cutoff [resonance]'],
    ['d1 $ sound "bd" # lpf q=3 |0', 'lpf [cutoff] resonance'],
    ['d1 $ sound "bd" # lpf (fast 2 "3") |0', 'lpf cutoff [resonance]'],
    ['d1 $ sound "bd" # lpf (fast |0', 'fast [Pattern Time] Pattern a'],
    ['d1 $ sound "bd" # lpf (3 + |0', 'lpf [cutoff] resonance'],
    ['let f a b = fast a b\nd1 $ f 2 |0', 'f Pattern Time [Pattern a]'],
    ['d1 $ |0', undefined],
    ['d1 $ sound "bd" |0# gain 1', 'sound Pattern String'],
    ['d1 $ sound ("bd"\n-- not |0here', undefined],
  ])('%s', (marked, expected) => {
    expect(help(marked)).toBe(expected);
  });
});

describe('completion', () => {
  function complete(marked: string): Completion[] {
    const { analysis, offset } = atCursor(marked);
    return completionsAt(analysis, offset, { names: ['mysample'] });
  }

  it.each([
    ['|0', ['d1', 'let', 'synth', 'hush', 'xfade']],
    ['d1 $ |0', ['fast', 'sound', 'stack']],
    ['d1 $ sound "bd" # g|0', ['gain', 'lpf']],
    ['let f x = x\nd1 $ |0', ['f']],
    ['d1 $ (\\x -> |0x)', ['x']],
    ['~lfo: sine 2\nd1 $ sound "bd" # lpf ~|0', ['~lfo']],
    ['d1 $ s "b|0"', ['mysample']],
    ['synth pluck = saw 220\nd1 $ s "bd |0"', ['pluck']],
    ['d1 $ n "c\'m|0"', ['maj', 'min7']],
    ['d1 $ sound "bd" # lpf 3|0', ['khz', 'hz']],
    ['d1 $ sound "bd" # lpf 800 |0', ['resonance=']],
  ])('offers at %s', (marked, labels) => {
    const found = complete(marked).map(({ label }) => label);
    expect(labels.filter((label) => !found.includes(label))).toEqual([]);
  });

  it('replaces the word that has been begun', () => {
    const { analysis } = atCursor('d1 $ sound "bd" # ga|0');
    expect(complete('d1 $ sound "bd" # ga|0').map((item) => textAt(analysis, item.replaces))).toContain('ga');
  });

  it('puts controls first behind a hash', () => {
    const ranks = new Map(complete('d1 $ sound "bd" # |0').map(({ label, rank }) => [label, rank]));
    expect(ranks.get('gain') ?? 9).toBeLessThan(ranks.get('fast') ?? 0);
  });

  it('is silent in comments and in strings that name no sound', () => {
    expect(complete('-- s|0')).toEqual([]);
    expect(complete('d1 $ fast "1|0"')).toEqual([]);
  });
});

describe('occurrences', () => {
  function names(marked: string): string[] {
    const { analysis, offset } = atCursor(marked);
    return referencesAt(analysis, offset).map(
      (place) => `${place.start}${place.isDefinition ? '!' : ''}${textAt(analysis, place)}`,
    );
  }

  it.each([
    ['let f x = |0x # x\nlet g x = x', ['6!x', '10x', '14x']],
    ['let f x = x\nd1 $ |0f $ f $ sound "bd"', ['4!f', '17f', '21f']],
    ['~lfo: sine 2\nd1 $ sound "bd" # lpf ~l|0fo', ['0!~lfo', '35~lfo']],
    ['synth pluck freq = saw freq\nd1 $ s "bd pl|0uck:2"', ['6!pluck', '39pluck']],
    ['d1 $ sound "bd"\nmute d|01', ['0!d1', '21d1']],
    ['d1 $ fa|0st 2 $ fast 3 $ sound "bd"', ['5fast', '14fast']],
  ])('%s', (marked, expected) => {
    expect(names(marked)).toEqual(expected);
  });

  it('renames all of them, and a bus keeps its tilde', () => {
    const { analysis, offset } = atCursor('~lfo: sine 2\nd1 $ sound "bd" # lpf ~l|0fo');
    expect(renamePlace(analysis, offset)?.text).toBe('~lfo');
    const outcome = rename(analysis, offset, 'slow');
    expect('edits' in outcome && applyEdits(analysis.text, outcome.edits)).toBe(
      '~slow: sine 2\nd1 $ sound "bd" # lpf ~slow',
    );
  });

  it('refuses names that are none, and what is not defined here', () => {
    const bound = atCursor('let f |0x = x');
    expect(rename(bound.analysis, bound.offset, '2x')).toHaveProperty('problem');
    expect(rename(bound.analysis, bound.offset, 'where')).toHaveProperty('problem');
    const fast = atCursor('d1 $ fa|0st 2 $ sound "bd"');
    expect(renamePlace(fast.analysis, fast.offset)).toBeUndefined();
  });
});

describe('sounds that are not there', () => {
  const known = new Set(['bd', 'superpiano']);
  const warnings = (text: string): string[] =>
    soundWarnings(analyseText(text), known).map(
      ({ message, fixes }) => `${/`(.*)`/.exec(message)?.[1]} ${fixes?.[0]?.title ?? ''}`,
    );

  it('are warned of, with near names', () => {
    expect(warnings('d1 $ s "bd superpian:2 ~ <xyzzy>*2" # n "1 2"')).toEqual([
      'superpian Change to `superpiano`',
      'xyzzy ',
    ]);
  });

  it('are not the synths of the file, nor numbers and notes elsewhere', () => {
    expect(warnings('synth pluck = saw 220\nd1 $ sound "bd pluck:3" # n "0 c"')).toEqual([]);
  });
});

describe('whole files', () => {
  const source = [
    '-- one',
    '-- two',
    '~lfo: sine 2hz',
    'let f x = x # speed 2',
    'synth pluck freq = saw freq',
    'd1 $ f $ stack [',
    '  sound "bd pluck"',
    ' ] # lpf ~lfo q=0.3',
  ].join('\n');
  const analysis = analyseText(source);

  it('has an outline', () => {
    expect(documentSymbols(analysis).map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'bus ~lfo',
      'function f',
      'synth pluck',
      'track d1',
    ]);
  });

  it('folds statements and comments of several lines', () => {
    expect(folds(analysis).map((fold) => [fold.kind, textAt(analysis, fold).split('\n').length])).toEqual([
      ['comment', 2],
      ['region', 3],
    ]);
  });

  it('has semantic tokens in order, without overlap', () => {
    const tokens = semanticTokens(analysis);
    expect(tokens.every(({ start }, index) => index === 0 || start >= (tokens[index - 1]?.end ?? 0))).toBe(true);
    const types = new Map(tokens.map((token) => [textAt(analysis, token), token.type]));
    expect(Object.fromEntries(types)).toMatchObject({
      f: 'function',
      x: 'parameter',
      '~lfo': 'variable',
      lpf: 'method',
      q: 'property',
      pluck: 'class',
      stack: 'function',
    });
  });

  it('grows a selection from an atom to the file', () => {
    const offset = source.indexOf('pluck"') + 1;
    const spans = selectionRanges(analysis, offset).map((span) => textAt(analysis, span));
    expect(spans.slice(0, 3)).toEqual(['pluck', 'bd pluck', '"bd pluck"']);
    expect(spans.at(-1)).toBe(source);
    for (const [index, span] of spans.entries()) expect(spans[index + 1] ?? span).toContain(span);
  });

  it('offers the fixes of a diagnostic at its place', () => {
    const wrong = analyseText('d1 sound "bd"\nd2 $ fsat 2 $ sound "bd"');
    const actions = codeActions(wrong.diagnostics, { start: 0, end: wrong.text.length }).filter(
      ({ preferred }) => preferred,
    );
    expect(actions.map(({ edits }) => applyEdits(wrong.text, edits))).toEqual([
      'd1 $ sound "bd"\nd2 $ fsat 2 $ sound "bd"',
      'd1 sound "bd"\nd2 $ fast 2 $ sound "bd"',
    ]);
    expect(codeActions(wrong.diagnostics, { start: 8, end: 9 })).toEqual([]);
  });
});
