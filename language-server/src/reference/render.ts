// An article as Markdown, and as plain text for terminals: the one wording of the reference.

import type { Article } from './article.ts';
import type { ParameterArticle } from './parameters.ts';

/** `name` is how it was called. */
export function markdown(article: Article, name = article.name): string {
  const { type, doc, example, aliases } = article;
  const others = [...new Set([article.name, ...aliases])].filter((other) => other !== name);
  const parts = [
    type === '' ? '' : code(`${name} : ${type}`),
    doc,
    article.parameters
      .filter(({ named }) => named)
      .map((each) => parameterText(each.doc === doc ? { ...each, doc: '' } : each))
      .map((text, index) => `- \`${article.parameters[index]?.name}\`${text && `: ${text}`}`)
      .join('\n'),
    others.length === 0 ? '' : `Also called ${others.map((other) => `\`${other}\``).join(', ')}.`,
    example === '' ? '' : code(example),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

export function code(text: string): string {
  return `\`\`\`hocket\n${text}\n\`\`\``;
}

/** `20 to 20000 Hz, 1000 when not given. Cutoff of the filter.` */
export function parameterText({ unit, min, max, default: initial, doc }: ParameterArticle): string {
  const range = [rangeText(min, max), unit].filter((text) => text !== '').join(' ');
  const facts = [range, initial === undefined ? '' : `${initial} when not given`];
  return [facts.filter((text) => text !== '').join(', '), doc].filter((text) => text !== '').join('. ');
}

export function rangeText(min: number | undefined, max: number | undefined): string {
  if (min !== undefined && max !== undefined) return `${min} to ${max}`;
  if (min !== undefined) return `from ${min}`;
  return max === undefined ? '' : `up to ${max}`;
}

/** What `markdown` says, without its marks: code is indented. */
export function plainText(text: string): string {
  return text
    .replace(/^```hocket\n(.*?)\n```$/gms, (_, block: string) => block.replace(/^/gm, '    '))
    .split('\n')
    .map((line) => (line.startsWith('    ') ? line : line.replace(/`/g, '')))
    .join('\n');
}
