import type { WindowMode } from '../../../server/decision/counting/windows.ts';
import type { ToolCall } from '../../../server/decision/decision.ts';

/*
 * A second engine, written for plainness and for nothing else: it walks the document, keeps a journal of all that was ever
 * charged and given back, and adds it up anew for each question. It knows only what the generated policies of `laws.test.ts` hold, and its
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

/** A counter after a call, and before it. */
export interface NaiveReading {
  readonly id: string;
  readonly used: number;
  readonly usedBefore: number;
  readonly resetsAt: number;
}

export interface NaiveDecision {
  /** The rule that denies the call, or `allowed`. */
  readonly rule: string;
  readonly counters: readonly NaiveReading[];
}

/** One limit and one call. */
interface Quota {
  readonly id: string;
  readonly identity: string;
  /** Milliseconds. */
  readonly length: number;
  readonly max: number;
  /** Not a number when the call does not say how much it weighs. */
  readonly amount: number;
}

/** What happened to a counter, in the order in which it happened. */
type Entry = { readonly quota: Quota } & ({ readonly charged: number } | { readonly givenBack: true });

interface Answer {
  readonly arrivesAt: number;
  readonly quotas: readonly Quota[];
}

const periods = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

export class NaiveEngine {
  readonly #policy: NaivePolicy;
  readonly #windows: WindowMode;
  readonly #journal: Entry[] = [];
  #answers: readonly Answer[] = [];

  constructor(policy: NaivePolicy, windows: WindowMode = 'aligned') {
    this.#policy = policy;
    this.#windows = windows;
  }

  decide(call: ToolCall): NaiveDecision {
    this.#letAnswersArrive(call.at);
    const quotas = this.#quotas(call);
    const before = quotas.map((quota) => this.#used(quota, call.at));
    const rule = this.#rule(call) ?? quotas.find((quota) => !this.#fits(quota, call.at))?.id ?? 'allowed';
    if (rule === 'allowed') {
      this.#journal.push(...quotas.map((quota) => ({ quota, charged: call.at })));
      if (call.upstream === 'error' || call.upstream === 'timeout') {
        this.#answers = [...this.#answers, { arrivesAt: call.at + (call.answeredAfter ?? 0), quotas }];
        if (!call.answeredAfter) this.#letAnswersArrive(call.at);
      }
    }
    const counters = quotas.map((quota, index) => ({
      id: quota.id,
      used: this.#used(quota, call.at),
      usedBefore: before[index] ?? 0,
      resetsAt: this.#resetsAt(quota, call.at),
    }));
    return { rule, counters };
  }

  #letAnswersArrive(at: number): void {
    const arrived = this.#answers.filter(({ arrivesAt }) => arrivesAt <= at).sort((a, b) => a.arrivesAt - b.arrivesAt);
    this.#answers = this.#answers.filter(({ arrivesAt }) => arrivesAt > at);
    for (const { quotas } of arrived) {
      this.#journal.push(...quotas.map((quota): Entry => ({ quota, givenBack: true })));
    }
  }

  /** What decides before the limits do. */
  #rule(call: ToolCall): string | undefined {
    const { hide } = this.#policy;
    if (hide.includes(call.tool) || hide.includes('*')) return '(hidden)';
    const tool = this.#tool(call);
    if (tool === undefined && this.#policy.default === 'deny') return '(default deny)';
    for (const rule of tool?.require ?? []) {
      if (!rule.conditions.every((one) => holds(one, call))) return ruleId(call.tool, 'require', rule.conditions);
    }
    for (const rule of tool?.deny_if ?? []) {
      if (rule.conditions.every((one) => holds(one, call))) return ruleId(call.tool, 'deny_if', rule.conditions);
    }
    return undefined;
  }

  #tool(call: ToolCall): NaiveTool | undefined {
    return Object.entries(this.#policy.tools).find(([name]) => name === call.tool)?.[1];
  }

  #quotas(call: ToolCall): Quota[] {
    const tool = this.#tool(call);
    const own = (tool?.limits ?? []).map((limit) => quota(`/tools/${call.tool}/limits/${limit.counter}`, limit, call));
    const session = tool?.rate_limit === undefined ? [] : [sessionQuota(tool.rate_limit, call)];
    const shared = this.#policy.all_tools.limits.map(({ increment_from: _, ...limit }) =>
      quota(`/all_tools/limits/${limit.counter}`, limit, call),
    );
    return [...own, ...session, ...shared];
  }

  #fits(quota: Quota, at: number): boolean {
    return this.#used(quota, at) + quota.amount <= quota.max;
  }

  #used({ id, identity, length }: Quota, at: number): number {
    const counts = new Map<number, number>();
    let newest = Number.NaN;
    for (const entry of this.#journal) {
      if (entry.quota.id !== id || entry.quota.identity !== identity) continue;
      if ('charged' in entry) newest = Math.floor(entry.charged / length);
      const count = counts.get(newest) ?? 0;
      counts.set(newest, 'charged' in entry ? count + entry.quota.amount : Math.max(0, count - entry.quota.amount));
    }
    const window = Math.floor(at / length);
    const used = counts.get(window) ?? 0;
    if (this.#windows === 'aligned') return used;
    const before = counts.get(window - 1) ?? 0;
    const reaching = BigInt(before) * BigInt((window + 1) * length - at);
    // The division of whole numbers cuts towards zero.
    return used + Number((reaching + BigInt(before > 0 ? length - 1 : 0)) / BigInt(length));
  }

  /** For windows that slide it is searched for, so that amounts must not be negative. */
  #resetsAt(quota: Quota, at: number): number {
    const start = Math.floor(at / quota.length) * quota.length;
    if (this.#windows === 'aligned') return start + quota.length;
    const asked = Number.isNaN(quota.amount) ? { ...quota, amount: 1 } : quota;
    const isMore = asked.amount > asked.max;
    if (isMore || this.#fits(asked, at)) {
      return start + (this.#used(quota, start + quota.length) === 0 ? 1 : 2) * quota.length;
    }
    let [never, surely] = [at, start + 2 * quota.length];
    while (surely - never > 1) {
      const middle = Math.floor((never + surely) / 2);
      if (this.#fits(asked, middle)) surely = middle;
      else never = middle;
    }
    return surely;
  }
}

function ruleId(tool: string, list: string, conditions: readonly NaiveCondition[]): string {
  const [first] = conditions;
  return `/tools/${tool}/${list}/${first === undefined ? '0' : `${first.path}-${first.op}`}`;
}

function quota(id: string, limit: NaiveLimit, call: ToolCall): Quota {
  const argument = limit.increment_from === undefined ? 1 : call.args[limit.increment_from.replace('args.', '')];
  const amount = typeof argument === 'number' ? Math.trunc(argument) : Number.NaN;
  return { id, identity: call.grant, length: periods[limit.window], amount, max: limit.max };
}

function sessionQuota(limit: { readonly max: number; readonly window: number }, call: ToolCall): Quota {
  const id = `/tools/${call.tool}/rate_limit`;
  return { id, identity: call.session, length: limit.window * 1000, amount: 1, max: limit.max };
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
