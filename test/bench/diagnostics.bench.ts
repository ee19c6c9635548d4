// From a keystroke to its diagnostics, in a file of 1,000 lines: parse, check, and the protocol's form of what is wrong.

import { TextDocument } from 'vscode-languageserver-textdocument';
import { Workspace } from '../../language-server/src/features/workspace.ts';
import { toLspDiagnostic } from '../../language-server/src/lsp-edge.ts';
import { library } from '../compiler/library.ts';

interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly better: 'lower' | 'higher';
  readonly target?: number;
}

const block = (index: number): string[] => [
  `-- part ${index}`,
  `~lfo${index}: sine ${0.1 * (index + 1)}hz >> range 300 2400`,
  `let answer${index} f = fast 2 . f . ("<0 0.25>" ~>) . rev`,
  '',
  `d${(index % 16) + 1} $ answer${index} (|+| n 12)`,
  '  $ stack [',
  '      n ("0 .. 7" + "<0 3>") # s "superpiano" # gain "1 0.8",',
  '      sound "bd(<3 5>,8,<0 2>) [hh*2 sn]!2 <a b c>*4" # speed "1 2"',
  `    ] # lpf ~lfo${index} 0.3`,
  '',
];

const text = Array.from({ length: 100 }, (_, index) => block(index).join('\n')).join('\n');
const typed = ' # gain 0.8';

function percentile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Types a control at the end of lines all over the file, one letter after the other, and takes it out again. */
function keystrokes(workspace: Workspace): number[] {
  const times: number[] = [];
  const uri = 'file:///bench.hkt';
  const run = (source: string): void => {
    const start = performance.now();
    const document = TextDocument.create(uri, 'hocket', 0, source);
    workspace.update(uri, source);
    workspace.diagnostics(uri).map((diagnostic) => toLspDiagnostic(document, diagnostic));
    times.push(performance.now() - start);
  };
  run(text);
  for (let part = 0; part < 100; part += 7) {
    const at = text.indexOf(` 0.3\n`, text.indexOf(`-- part ${part}\n`)) + 4;
    for (let length = 1; length <= typed.length; length++)
      run(text.slice(0, at) + typed.slice(0, length) + text.slice(at));
    const letters = text.indexOf(' . rev', text.indexOf(`-- part ${part}\n`));
    for (let length = 5; length > 0; length--) run(text.slice(0, letters + length) + text.slice(letters + 6));
  }
  return times;
}

/** Every keystroke's best of several rounds, so that a busy machine shows little. */
function best(rounds: readonly (readonly number[])[]): number[] {
  const [first = []] = rounds;
  return first.map((_, index) => Math.min(...rounds.map((round) => round[index] ?? Number.POSITIVE_INFINITY)));
}

export async function run(): Promise<Figure[]> {
  const [cold = 0] = keystrokes(new Workspace(library));
  const [opening = 0, ...times] = best(Array.from({ length: 7 }, () => keystrokes(new Workspace(library))));
  return [
    {
      name: 'diagnostics after a keystroke, 95 %',
      value: percentile(times, 0.95),
      unit: 'ms',
      better: 'lower',
      target: 15,
    },
    { name: 'diagnostics after a keystroke, median', value: percentile(times, 0.5), unit: 'ms', better: 'lower' },
    { name: 'diagnostics on opening 1,000 lines', value: opening, unit: 'ms', better: 'lower' },
    { name: 'diagnostics on opening 1,000 lines, first time', value: cold, unit: 'ms', better: 'lower' },
  ];
}
