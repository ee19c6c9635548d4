// What the operators of the language do, for hover: most are no functions of the library.

import { fixityOf } from '../syntax/operators.ts';
import type { Operator } from '../syntax/tree.ts';

const meanings: Readonly<Record<string, string>> = {
  $: 'Applies the function on its left to everything on its right.',
  '.': 'Composes two functions: the right one first.',
  '#': 'Feeds what is on its left into the control or effect on its right: for each voice where the left side is a pattern of voices, as a chain where it is a signal.',
  '>>': 'Feeds the mix of what is on its left into the effect on its right.',
  '<~': 'Shifts a pattern earlier, by the cycles on its left.',
  '~>': 'Shifts a pattern later, by the cycles on its left.',
  '<>': 'Plays two patterns at once.',
  '<*>': 'Applies a pattern of functions to a pattern: structure from both sides.',
  '<*': 'Applies a pattern of functions to a pattern: structure from the left.',
  '*>': 'Applies a pattern of functions to a pattern: structure from the right.',
  '<$>': 'Applies a function to every value of a pattern.',
  '+': 'Adds: patterns with structure from both sides, signals sample by sample.',
  '-': 'Subtracts: patterns with structure from both sides, signals sample by sample.',
  '*': 'Multiplies: patterns with structure from both sides, signals sample by sample.',
  '/': 'Divides: patterns with structure from both sides, signals sample by sample.',
};

const families: Readonly<Record<string, string>> = {
  '+': 'Adds the values',
  '++': 'Joins the texts',
  '-': 'Subtracts the values',
  '*': 'Multiplies the values',
  '/': 'Divides the values',
  '%': 'Takes the remainder of the values',
  '**': 'Raises the values to a power',
  '<': 'Keeps the values of the left side',
  '>': 'Takes the values of the right side',
};

/** Markdown; absent for operators of the library and unknown ones. */
export function describeOperator(operator: Operator): string | undefined {
  const { text, backticks } = operator;
  const meaning = meanings[text] ?? familyMeaning(text);
  if (backticks || meaning === undefined) return undefined;
  const { precedence, associativity } = fixityOf(operator);
  const grouping = associativity === 'none' ? 'does not chain' : `groups to the ${associativity}`;
  return `**\`${text}\`** ${meaning}\n\nBinds at ${precedence} of 9 and ${grouping}.`;
}

function familyMeaning(text: string): string | undefined {
  const base = text.replace(/^\||\|$/g, '');
  const what = families[base];
  if (what === undefined || base === text) return undefined;
  const left = text.startsWith('|');
  const right = text.endsWith('|');
  const side = left && right ? 'both sides' : left ? 'the left' : 'the right';
  return `${what} of two patterns, with the structure of ${side}.`;
}
