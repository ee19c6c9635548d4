// A swap report in words: what an evaluation kept, changed, added and dropped.
import type { NodeFate, SwapReport } from '../engine/engine-host.ts';

const order: readonly NodeFate[] = ['changed', 'added', 'kept', 'faded', 'dropped'];

function counts(fates: readonly NodeFate[]): string {
  const parts = order.flatMap((fate) => {
    const count = fates.filter((other) => other === fate).length;
    return count > 0 ? [`${count} ${fate}`] : [];
  });
  return parts.length > 0 ? parts.join(', ') : 'nothing to do';
}

/** For the status bar: `12 kept, 1 changed`. */
export function reportSummary(report: SwapReport): string {
  return counts(report.items.map((item) => item.fate));
}

/** For the log: the definitions that did not simply go on, each with its counts, and how long the engine took. */
export function reportDetails(report: SwapReport): string {
  const byDefinition = new Map<string, NodeFate[]>();
  for (const { definition, fate } of report.items) {
    const fates = byDefinition.get(definition) ?? [];
    fates.push(fate);
    byDefinition.set(definition, fates);
  }
  const lines = [...byDefinition]
    .filter(([, fates]) => fates.some((fate) => fate !== 'kept'))
    .map(([name, fates]) => `${name}: ${counts(fates)}`);
  const milliseconds = (report.latencySeconds * 1000).toFixed(1);
  return [`plan ${report.plan} sounds after ${milliseconds} ms in the engine; ${reportSummary(report)}`, ...lines].join(
    '; ',
  );
}
