// The shapes of trees: precedence, sections, layout, and what the statements are.

import { describe, expect, it } from 'vitest';
import { parseFile } from '../../language-server/src/syntax/parse-file.ts';
import { parseStatement } from '../../language-server/src/syntax/parse-statement.ts';
import type { Argument } from '../../language-server/src/syntax/tree.ts';

/** An expression with brackets around everything that has parts. */
function grouped(node: Argument): string {
  switch (node.kind) {
    case 'binary':
      return `(${grouped(node.left)} ${node.operator.text} ${grouped(node.right)})`;
    case 'negation':
      return `(-${grouped(node.operand)})`;
    case 'application':
      return `(${[node.function, ...node.arguments].map(grouped).join(' ')})`;
    case 'namedArgument':
      return `${node.name.text}=${grouped(node.value)}`;
    case 'parenthesised':
      return grouped(node.inner);
    case 'leftSection':
      return `{${grouped(node.operand)} ${node.operator.text} _}`;
    case 'rightSection':
      return `{_ ${node.operator.text} ${grouped(node.operand)}}`;
    case 'lambda':
      return `{\\ ${grouped(node.body)}}`;
    case 'list':
      return `[${node.elements.map(grouped).join(', ')}]`;
    case 'number':
      return `${node.value}${node.unit ?? ''}`;
    case 'string':
      return JSON.stringify(node.text);
    case 'name':
    case 'bus':
      return node.text;
    default:
      return `<${node.kind}>`;
  }
}

function expression(text: string): string {
  const statement = parseStatement(`d1 $ ${text}`);
  expect(statement.diagnostics).toEqual([]);
  return statement.kind === 'track' ? grouped(statement.value) : statement.kind;
}

describe('expressions', () => {
  it.each([
    ['a # b # c', '((a # b) # c)'],
    ['a $ b $ c', '(a $ (b $ c))'],
    ['f . g . h', '(f . (g . h))'],
    ['f . g $ x # y', '((f . g) $ (x # y))'],
    ['a + b * c - d', '((a + (b * c)) - d)'],
    ['"0.25" ~> s "bd" # gain 1', '(("0.25" ~> (s "bd")) # (gain 1))'],
    ['a ~> b <~ c', '((a ~> b) <~ c)'],
    ['0.25 ~> "1 2" + "3"', '(0.25 ~> ("1 2" + "3"))'],
    ['a |+| b # c |< d', '(((a |+| b) # c) |< d)'],
    ['a <> b <> c', '(a <> (b <> c))'],
    ['a <*> b <* c', '((a <*> b) <* c)'],
    ['-x + y', '((-x) + y)'],
    ['- x * y', '(-(x * y))'],
    ['f x y . g', '((f x y) . g)'],
    ['n 1 + n 2 # s "x"', '(((n 1) + (n 2)) # (s "x"))'],
    ['every 2 (# speed 2) x', '(every 2 {_ # (speed 2)} x)'],
    ['(1/8 ~>) x', '({(1 / 8) ~> _} x)'],
    ['(1/8c ~>)', '{0.125c ~> _}'],
    ['(|+| n 1)', '{_ |+| (n 1)}'],
    ['(subtract 1) . (-1)', '((subtract 1) . (-1))'],
    ['(`mod` 3)', '{_ mod 3}'],
    ['a `mod` b + c', '((a mod b) + c)'],
    ['\\x -> x # y $ z', '{\\ ((x # y) $ z)}'],
    ['foo $ \\x -> x', '(foo $ {\\ x})'],
    ['lpf 800 q=0.3 # gain 1', '((lpf 800 q=0.3) # (gain 1))'],
    ['x >> range -4 4', '(x >> (range (-4) 4))'],
    ['s "a" # speed -1', '((s "a") # (speed (-1)))'],
    ['a - 1', '(a - 1)'],
    ['"0 .. 7" -1', '("0 .. 7" - 1)'],
    ['lpf q=-0.3 800', '(lpf q=(-0.3) 800)'],
    ['a >> b # c', '((a >> b) # c)'],
    ['x # lpf ~lfo 0.3 * 0.5', '(x # ((lpf ~lfo 0.3) * 0.5))'],
    ['saw 440Hz * -6dB', '((saw 440hz) * (-6db))'],
    ['7%2 + 50%', '((7 % 2) + 50%)'],
    ['x |% 3', '(x |% 3)'],
    ['~a*~b+~c', '((~a * ~b) + ~c)'],
    ['"1"<~x', '("1" <~ x)'],
    ['f(x)[1]', '(f x [1])'],
    ['rev.fast 2', '(rev . (fast 2))'],
  ])('%s', (text, expected) => {
    expect(expression(text)).toBe(expected);
  });
});

