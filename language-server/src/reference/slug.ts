// Names as parts of file names and links, for file systems that do not tell `a` from `A` too.

const words: Readonly<Record<string, string>> = {
  '|': 'bar',
  '+': 'plus',
  '-': 'minus',
  '*': 'times',
  '/': 'slash',
  '%': 'percent',
  '<': 'less',
  '>': 'more',
  '=': 'equals',
  '#': 'hash',
  '~': 'tilde',
  $: 'dollar',
  '.': 'dot',
  '!': 'bang',
  '&': 'and',
  '^': 'caret',
  '?': 'question',
  '@': 'at',
  '[': 'bracket',
  ']': 'close',
  '{': 'brace',
  '}': 'close',
  '(': 'paren',
  ')': 'close',
  ',': 'comma',
  ':': 'colon',
  "'": 'prime',
  _: 'underscore',
};

/** `slowAppend` is `slow-append`, `every'` is `every-prime`, `|+` is `bar-plus`. */
export function slug(name: string): string {
  return name
    .replace(/[^A-Za-z\d]/g, (letter) => `-${words[letter] ?? ''}-`)
    .replace(/(?<=[a-z\d])[A-Z]/g, (letter) => `-${letter}`)
    .toLowerCase()
    .replace(/-+/g, '-')
    .replace(/^-|-$/g, '');
}
