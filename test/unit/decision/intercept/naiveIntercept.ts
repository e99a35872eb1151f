import type { ToolCall } from '../../../../server/decision/decision.ts';
import type { JsonValue } from '../../../../server/policy/json.ts';

/*
 * Intercept as its source reads (`internal/config`, `internal/engine`, `internal/proxy`), for plainness and for nothing
 * else: rules in the order in which they are written, counters looked up while conditions are compared, and charged
 * afterwards. Its answers are compared with those of the engine that ships, which knows none of this.
 */

export interface InterceptCondition {
  readonly path: string;
  readonly op: string;
  readonly value: JsonValue;
}

export interface InterceptRuleText {
  readonly name: string;
  readonly action?: 'evaluate' | 'deny';
  readonly conditions?: readonly InterceptCondition[];
  readonly on_deny: string;
  readonly rate_limit?: string;
  readonly state?: {
    readonly counter: string;
    readonly window: string;
    readonly increment?: number;
    readonly increment_from?: string;
  };
}

export interface InterceptPolicy {
  readonly version: '1';
  readonly default: 'allow' | 'deny';
  readonly tools: Readonly<Record<string, { readonly rules: readonly InterceptRuleText[] }>>;
}

interface LoadedRule extends InterceptRuleText {
  readonly scope: string;
}

const windows: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

export class NaiveIntercept {
  readonly #policy: InterceptPolicy;
  readonly #counts = new Map<string, { start: number; value: number }>();

  constructor(policy: InterceptPolicy) {
    this.#policy = policy;
  }

  /** `allowed`, or what the agent is told. */
  decide(call: ToolCall): string {
    if (this.#policy.default === 'deny' && !Object.hasOwn(this.#policy.tools, call.tool)) return 'not listed';
    const rules = [...this.#load(call.tool, call.tool), ...this.#load('*', '_global')];
    for (const rule of rules) {
      if (rule.action === 'deny') return rule.on_deny;
      if (!(rule.conditions ?? []).every((condition) => this.#holds(condition, call, rules))) return rule.on_deny;
    }
    return this.#reserve(rules, call) ?? 'allowed';
  }

  /** Writes a `rate_limit` out as Intercept does when it loads a policy. */
  #load(tool: string, scope: string): LoadedRule[] {
    const rules = Object.hasOwn(this.#policy.tools, tool) ? (this.#policy.tools[tool]?.rules ?? []) : [];
    return rules.map((rule) => {
      if (rule.rate_limit === undefined) return { ...rule, scope };
      const [count, window = ''] = rule.rate_limit.split('/');
      const counter = `_rate_${window}`;
      const conditions = [{ path: `state.${scope}.${counter}`, op: 'lte', value: Number(count) }];
      return { ...rule, scope, conditions, state: { counter, window } };
    });
  }

  #holds({ path, op, value }: InterceptCondition, call: ToolCall, rules: readonly LoadedRule[]): boolean {
    const actual = path.startsWith('state.') ? this.#value(path, call, rules) : call.args[path.slice('args.'.length)];
    if (op === 'exists') return (actual !== undefined && actual !== null) === value;
    if (actual === undefined) return false;
    if (op === 'eq') return String(actual) === String(value);
    if (typeof actual !== 'number' || typeof value !== 'number') return false;
    return op === 'lte' ? actual <= value : actual < value;
  }

  #value(path: string, call: ToolCall, rules: readonly LoadedRule[]): number {
    const rule = rules.find(({ scope, state }) => path === `state.${scope}.${state?.counter}`);
    const count = rule && this.#counts.get(keyOf(rule, call));
    return count !== undefined && count.start === startOf(rule?.state?.window, call.at) ? count.value : 0;
  }

  #reserve(rules: readonly LoadedRule[], call: ToolCall): string | undefined {
    const charges = new Map<string, { start: number; value: number }>();
    for (const rule of rules) {
      if (rule.state === undefined) continue;
      const amount = amountOf(rule, call);
      if (amount === undefined) return 'Internal policy error';
      const start = startOf(rule.state.window, call.at);
      const count = this.#counts.get(keyOf(rule, call));
      const value = (count?.start === start ? count.value : 0) + amount;
      if (value > boundOf(rule)) return rule.on_deny;
      charges.set(keyOf(rule, call), { start, value });
    }
    for (const [key, count] of charges) this.#counts.set(key, count);
    return undefined;
  }
}

/** Intercept serves one identity; here each grant has one of its own. */
function keyOf({ scope, state }: LoadedRule, call: ToolCall): string {
  return JSON.stringify([call.grant, scope, state?.counter]);
}

function startOf(window: string | undefined, at: number): number {
  const length = windows[window ?? ''] ?? 1;
  return Math.floor(at / length) * length;
}

function amountOf({ state }: LoadedRule, call: ToolCall): number | undefined {
  if (state?.increment_from === undefined) return state?.increment || 1;
  const value = call.args[state.increment_from.slice('args.'.length)];
  return typeof value === 'number' ? Math.trunc(value) : undefined;
}

function boundOf({ scope, state, conditions = [] }: LoadedRule): number {
  for (const { path, op, value } of conditions) {
    if (path === `state.${scope}.${state?.counter}`) return Math.trunc(Number(value)) - (op === 'lt' ? 1 : 0);
  }
  return Number.POSITIVE_INFINITY;
}
