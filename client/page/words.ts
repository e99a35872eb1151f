import type {
  DecisionStep,
  Outcome,
  RiskClass,
  ToolStanding,
  UpstreamOutcome,
} from '../../server/protocol/simulation.ts';

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

export const standings: Readonly<Record<ToolStanding, Sign & { readonly meaning: string }>> = {
  allowed: { icon: 'check', word: 'allowed', meaning: 'The policy lets every call through' },
  limited: { icon: 'dashboard', word: 'limited', meaning: 'The policy limits how often it is called' },
  conditioned: { icon: 'filter', word: 'conditions', meaning: 'The policy decides by the arguments' },
  denied: { icon: 'circle-slash', word: 'denied', meaning: 'The policy denies every call' },
  hidden: { icon: 'eye-closed', word: 'hidden', meaning: 'The policy hides it: agents do not see it' },
  approval: { icon: 'account', word: 'approval', meaning: 'The policy asks for a human’s approval' },
};

/** What kind of thing a tool does, as far as anyone can guess. */
export const riskWords: Readonly<Record<RiskClass, Sign & { readonly meaning: string }>> = {
  read: { icon: 'eye', word: 'read', meaning: 'It reads' },
  write: { icon: 'edit', word: 'write', meaning: 'It changes something' },
  execute: { icon: 'terminal', word: 'execute', meaning: 'It runs something' },
  destructive: { icon: 'trash', word: 'destructive', meaning: 'It takes something away' },
  financial: { icon: 'credit-card', word: 'financial', meaning: 'It moves money' },
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
  {
    value: 'timeout',
    word: 'timeout',
    meaning: 'No answer until the proxy gives up. What the call used up is then given back (assumed).',
    past: 'The server did not answer: what the call used up was given back (assumed).',
  },
];

/** A stretch of time in seconds: `30 s`, `0.5 s`. */
export function secondsInWords(milliseconds: number): string {
  return `${grouped(milliseconds / 1_000)} s`;
}

/** `1 call`, `1,200 calls`. */
export function callsInWords(count: number): string {
  return count === 1 ? '1 call' : `${grouped(count)} calls`;
}

/** Numbers are exact and grouped, the same in every locale of the editor. */
export function grouped(count: number): string {
  return count.toLocaleString('en-US', { maximumFractionDigits: 20 });
}
