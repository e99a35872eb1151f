import type { DecisionStep, Outcome, ToolStanding, UpstreamOutcome } from '../../server/protocol/simulation.ts';

/** A codicon's name and the word that always stands beside it: colour and shape alone say nothing. */
export interface Sign {
  readonly icon: string;
  readonly word: string;
}

export const outcomes: Readonly<Record<Outcome, Sign & { readonly short: string }>> = {
  allowed: { icon: 'pass-filled', word: 'Allowed', short: 'Allowed' },
  denied: { icon: 'error', word: 'Denied', short: 'Denied' },
  approval: { icon: 'account', word: 'Approval required', short: 'Approval' },
};

export const verdicts: Readonly<Record<DecisionStep['verdict'], Sign & { readonly outcome: Outcome }>> = {
  passed: { icon: 'check', word: 'passed', outcome: 'allowed' },
  denied: { icon: 'close', word: 'denied', outcome: 'denied' },
  approval: { icon: 'account', word: 'approval required', outcome: 'approval' },
};

export const standings: Readonly<Record<ToolStanding, Sign>> = {
  allowed: { icon: 'check', word: 'allowed' },
  limited: { icon: 'dashboard', word: 'limited' },
  conditioned: { icon: 'filter', word: 'conditions' },
  denied: { icon: 'circle-slash', word: 'denied' },
  hidden: { icon: 'eye-closed', word: 'hidden' },
  approval: { icon: 'account', word: 'approval' },
};

/** The policy's own key for each step, so that what is read here can be found there. */
export const stepKeys: Readonly<Record<DecisionStep['step'], string>> = {
  hide: 'hide',
  default: 'default',
  action: 'action',
  require: 'require',
  deny_if: 'deny_if',
  limit: 'limits',
};

export const upstreamOutcomes: readonly {
  readonly value: UpstreamOutcome;
  readonly word: string;
  readonly meaning: string;
  /** What the history's mark says of a call that was answered so. */
  readonly past: string;
}[] = [
  { value: 'ok', word: 'ok', meaning: 'A result. What the call used up stays used.', past: 'The server answered.' },
  {
    value: 'tool_error',
    word: 'tool error',
    meaning: 'A result with isError. What the call used up stays used.',
    past: 'The server answered with a result that has isError.',
  },
  {
    value: 'error',
    word: 'error',
    meaning: 'A JSON-RPC error. What the call used up is given back.',
    past: 'The server answered with an error: what the call used up was given back.',
  },
];

/** `1 call`, `1,200 calls`. */
export function callsInWords(count: number): string {
  return count === 1 ? '1 call' : `${grouped(count)} calls`;
}

/** Numbers are exact and grouped, the same in every locale of the editor. */
export function grouped(count: number): string {
  return count.toLocaleString('en-US', { maximumFractionDigits: 20 });
}
