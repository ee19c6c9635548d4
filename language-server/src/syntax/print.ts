// Prints an expression from its tree, with the brackets that the tree has. Printing and parsing again gives the same tree
// but for its offsets.

import type { Argument, Binding, Expression, Operator, Parameter } from './tree.ts';
import type { TypeNode } from './type-tree.ts';

export function printExpression(node: Argument): string {
  switch (node.kind) {
    case 'number':
      return `${node.digits}${node.unit ?? ''}`;
    case 'string':
      return `"${node.text}"`;
    case 'name':
    case 'bus':
      return node.text;
    case 'application':
      return [node.function, ...node.arguments].map(printExpression).join(' ');
    case 'namedArgument':
      return `${node.name.text}=${printExpression(node.value)}`;
    case 'binary':
      return `${printExpression(node.left)} ${printOperator(node.operator)} ${printExpression(node.right)}`;
    case 'negation':
      return `- ${printExpression(node.operand)}`;
    case 'leftSection':
      return `(${printExpression(node.operand)} ${printOperator(node.operator)})`;
    case 'rightSection':
      return `(${printOperator(node.operator)} ${printExpression(node.operand)})`;
    case 'operatorName':
      return `(${printOperator(node.operator)})`;
    case 'parenthesised':
      return `(${printExpression(node.inner)})`;
    case 'tuple':
      return `(${node.elements.map(printExpression).join(', ')})`;
    case 'list':
      return `[${node.elements.map(printExpression).join(', ')}]`;
    default:
      return printLarger(node);
  }
}

type Larger = Extract<Expression, { kind: 'lambda' | 'range' | 'letIn' | 'annotation' | 'error' }>;

function printLarger(node: Larger): string {
  switch (node.kind) {
    case 'lambda':
      return `\\${node.parameters.map(printParameter).join(' ')} -> ${printExpression(node.body)}`;
    case 'range': {
      const next = node.next ? `, ${printExpression(node.next)}` : '';
      return `[${printExpression(node.from)}${next} ..${node.to ? ` ${printExpression(node.to)}` : ''}]`;
    }
    case 'letIn': {
      const bindings = node.bindings.map(printBinding).join('; ');
      const body = printExpression(node.body);
      return node.style === 'let' ? `let ${bindings} in ${body}` : `${body} where ${bindings}`;
    }
    case 'annotation':
      return `${printExpression(node.expression)} :: ${printType(node.type)}`;
    case 'error':
      return node.parts.map(printExpression).join(' ');
  }
}

function printOperator(operator: Operator): string {
  return operator.backticks ? `\`${operator.text}\`` : operator.text;
}

function printParameter(parameter: Parameter): string {
  if (parameter.kind === 'wildcard') return '_';
  return parameter.kind === 'name' ? parameter.text : `(${parameter.elements.map(printParameter).join(', ')})`;
}

function printBinding(binding: Binding): string {
  const head = [binding.name.text, ...binding.parameters.map(printParameter)].join(' ');
  const annotation = binding.annotation ? ` : ${printType(binding.annotation)}` : '';
  return `${head}${annotation}${binding.value ? ` = ${printExpression(binding.value)}` : ''}`;
}

function printType(type: TypeNode): string {
  switch (type.kind) {
    case 'typeName':
    case 'typeVariable':
      return type.text;
    case 'typeApplication':
      return [type.head, ...type.arguments].map(printTypeAtom).join(' ');
    case 'typeFunction':
      return `${type.from.kind === 'typeFunction' ? printTypeAtom(type.from) : printType(type.from)} -> ${printType(type.to)}`;
    case 'typeList':
      return `[${printType(type.element)}]`;
    case 'typeTuple':
      return `(${type.elements.map(printType).join(', ')})`;
    case 'typeConstrained':
      return `(${type.constraints.map(printType).join(', ')}) => ${printType(type.type)}`;
    case 'typeError':
      return '';
  }
}

function printTypeAtom(type: TypeNode): string {
  const isAtom = type.kind !== 'typeFunction' && type.kind !== 'typeApplication' && type.kind !== 'typeConstrained';
  return isAtom ? printType(type) : `(${printType(type)})`;
}
