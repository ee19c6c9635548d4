// `hocket plan`: what the engine is told.
import type { Command } from '../command.ts';
import { evaluateSource, printDiagnostics, readSource } from '../source.ts';

export const plan: Command = {
  name: 'plan',
  summary: 'Print the plan of a file: the JSON that the engine plays',
  operands: 'FILE',
  words: [1, 1],
  options: [{ name: 'compact', doc: 'on one line' }],
  async run({ words, flag }) {
    const source = readSource(words[0] ?? '');
    const { plan, diagnostics } = evaluateSource(source);
    const errors = printDiagnostics(source, diagnostics);
    console.log(JSON.stringify(plan, undefined, flag('compact') ? undefined : 2));
    return errors === 0 ? 0 : 1;
  },
};
