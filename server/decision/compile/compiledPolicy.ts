import type { JsonObject, JsonValue } from '../../policy/json.ts';
import type { Span } from '../../policy/syntax/span.ts';
import type { ArgumentLookup } from '../argumentPath.ts';
import type { AssumptionId } from '../assumptions.ts';
import type { Window } from '../counting/windows.ts';
import type { Verdict } from '../decision.ts';
import type { Test } from '../operators/test.ts';

/**
 * A policy in the form that decides calls: every name looked up, every pattern compiled, every verdict written down.
 */
export interface CompiledPolicy {
  /** What becomes of a tool that `tools` does not list. */
  readonly default: 'allow' | 'deny';
  /** The value of `default`; absent when the document has none. */
  readonly defaultSpan: Span | undefined;
  /** The names in `hide`, `*` among them, each with its own place. */
  readonly hidden: ReadonlyMap<string, Span>;
  readonly tools: ReadonlyMap<string, CompiledTool>;
  /** What holds for a tool that is not listed; only with Intercept's rules for every tool, under `default: "allow"`. */
  readonly unlisted: CompiledTool | undefined;
  /** `all_tools.limits`, in order, then those of Intercept's rules for every tool. */
  readonly allToolsLimits: readonly CompiledLimit[];
  /** Found when they are first asked for. */
  readonly problems: readonly CompileProblem[];
}

/** Something in the document that cannot be decided by, so that a decision may differ from what the author meant. */
export interface CompileProblem {
  /** What is wrong, what that does to decisions, and what to write instead. */
  readonly message: string;
  readonly span: Span;
}

/** A problem, or what finds out later whether there is one, since that may take a while. */
export type PossibleProblem = CompileProblem | (() => CompileProblem | undefined);

export interface CompiledTool {
  /** The key under `tools`. */
  readonly span: Span;
  readonly action: CompiledAction | undefined;
  /** `require` in order, then `deny_if` in order; Intercept's rules behind those of their kind. */
  readonly rules: readonly CompiledRule[];
  /** The tool's own in order, then Intercept's, then the catalogue's `rate_limit`. Those over all tools come behind them, see {@link limitsOf}. */
  readonly limits: readonly CompiledLimit[];
}

/** The catalogue's shorthand `action`. */
export interface CompiledAction {
  readonly id: string;
  readonly name: 'allow' | 'deny' | 'require_approval';
  /** The value of `action`. */
  readonly span: Span;
  /** Absent when the action lets calls through. */
  readonly verdict: Verdict | undefined;
}

export interface CompiledRule {
  readonly kind: 'require' | 'deny_if';
  readonly id: string;
  readonly conditions: readonly CompiledCondition[];
  /** The rule object. */
  readonly span: Span;
  /** What is assumed of this rule whatever the call. */
  readonly assumptions: readonly AssumptionId[];
  readonly denies: (args: JsonObject) => boolean;
  readonly verdict: Verdict;
}

export interface CompiledCondition {
  /** As written, e.g. `args.amount`. */
  readonly path: string;
  /** As written, e.g. `gt`. */
  readonly operator: string;
  readonly value: JsonValue;
  readonly find: ArgumentLookup;
  readonly test: Test;
  readonly holds: (args: JsonObject) => boolean;
}

export interface CompiledLimit {
  readonly id: string;
  /** Whose counter it is; absent over all tools. */
  readonly tool: string | undefined;
  /** The counter's name; absent for a `rate_limit`. Same tool and same name are the same counter, whatever the text. */
  readonly counter: string | undefined;
  readonly countedBy: 'grant' | 'session';
  readonly window: Window;
  readonly max: number;
  /** What a call adds; absent: 1. */
  readonly weight: CompiledWeight | undefined;
  /** The limit object. */
  readonly span: Span;
  /** What is assumed of this limit whatever the call. */
  readonly assumptions: readonly AssumptionId[];
  /** There is no room for the call. */
  readonly exhausted: Verdict;
  /** The call does not say how much it weighs. */
  readonly unweighable: Verdict;
}

/** `increment_from`. */
export interface CompiledWeight {
  /** As written, e.g. `args.amount`. */
  readonly path: string;
  readonly find: ArgumentLookup;
}

/** What holds for a tool beside `hide`, `default` and the limits over all tools; absent when nothing does. */
export function toolOf(policy: CompiledPolicy, name: string): CompiledTool | undefined {
  return policy.tools.get(name) ?? policy.unlisted;
}

/** The limits that a call of the tool is charged to, in order: its own, then those over all tools. */
export function limitsOf(policy: CompiledPolicy, tool: string): CompiledLimit[] {
  return [...(policy.tools.get(tool)?.limits ?? []), ...policy.allToolsLimits];
}

/** The entry of `hide` that hides the tool: its own name, or else `*`. */
export function hiddenBy(policy: CompiledPolicy, tool: string): Span | undefined {
  return policy.hidden.get(tool) ?? policy.hidden.get('*');
}
