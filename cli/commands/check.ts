// `hocket check`: is the code right?
import type { Command } from '../command.ts';
import { evaluateSource, printDiagnostics, readSource } from '../source.ts';

export const check: Command = {
  name: 'check',
  summary: 'Check files without playing them',
  operands: 'FILE...',
  words: [1, Number.POSITIVE_INFINITY],
  options: [],
  async run({ words }) {
    let errors = 0;
    for (const path of words) {
      const source = readSource(path);
      errors += printDiagnostics(source, evaluateSource(source).diagnostics);
    }
    if (errors > 0) console.error(errors === 1 ? '1 error' : `${errors} errors`);
    return errors === 0 ? 0 : 1;
  },
};
