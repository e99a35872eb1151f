import type { CompiledPolicy } from '../../decision/compile/compiledPolicy.ts';
import type { Outcome } from '../../decision/decision.ts';
import { rangeOf } from '../../language/range.ts';
import type { PolicyDocument } from '../../policy/policyDocument.ts';
import { mostTrafficCalls, type TrafficMark, type TrafficPlan, type TrafficResult } from '../../protocol/traffic.ts';
import { type Buckets, bucketsOf } from './buckets.ts';
import { CounterHeights } from './counterHeights.ts';
import { MarkChoice, type Refusal } from './markChoice.ts';
import { Playback } from './playback.ts';
import { RuleTotals } from './ruleTotals.ts';
import { noCalls, type OutcomeCounts, sumOf, toolTotals } from './streamTotals.ts';

/** A run of traffic that goes on in steps, so that whoever runs it can say how far it is. */
export class RunningTraffic {
  readonly #plan: TrafficPlan;
  readonly #playback: Playback;
  readonly #buckets: Buckets;
  readonly #heights: CounterHeights;
  readonly #overTime: Readonly<Record<Outcome, Uint32Array>>;
  /** By stream. */
  readonly #counts: readonly OutcomeCounts[];
  readonly #rules = new RuleTotals();
  readonly #marks = new MarkChoice();
  /** The bucket of the latest call. */
  #bucket = 0;
  #isDone = false;

  constructor(policy: CompiledPolicy, plan: TrafficPlan) {
    this.#plan = plan;
    this.#playback = new Playback(policy, plan);
    this.#buckets = bucketsOf(plan);
    this.#heights = new CounterHeights(policy, this.#playback, this.#buckets);
    const { count } = this.#buckets;
    this.#overTime = {
      allowed: new Uint32Array(count),
      denied: new Uint32Array(count),
      approval: new Uint32Array(count),
    };
    this.#counts = plan.streams.map(noCalls);
  }

  /** How many calls were decided. */
  get made(): number {
    return this.#playback.made;
  }

  /** How many there will be in all, at least; the number can grow while a loop runs. */
  get calls(): number {
    return Math.min(this.#playback.calls, Number.MAX_SAFE_INTEGER);
  }

  /** Decides so many calls more. True when nothing is left to do. */
  advance(calls: number): boolean {
    // A loop can turn out to be too much long before all of it was decided.
    this.#isDone ||= this.#isTooMuch();
    for (let left = calls; left > 0 && !this.#isDone; left--) this.#step();
    return this.#isDone;
  }

  /** What it came to. */
  result(document: PolicyDocument): TrafficResult {
    if (this.#isTooMuch()) return { state: 'too-many', calls: this.calls };
    const { allowed, denied, approval } = this.#overTime;
    return {
      state: 'run',
      version: document.version,
      calls: this.made,
      ...sumOf(this.#counts),
      bucket: this.#buckets.length,
      firstBucket: this.#buckets.first,
      allowedOverTime: [...allowed],
      deniedOverTime: [...denied],
      approvalOverTime: [...approval],
      counters: this.#heights.series(),
      marks: this.#marks.chosen().map((refusal) => markOf(refusal, document)),
      byTool: toolTotals(this.#plan.streams, this.#counts),
      byRule: this.#rules.totals(),
    };
  }

  #isTooMuch(): boolean {
    return this.#playback.calls > mostTrafficCalls;
  }

  #step(): void {
    const stream = this.#playback.next();
    if (stream === undefined || this.made === mostTrafficCalls) {
      this.#isDone = true;
      if (stream === undefined) this.#enterBucketOf(this.#plan.start + this.#plan.duration - 1);
      return;
    }
    const { call } = stream;
    const number = this.made;
    this.#enterBucketOf(call.at);
    const verdict = this.#playback.decide(stream);
    this.#count(verdict.outcome, stream.stream);
    if (verdict.outcome === 'allowed') this.#heights.charged(stream, this.#bucket);
    else this.#marks.note(number, call.at, stream.stream, verdict, this.#bucket, this.#rules.add(verdict));
  }

  /** Time goes on, and stands still at the beginning of each bucket for a look at the counters. */
  #enterBucketOf(moment: number): void {
    const { first, length } = this.#buckets;
    for (let begin = first + (this.#bucket + 1) * length; begin <= moment; begin += length) {
      this.#bucket++;
      this.#heights.begin(this.#bucket, begin);
    }
  }

  #count(outcome: Outcome, stream: number): void {
    const overTime = this.#overTime[outcome];
    overTime[this.#bucket] = (overTime[this.#bucket] ?? 0) + 1;
    const counts = this.#counts[stream];
    if (counts !== undefined) counts[outcome]++;
  }
}

function markOf({ call, at, stream, verdict }: Refusal, document: PolicyDocument): TrafficMark {
  const { rule = '', span } = verdict;
  const outcome = verdict.outcome === 'approval' ? 'approval' : 'denied';
  return { call, at, stream, outcome, rule, ...(span !== undefined && { range: rangeOf(span, document) }) };
}
