// Words in strings that a function does not know: `scale "majr"`, `arp "upp"`.

import type { Diagnostic } from '../syntax/diagnostic.ts';
import type { Core } from './core.ts';
import { diagnose } from './messages.ts';
import { suggestion } from './suggestion.ts';
import { writtenWords } from './written-values.ts';

export function wordWarnings(core: Core): readonly Diagnostic[] {
  if (core.tag !== 'apply' || core.function.tag !== 'library') return [];
  const { entry } = core.function;
  const [first] = core.arguments;
  if (entry.kind !== 'pattern' || !entry.choices || !first) return [];
  const known = entry.choices;
  return writtenWords(first)
    .filter(({ text }) => !known.includes(text))
    .map((each) => {
      const near = suggestion(each.text, known, each);
      const list = known.length > 6 ? `${known.slice(0, 6).join(', ')} and others` : known.join(', ');
      return diagnose('unknownWord', each, [entry.name, each.text], near.help ? near : { help: `It knows ${list}.` });
    });
}
