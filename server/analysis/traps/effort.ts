/**
 * How much work is left for one policy. Rules written to be expensive cost no more than this: what is not looked at any
 * more counts as possible, so that less is said and never something wrong.
 */
export interface Effort {
  left: number;
}

/** About ten times what a policy of 1 MB takes that a person wrote; a fraction of a second. */
export function fullEffort(): Effort {
  return { left: 400_000 };
}

/** True when that much was left, which is then spent. */
export function spend(effort: Effort, amount: number): boolean {
  if (effort.left < amount) return false;
  effort.left -= amount;
  return true;
}
