// Sources with a cursor, `|0`, for the tests of the editor's features.

import { type Analysis, analyse } from '../../language-server/src/features/analysis.ts';
import { emptySession } from '../../language-server/src/types/environment.ts';
import { library } from '../compiler/library.ts';

const cursor = '|0';

export interface AtCursor {
  readonly analysis: Analysis;
  readonly offset: number;
}

export function analyseText(text: string): Analysis {
  return analyse({ uri: 'file:///test.hkt', text, library, session: emptySession });
}

export function atCursor(marked: string): AtCursor {
  const offset = marked.indexOf(cursor);
  if (offset < 0) throw new Error(`no ${cursor} in ${JSON.stringify(marked)}`);
  return { analysis: analyseText(marked.replace(cursor, '')), offset };
}

/** Places as the text that they hold, with `start` to tell them apart. */
export function textAt({ text }: Analysis, { start, end }: { readonly start: number; readonly end: number }): string {
  return text.slice(start, end);
}
