import type { Verdict } from '../../decision/decision.ts';
import type { TrafficTotal } from '../../protocol/traffic.ts';

interface Refusals {
  readonly name: string;
  denied: number;
  approval: number;
}

/** How many calls each rule denied or held back. */
export class RuleTotals {
  readonly #all = new Map<string, Refusals>();
  #last: Refusals | undefined;

  /** Whether it is the first that this rule refused. */
  add({ outcome, rule = '' }: Verdict): boolean {
    // Mostly the rule that refused the call before; then nothing needs to be looked up.
    const known = this.#last?.name === rule ? this.#last : this.#all.get(rule);
    const refusals = known ?? { name: rule, denied: 0, approval: 0 };
    if (outcome === 'approval') refusals.approval++;
    else refusals.denied++;
    this.#last = refusals;
    if (known !== undefined) return false;
    this.#all.set(rule, refusals);
    return true;
  }

  /** The most frequent first. */
  totals(): TrafficTotal[] {
    return [...this.#all.values()]
      .map(({ name, denied, approval }) => ({ name, allowed: 0, denied, approval }))
      .sort((one, other) => other.denied + other.approval - (one.denied + one.approval));
  }
}
