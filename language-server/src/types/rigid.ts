// Letters of an annotation stand for any type: what the definition makes of them must not narrow them.

import type { TypeNode } from '../syntax/type-tree.ts';
import { descendants } from '../syntax/walk.ts';
import { type ClassName, classNames } from './classes.ts';
import { type Context, report } from './context.ts';
import type { Details } from './messages.ts';
import { printType } from './print.ts';
import { type ClassSet, prune, type TypeVariable } from './type.ts';

/** An annotation's letters as they were before what it annotates was looked at. */
export type Letters = readonly (readonly [name: string, variable: TypeVariable, classes: ClassSet])[];

export const lettersOf = (letters: ReadonlyMap<string, TypeVariable>): Letters =>
  [...letters].map(([name, variable]) => [name, variable, variable.classes] as const);

/** Reports the first letter that has become something, once what it annotates is inferred. `level` is the annotation's. */
export function checkRigid(c: Context, node: TypeNode, letters: Letters, level: number): void {
  const others = new Map<TypeVariable, string>();
  for (const [name, variable, classes] of letters) {
    const found = prune(variable);
    const place = placesOf(node, name)[0] ?? node;
    if (found.tag === 'constructor') {
      if (found.name !== '?')
        report(c, 'narrowed', place, [name, printType(found)], written(node, name, printType(found)));
      return;
    }
    const other = others.get(found);
    if (other !== undefined) {
      report(c, 'sameLetter', place, [other, name], written(node, name, other));
      return;
    }
    others.set(found, name);
    const missing = shown(found.classes).filter((each) => !shown(classes).includes(each));
    const [first] = missing;
    if (first !== undefined) {
      report(c, 'unconstrained', place, [name, first], constrained(node, name, first));
      return;
    }
    if (found.level < level) {
      report(c, 'escaped', place, [name]);
      return;
    }
  }
}

const inner: ReadonlySet<ClassName> = new Set(['Literal', 'Atom', 'Numeral', 'Element', 'Chain']);
const shown = (classes: ClassSet): readonly ClassName[] => classNames(classes).filter((each) => !inner.has(each));

function placesOf(node: TypeNode, name: string) {
  return [...descendants(node)].filter((each) => each.kind === 'typeVariable' && each.text === name);
}

function written(node: TypeNode, name: string, type: string): Details {
  const text = /^\w+$|^[[(].*[\])]$/.test(type) ? type : `(${type})`;
  const edits = placesOf(node, name).map(({ start, end }) => ({ start, end, text }));
  return { help: `Write \`${type}\` for it.`, fixes: [{ title: `Write \`${type}\``, edits }] };
}

function constrained(node: TypeNode, name: string, constraint: string): Details {
  const text = `${constraint} ${name} => `;
  const help = `Write \`${text}...\`.`;
  if (node.kind === 'typeConstrained') return { help };
  return { help, fixes: [{ title: `Add \`${text.trim()}\``, edits: [{ start: node.start, end: node.start, text }] }] };
}
