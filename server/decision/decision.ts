import type { JsonObject } from '../policy/json.ts';
import type { Span } from '../policy/syntax/span.ts';
import type { AssumptionId } from './assumptions.ts';

/**
 * What the server behind the proxy answers to a forwarded call. A result keeps the reservation, with `isError` or without.
 * A JSON-RPC `error` gives it back, and so, we assume, does a `timeout`: no answer until the proxy gives up.
 */
export type UpstreamOutcome = 'ok' | 'tool_error' | 'error' | 'timeout';

/** One `tools/call` as the proxy sees it. */
export interface ToolCall {
  readonly tool: string;
  readonly args: JsonObject;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  /** The identity whose grant the policy is attached to. */
  readonly grant: string;
  /** The agent session, by which the catalogue's `rate_limit` shorthand counts. */
  readonly session: string;
  readonly upstream: UpstreamOutcome;
  /** Milliseconds from the call until the server's answer, or until the proxy gives up on it; absent: at once. */
  readonly answeredAfter?: number;
}

export type Outcome = 'allowed' | 'denied' | 'approval';

export type StepName = 'hide' | 'default' | 'action' | 'require' | 'deny_if' | 'limit';

/** One link of the chain that decided a call, in the order the proxy walks it. */
export interface DecisionStep {
  readonly step: StepName;
  readonly verdict: 'passed' | 'denied' | 'approval';
  /** PolicyLayer's own rule id, e.g. `/tools/create_charge/deny_if/args.amount-gt` or `(default deny)`. */
  readonly rule: string;
  /** One sentence with the values that were compared. */
  readonly detail: string;
  /** Where the policy says so; absent when it says it by leaving something out. */
  readonly span?: Span;
  /** The assumptions about PolicyLayer without which this step could have gone otherwise. */
  readonly assumptions?: readonly AssumptionId[];
}

/** A counter as it stands after the call. */
export interface CounterReading {
  /** `/tools/<tool>/limits/<counter>`, `/tools/<tool>/rate_limit` or `/all_tools/limits/<counter>`. */
  readonly id: string;
  /** Who is counted, e.g. `grant default` or `session s1`. */
  readonly identity: string;
  /** With windows that slide, what still reaches in of the window before is in it. */
  readonly used: number;
  /** How it stood before the call. Absent when no call was decided. */
  readonly usedBefore?: number;
  readonly max: number;
  /** `minute`, `hour`, `day`, or a number of seconds such as `45s`. */
  readonly window: string;
  /**
   * Milliseconds since the Unix epoch. With aligned windows, when the count is 0 again. With windows that slide, when there
   * is room again for the same call; where there is room now, when nothing that was counted reaches in any more.
   */
  readonly resetsAt: number;
  readonly span?: Span;
  /** How windows lie on the clock, and what is assumed of the answers that lowered the count. */
  readonly assumptions?: readonly AssumptionId[];
}

/** What the policy says to one call. */
export interface Verdict {
  readonly outcome: Outcome;
  /** The rule that decided; absent when the call is allowed. */
  readonly rule?: string;
  /** The text the agent receives, without the `[POLICY DENIED] ` mark; absent when the call is allowed. */
  readonly message?: string;
  /** Where the policy says so; absent when the call is allowed, or when nothing written decided it. */
  readonly span?: Span;
}

/** What the policy says to one call, and why. */
export interface Decision extends Verdict {
  readonly steps: readonly DecisionStep[];
  readonly counters: readonly CounterReading[];
}
