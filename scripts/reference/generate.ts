// The reference's pages and pictures, all of them: file names in `docs/reference` to contents.

import type { Article } from '../../language-server/src/reference/article.ts';
import { reference } from '../../language-server/src/reference/reference.ts';
import type { Library } from '../../language-server/src/types/environment.ts';
import type { HocketAddon } from '../../native/addon/hocket.d.ts';
import { eventDiagram } from './event-diagram.ts';
import { nodePicture } from './node-picture.ts';
import { recipes } from './node-recipes.ts';
import { pageFiles } from './page.ts';
import { type Played, type Player, period, playerOf } from './played.ts';
import { rendererOf } from './rendered.ts';
import { sourcesOf } from './sources.ts';

/** The same bytes whenever and wherever it runs. */
export async function generate(library: Library, addon: HocketAddon): Promise<ReadonlyMap<string, string>> {
  const all = reference(library);
  const pictures = new Map<string, string>();
  const render = rendererOf(library, addon);
  const play = playerOf(library, addon);
  for (const article of all) {
    const { kind, name, picture } = article;
    if (picture === undefined) continue;
    const recipe = kind === 'node' ? recipes.get(name) : undefined;
    const drawn = recipe
      ? await nodePicture(recipe, render, name)
      : kind === 'control' || kind === 'node'
        ? undefined
        : eventPicture(play, article);
    if (drawn !== undefined) pictures.set(picture, drawn);
  }
  const files = new Map(pageFiles(all, new Set(pictures.keys())));
  for (const [name, svg] of pictures) files.set(`pictures/${name}.svg`, svg);
  return files;
}

/** Undefined when the example plays nothing. */
function eventPicture(play: Player, { example, parameters }: Article): string | undefined {
  const result = play(example, longest);
  if (!result) return undefined;
  // A string that is no pattern is not mini-notation.
  const codes = parameters.some(({ type }) => type === 'String') ? [] : sourcesOf(example);
  const sources = codes.flatMap((code) => play(code, longest) ?? []).filter((each) => !isOneWord(each));
  const all = [...sources, result];
  const cycles = Math.max(...all.map(period));
  return eventDiagram(
    all.flatMap(({ code }) => play(code, cycles) ?? []),
    cycles,
    example,
  );
}

/** Such as the name of a scale: nothing to see. */
const isOneWord = ({ code, events }: Played): boolean =>
  code.startsWith('"') && events.length === longest && !code.includes('<');

/** Cycles that are looked at to find out in how many it comes round. */
const longest = 4;
