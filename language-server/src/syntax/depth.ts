// Bounds the height of a statement's tree, so that whoever walks it may use recursion.

import { syntaxDiagnostic } from './messages.ts';
import type { Expression, Statement } from './tree.ts';
import { children, type Node } from './walk.ts';

/** Long rows of operators make high trees too; real code stays under 100. The compiler goes no deeper either. */
const highestTree = 300;

export function limitDepth(statement: Statement): Statement {
  // A tree cannot be higher than it has characters for.
  if (statement.text.length <= highestTree) return statement;
  const deep = deepNode(statement);
  if (deep === undefined) return statement;
  const { start, text, mentions } = statement;
  const at = { start: deep.start, end: Math.max(deep.start + 1, Math.min(deep.end, deep.start + 1)) };
  const diagnostics = [...statement.diagnostics, syntaxDiagnostic('tooLong', at)];
  const value: Expression = { kind: 'error', parts: [], start, end: text.length };
  return { kind: 'errorStatement', value, start, end: text.length, text, diagnostics, mentions };
}

function deepNode(root: Node): Node | undefined {
  const waiting: { readonly node: Node; readonly depth: number }[] = [{ node: root, depth: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.depth > highestTree) return next.node;
    for (const node of children(next.node)) waiting.push({ node, depth: next.depth + 1 });
  }
  return undefined;
}
