// A plan as text that a person can read: patterns as expressions, graphs as one line a node.
import type {
  Plan,
  PlanGraph,
  PlanNode,
  PlanPattern,
  PlanRef,
  PlanValue,
} from '../../language-server/src/compiler/plan.ts';

export function planText(plan: Plan): string {
  const pattern = (id: number): string => patternText(plan, plan.patterns[id]);
  const ref = (each: PlanRef): string => {
    if (typeof each === 'number') return String(each);
    if ('n' in each) return `#${each.n}${each.o === undefined ? '' : `.${each.o}`}`;
    if ('p' in each) return `${pattern(each.p)}${each.d === undefined ? '' : ` or ${each.d}`}`;
    if ('bus' in each) return each.bus;
    return `control ${each.c}${each.d === undefined ? '' : ` or ${ref(each.d)}`}`;
  };
  const refs = (each: PlanRef | readonly PlanRef[]): string =>
    Array.isArray(each) ? `[${each.map(ref).join(', ')}]` : ref(each as PlanRef);
  const node = (each: PlanNode, index: number): string => {
    const ports = Object.entries(each.in ?? {}).map(([port, fed]) => `${port}=${refs(fed)}`);
    const name = each.key === each.kind ? each.kind : `${each.kind} (${each.key})`;
    const more = [
      ...ports,
      ...Object.entries(each.options ?? {}).map(([option, value]) => `${option}:${value}`),
      ...(each.effects === undefined ? [] : [`effects ${each.effects}`]),
      ...(each.when === undefined ? [] : [`when ${each.when}`]),
      ...(each.pattern === undefined ? [] : [`\n       ${pattern(each.pattern)}`]),
    ];
    return `  #${index} ${name} ${more.join(' ')}`.trimEnd();
  };
  const graph = (title: string, { nodes, out }: PlanGraph): string[] => [
    title,
    ...nodes.map(node),
    `  out ${out.map(ref).join(', ')}`,
    '',
  ];
  return [
    `cps ${typeof plan.cps === 'number' ? plan.cps : pattern(plan.cps.p)}`,
    ...(plan.cycle === undefined ? [] : [`from cycle ${plan.cycle}`]),
    '',
    ...plan.definitions.flatMap((each) =>
      graph(`${each.kind} ${each.name}${each.mute ? ' muted' : ''}${each.solo ? ' soloed' : ''}`, each),
    ),
    ...plan.synths.flatMap((each) => graph(`synth ${each.name}`, each)),
    ...plan.effects.flatMap((each, index) => graph(`effects ${index}`, each)),
    ...plan.voiceSignals.flatMap((each, index) => graph(`signal ${index}`, each)),
  ].join('\n');
}

function patternText(plan: Plan, node: PlanPattern | undefined): string {
  if (!node) return '?';
  if (node.op === 'pure') return valueText(node.value ?? 0);
  if (node.op === 'var') return `$${node.param}`;
  const parts = [
    ...(node.name === undefined ? [] : [node.name]),
    ...(node.names ?? []),
    ...(node.times ?? []),
    ...(node.ints ?? []).map((each) => `${each}i`),
    ...(node.values ?? []).map(valueText),
    ...(node.value === undefined ? [] : [valueText(node.value)]),
    ...(node.args ?? []).map((id) => patternText(plan, plan.patterns[id])),
    ...(node.seed === undefined ? [] : [`seed ${node.seed}`]),
    ...(node.body === undefined ? [] : [`$${node.param} -> ${patternText(plan, plan.patterns[node.body])}`]),
  ];
  return `${node.op}(${parts.join(', ')})`;
}

function valueText(value: PlanValue): string {
  if (typeof value !== 'object') return JSON.stringify(value);
  if ('int' in value) return `${value.int}i`;
  if ('note' in value) return `${value.note}n`;
  if ('rational' in value) return value.rational;
  if ('signal' in value) return `signal ${value.signal}`;
  if ('list' in value) return `[${value.list.map(valueText).join(', ')}]`;
  const entries = Object.entries(value.map).map(([control, each]) => `${control}: ${valueText(each)}`);
  return `{${entries.join(', ')}}`;
}
