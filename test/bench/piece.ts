// The file of 1,000 lines that the benchmarks of the language server work on: what people write, in many variations.

const part = (index: number): string[] => [
  `-- part ${index}`,
  `~lfo${index}: sine ${(0.1 * (index + 1)).toFixed(1)}hz >> range 300 2400`,
  `let answer${index} f = turn . f . ("<0 0.25>" ~>) . rev`,
  '',
  `d${(index % 16) + 1} $ answer${index} (|+| n 12)`,
  '  $ stack [',
  '      n ("0 .. 7" + "<0 3>") # s "superpiano" # gain "1 0.8",',
  '      sound "bd(<3 5>,8,<0 2>) [hh*2 sn]!2 <a b c>*4" # speed "1 2"',
  `    ] # lpf ~lfo${index} 0.3`,
  '',
];

export const parts = 99;

const whole = (lines: readonly string[]): string =>
  ['let turn = fast 2 . every 4 rev', '', ...lines].concat(Array(8).fill('-- the end')).join('\n');

/** Sixteen tracks, each defined some six times: the last definition plays. */
export const piece = whole(Array.from({ length: parts }, (_, index) => part(index)).flat());

/** The same music with nothing defined twice: every part is a `let`, and each track plays some six of them. */
export const together = whole([
  ...Array.from({ length: parts }, (_, index) => part(index).map((line) => asLet(line, index))).flat(),
  ...Array.from({ length: 16 }, (_, track) => {
    const played = Array.from({ length: parts }, (_, index) => index).filter((index) => index % 16 === track);
    return `d${track + 1} $ stack [${played.map((index) => `part${index}`).join(', ')}]`;
  }),
]);

function asLet(line: string, index: number): string {
  return line.replace(/^ /, '     ').replace(/^d\d+ \$ /, `let part${index} =\n     `);
}
