// Prints a tree of mini-notation in its plainest form. Printing and parsing again gives the same tree but for its offsets.

import { fraction, fractionText } from './fraction.ts';
import type { Fraction, MiniLayer, MiniPattern, MiniSequence, MiniStep, MiniTerm } from './mini-tree.ts';

export function printMini(pattern: MiniPattern): string {
  const { root } = pattern;
  return root.kind === 'stack' ? printLayers(root.layers, ', ') : printLayer(root);
}

/** A term that stands by itself where steps are separated by blanks. */
function printTerm(term: MiniTerm): string {
  switch (term.kind) {
    case 'atom':
      return term.text;
    case 'rest':
      return '~';
    case 'error':
      return '[]';
    case 'variable':
      return `^${term.name}`;
    case 'sequence':
      return `[${printLayer(term)}]`;
    case 'stack':
      return `[${printLayers(term.layers, ', ')}]`;
    case 'choice':
      return `[${printLayers(term.alternatives, ' | ')}]`;
    case 'alternation':
      return `<${printLayers(term.layers, ', ')}>`;
    case 'polymeter':
      return `{${printLayers(term.layers, ', ')}}${term.steps ? `%${printTerm(term.steps)}` : ''}`;
    case 'fast':
      return `${printTerm(term.term)}*${printTerm(term.factor)}`;
    case 'slow':
      return `${printTerm(term.term)}/${printTerm(term.factor)}`;
    case 'degrade': {
      const { term: inner } = term;
      const isTwice = inner.kind === 'degrade' && inner.term.kind === 'sequence';
      return `${isTwice ? `[${printDegraded(inner.term, inner.amount)}]` : printTerm(inner)}?${printAmount(term.amount)}`;
    }
    case 'euclid':
      return `${printTerm(term.term)}(${[term.pulses, term.steps, ...(term.rotation ? [term.rotation] : [])].map(printLayer).join(',')})`;
    case 'range':
      return `${printTerm(term.from)} .. ${printTerm(term.to)}`;
  }
}

function printLayers(layers: readonly MiniLayer[], separator: string): string {
  return layers.map(printLayer).join(separator);
}

/** What stands between brackets or separators; a `?` of the whole sequence comes after a blank, and after a `!1` where it
 * would be the last step's. */
function printLayer(term: MiniTerm): string {
  if (term.kind === 'sequence') return term.steps.map(printStep).join(' ');
  if (term.kind === 'degrade' && term.term.kind === 'sequence' && term.start === term.term.start) {
    return printDegraded(term.term, term.amount);
  }
  return printTerm(term);
}

function printDegraded(sequence: MiniSequence, amount: number): string {
  const steps = printLayer(sequence);
  const last = sequence.steps.at(-1);
  const isPlain = last?.repeats === 1 && last.weight.numerator === last.weight.denominator;
  return `${steps}${isPlain && /[\]>})~\d?]$/.test(steps) ? '!1' : ''} ?${printAmount(amount)}`;
}

function printStep(step: MiniStep): string {
  const term = printTerm(step.term);
  if (step.repeats !== 1) return `${term}!${step.repeats}`;
  if (step.weight.numerator === 1n && step.weight.denominator === 1n) return term;
  return `${term}@${printRatio(step.weight)}`;
}

function printRatio(weight: Fraction): string {
  const { numerator, denominator } = fraction(weight.numerator, weight.denominator);
  return denominator === 1n ? String(numerator) : fractionText({ numerator, denominator }).replace('/', '%');
}

/** With a point, as the grammar wants it. */
function printAmount(amount: number): string {
  const digits = String(amount);
  return /[.e]/.test(digits) ? digits : `${digits}.0`;
}
