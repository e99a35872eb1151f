import type { ToolCall } from '../../../server/decision/decision.ts';

/*
 * A second engine, written for plainness and for nothing else: it walks the document, keeps every charge it ever made,
 * and adds them up anew for each question. It knows only what the generated policies of `laws.test.ts` hold, and its
 * answers are compared with those of the engine that ships.
 */

export interface NaiveCondition {
  readonly path: string;
  readonly op: string;
  readonly value: number | string | boolean | readonly (number | string)[];
}

export interface NaiveLimit {
  readonly counter: string;
  readonly window: 'minute' | 'hour' | 'day';
  readonly max: number;
  readonly scope: 'grant';
  readonly increment_from?: string;
}

export interface NaiveTool {
  readonly require?: readonly { readonly conditions: readonly NaiveCondition[] }[];
  readonly deny_if?: readonly { readonly conditions: readonly NaiveCondition[] }[];
  readonly limits?: readonly NaiveLimit[];
  readonly rate_limit?: { readonly max: number; readonly window: number };
}

export interface NaivePolicy {
  readonly version: '1';
  readonly default: 'allow' | 'deny';
  readonly hide: readonly string[];
  readonly all_tools: { readonly limits: readonly NaiveLimit[] };
  readonly tools: Readonly<Record<string, NaiveTool>>;
}

interface Entry {
  readonly key: string;
  readonly window: string;
  readonly amount: number;
}

interface Quota extends Entry {
  readonly max: number;
}

const periods = { minute: 60, hour: 3600, day: 86_400 };

export class NaiveEngine {
  readonly #policy: NaivePolicy;
  readonly #journal: Entry[] = [];

  constructor(policy: NaivePolicy) {
    this.#policy = policy;
  }

  /** The rule that denies the call, or `allowed`. */
  decide(call: ToolCall): string {
    const { hide, tools, all_tools } = this.#policy;
    if (hide.includes(call.tool) || hide.includes('*')) return '(hidden)';
    const tool = Object.entries(tools).find(([name]) => name === call.tool)?.[1];
    if (tool === undefined && this.#policy.default === 'deny') return '(default deny)';
    for (const rule of tool?.require ?? []) {
      if (!rule.conditions.every((one) => holds(one, call))) return ruleId(call.tool, 'require', rule.conditions);
    }
    for (const rule of tool?.deny_if ?? []) {
      if (rule.conditions.every((one) => holds(one, call))) return ruleId(call.tool, 'deny_if', rule.conditions);
    }
    const quotas: Quota[] = [];
    for (const limit of tool?.limits ?? [])
      quotas.push(quota(`/tools/${call.tool}/limits/${limit.counter}`, limit, call));
    if (tool?.rate_limit !== undefined) quotas.push(sessionQuota(tool.rate_limit, call));
    for (const { increment_from: _, ...limit } of all_tools.limits)
      quotas.push(quota(`/all_tools/limits/${limit.counter}`, limit, call));
    for (const one of quotas) {
      const used = this.#journal.filter(({ key, window }) => key === one.key && window === one.window);
      const sum = used.reduce((total, { amount }) => total + amount, 0);
      if (Number.isNaN(one.amount) || sum + one.amount > one.max) return one.key.split('\n')[0] ?? '';
    }
    if (call.upstream !== 'error') this.#journal.push(...quotas);
    return 'allowed';
  }
}

function ruleId(tool: string, list: string, conditions: readonly NaiveCondition[]): string {
  const [first] = conditions;
  return `/tools/${tool}/${list}/${first === undefined ? '0' : `${first.path}-${first.op}`}`;
}

function quota(id: string, limit: NaiveLimit, call: ToolCall): Quota {
  const argument = limit.increment_from === undefined ? 1 : call.args[limit.increment_from.replace('args.', '')];
  const amount = typeof argument === 'number' ? Math.trunc(argument) : Number.NaN;
  const window = Math.floor(call.at / 1000 / periods[limit.window]);
  return { key: `${id}\n${call.grant}`, window: String(window), amount, max: limit.max };
}

function sessionQuota(limit: { readonly max: number; readonly window: number }, call: ToolCall): Quota {
  const window = Math.floor(call.at / 1000 / limit.window);
  return { key: `/tools/${call.tool}/rate_limit\n${call.session}`, window: String(window), amount: 1, max: limit.max };
}

function holds({ path, op, value }: NaiveCondition, call: ToolCall): boolean {
  const name = path.replace('args.', '');
  const given = Object.entries(call.args).find(([key]) => key === name)?.[1];
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  const bothNumbers = typeof given === 'number' && typeof value === 'number';
  if (op === 'exists') return (given !== undefined && given !== null) === value;
  if (given === undefined) return false;
  // The generated numbers are small, so that JavaScript and Go print them alike.
  if (op === 'eq') return String(given) === String(value);
  if (op === 'neq') return String(given) !== String(value);
  if (op === 'in') return list.some((element) => String(element) === String(given));
  if (op === 'not_in') return list.every((element) => String(element) !== String(given));
  if (op === 'lt') return bothNumbers && given < value;
  if (op === 'lte') return bothNumbers && given <= value;
  if (op === 'gt') return bothNumbers && given > value;
  return op === 'gte' && bothNumbers && given >= value;
}
