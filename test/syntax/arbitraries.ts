// Arbitrary sources: well-formed expressions and patterns from the grammar, and soups of their pieces.

import fc from 'fast-check';

const name = fc.constantFrom('fast', 'rev', 'x', "every'", 'lpf', 'sound', 'd1', 'c4', "c'maj");
const operator = fc.constantFrom(
  '#',
  '|+|',
  '|+',
  '+|',
  '|<|',
  '.',
  '$',
  '+',
  '*',
  '~>',
  '<~',
  '<>',
  '>>',
  '`mod`',
  '%',
  '**',
);
const numeral = fc.constantFrom('0', '1', '0.25', '12', '440hz', '2khz', '50%', '1/8c', '3st', '1e3', '0x1f');
const unit = fc.constantFrom('', '~lfo', '"bd sn"', '"1 <2 3>*2"');

/** Mini-notation that is well-formed whatever its atoms are read as. */
export const miniText: fc.Arbitrary<string> = fc.letrec<{ term: string; sequence: string; factor: string }>((tie) => ({
  factor: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom('2', '1.5', '3%2', 'e'),
    tie('factor').map((inner) => `<${inner} 3>`),
  ),
  term: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.constantFrom('bd', 'sn:3', '~', '1', 'e5', 'a b', '0 .. 3', 'hh? hh?0.25'),
    tie('sequence').map((inner) => `[${inner}]`),
    fc.tuple(tie('sequence'), tie('sequence')).map(([a, b]) => `[${a}, ${b}]`),
    fc.tuple(tie('sequence'), tie('sequence')).map(([a, b]) => `[${a} | ${b}]`),
    fc.tuple(tie('sequence'), tie('factor')).map(([a, b]) => `{${a}}%${b}`),
    fc.tuple(tie('sequence'), tie('factor')).map(([a, b]) => `<${a}>*${b}`),
    fc.tuple(tie('sequence'), tie('factor')).map(([a, b]) => `[${a}]/${b}`),
    tie('sequence').map((inner) => `[${inner}](3,8,<0 2>)?`),
    tie('sequence').map((inner) => `[${inner} ?]`),
  ),
  sequence: fc
    .array(
      fc
        .tuple(tie('term'), fc.constantFrom('', '', '', '@3', '!2', ' _', ' !', '@1%3', ' .'))
        .map(([term, after]) => (after !== '' && term.includes(' ') && !/[\])}?]$/.test(term) ? term : term + after)),
      { minLength: 1, maxLength: 4 },
    )
    .map((terms) => terms.join(' ').replace(/ \.$/, '')),
})).sequence;

/** A well-formed expression, but for the rules about mixed operators and sections. */
export const expressionText: fc.Arbitrary<string> = fc.letrec<{ atom: string; expression: string }>((tie) => ({
  atom: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.oneof(
      name,
      numeral,
      unit.filter((text) => text !== ''),
    ),
    tie('expression').map((inner) => `(${inner})`),
    fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `(${a}, ${b})`),
    fc.array(tie('expression'), { maxLength: 3 }).map((elements) => `[${elements.join(', ')}]`),
    fc.tuple(tie('atom'), tie('atom')).map(([a, b]) => `[${a} .. ${b}]`),
    fc.tuple(operator, tie('atom')).map(([sign, a]) => `(${sign} ${a})`),
    fc.tuple(operator, tie('atom')).map(([sign, a]) => `(${a} ${sign})`),
    operator.filter((sign) => !sign.startsWith('`')).map((sign) => `(${sign})`),
    tie('expression').map((body) => `(\\x (a, _) -> ${body})`),
    fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `(let f x = ${a}; g = 1 in ${b})`),
    tie('atom').map((inner) => `(${inner} :: Num a => [Pattern a] -> (a, Voices))`),
    tie('expression').map((inner) => `(- ${inner})`),
  ),
  expression: fc
    .tuple(
      fc.array(fc.array(tie('atom'), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }),
      fc.array(operator, { minLength: 3, maxLength: 3 }),
      fc.boolean(),
    )
    .map(([rows, operators, isNamed]) =>
      rows
        .map(
          (row, index) =>
            `${index > 0 ? ` ${operators[index] ?? '#'} ` : ''}${row.join(' ')}${isNamed && row.length > 1 ? ' q=0.3' : ''}`,
        )
        .join(''),
    ),
})).expression;

const pieces = fc.constantFrom(
  ...'( ) [ ] { } < > " , . .. ; : = == -> \\ ~ ~x # |+| $ ` @ ! ? * / % _ - -- {- -} let in where synth d1 d2 hush tempo: 1 0.5 2khz 3% bd'.split(
    ' ',
  ),
  '\n',
  '\n  ',
  ' ',
  '\t',
  '\r\n',
  '“',
  'ä',
  '😀',
);

/** Anything at all, mostly of the pieces that matter. */
export const soup: fc.Arbitrary<string> = fc.oneof(
  fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join('')),
  fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join(' ')),
  fc.string({ unit: 'grapheme', maxLength: 80 }),
);
