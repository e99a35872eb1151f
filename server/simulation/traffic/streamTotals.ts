import type { Outcome } from '../../decision/decision.ts';
import type { TrafficStream, TrafficTotal } from '../../protocol/traffic.ts';

export type OutcomeCounts = Record<Outcome, number>;

/** Adds the counts of streams, in the order of the plan, up for each tool. */
export function toolTotals(streams: readonly TrafficStream[], counts: readonly OutcomeCounts[]): TrafficTotal[] {
  const totals = new Map<string, OutcomeCounts & { readonly name: string }>();
  for (const [index, { tool }] of streams.entries()) {
    const total = totals.get(tool) ?? { name: tool, ...noCalls() };
    totals.set(tool, total);
    addTo(total, counts[index] ?? noCalls());
  }
  return [...totals.values()];
}

/** Adds up the counts of all streams. */
export function sumOf(counts: readonly OutcomeCounts[]): OutcomeCounts {
  const sum = noCalls();
  for (const each of counts) addTo(sum, each);
  return sum;
}

export function noCalls(): OutcomeCounts {
  return { allowed: 0, denied: 0, approval: 0 };
}

function addTo(sum: OutcomeCounts, { allowed, denied, approval }: OutcomeCounts): void {
  sum.allowed += allowed;
  sum.denied += denied;
  sum.approval += approval;
}