describe('layout', () => {
  it('begins a binding at the column of the first', () => {
    const statement = parseStatement('let a = f\n        x\n    b y = a y\n    c = 1');
    expect(statement.diagnostics).toEqual([]);
    expect(statement.kind === 'let' && statement.bindings.map(({ name }) => name.text)).toEqual(['a', 'b', 'c']);
  });

  it('goes on through blank lines, comments in column 0 and a closing bracket there', () => {
    const text = 'd1 $ stack [\n  a,\n\n-- b,\n  c\n] # gain 1\nd2 $ x';
    expect(parseFile(text).value.statements.map(({ statement }) => statement.text.slice(0, 2))).toEqual(['d1', 'd2']);
    expect(parseFile(text).diagnostics).toEqual([]);
  });

  it('takes a string over two lines when its quotes pair', () => {
    const { value } = parseFile('d1 $ s "bd\n        sn" # n "1"\nd2 $ x');
    expect(value.statements).toHaveLength(2);
    expect(value.statements[0]?.statement.diagnostics).toEqual([]);
  });
});

describe('statements', () => {
  it.each([
    ['d1 silence', 'track'],
    ['o3 $ x', 'output'],
    ['out $ x', 'output'],
    ['~a: x', 'bus'],
    ['let a = 1', 'let'],
    ['synth a = x', 'synth'],
    ['cps: 1', 'setting'],
    ['hush2', 'command'],
    ['once $ x', 'once'],
    ['clutch 1 $ x', 'transition'],
    ['sound "bd"', 'errorStatement'],
  ])('%s is a %s', (text, kind) => {
    expect(parseStatement(text).kind).toBe(kind);
  });

  it('reads the unit of a tempo', () => {
    const read = (text: string): unknown => {
      const statement = parseStatement(text);
      return statement.kind === 'setting' && [grouped(statement.value), statement.unit, statement.setting];
    };
    expect(read('tempo: 124 bpm')).toEqual(['124', 'bpm', 'tempo']);
    expect(read('tempo: 124bpm')).toEqual(['124', 'bpm', 'tempo']);
    expect(read('tempo: "<120 140>" bpm')).toEqual(['"<120 140>"', 'bpm', 'tempo']);
    expect(read('tempo: slow 4 (range 1 2 sine) cps')).toEqual([
      '(slow 4 ((range 1 2 sine)))'.replace('((', '(').replace('))', ')'),
      'cps',
      'tempo',
    ]);
    expect(read('setcps 0.5')).toEqual(['0.5', undefined, 'cps']);
  });

  it('keeps an unchanged statement the same object', () => {
    const before = parseFile('d1 $ a\nd2 $ b\nd2 $ b').value;
    const after = parseFile('-- more\n\nd1 $ ab\nd2 $ b\nd2 $ b', before).value;
    expect(after.statements[1]?.statement).toBe(before.statements[1]?.statement);
    expect(after.statements[2]?.statement).toBe(before.statements[2]?.statement);
    expect(after.statements[1]?.statement).not.toBe(after.statements[2]?.statement);
  });
});
