import type { AssumptionId } from '../../decision/assumptions.ts';
import { nonEmptyText, numberOf } from '../../decision/compile/nodeValues.ts';
import { namedWindows, type Window, windowOfSeconds } from '../../decision/counting/windows.ts';
import { type Node, property } from '../../policy/syntax/syntaxTree.ts';
import type { WrittenLimit } from '../../policy/writtenPolicy.ts';
import { argumentOf } from './writtenCondition.ts';

/** A limit, or a catalogue `rate_limit`, that the policy's schema accepts. */
export interface ReadableLimit {
  /** The limit object. */
  readonly node: Node;
  /** The counter's name; `rate_limit` for one of those. */
  readonly counter: string;
  /** Calls, or units of the weight, in each window; a whole number from 1. */
  readonly max: number;
  readonly window: Window;
  /** The argument that `increment_from` names, without `args.`; absent when calls are counted. */
  readonly weight: string | undefined;
  readonly countedBy: 'grant' | 'session';
  readonly overAllTools: boolean;
  /** What is assumed of it besides how windows lie. `shared-counter`: nobody knows what it comes to. */
  readonly assumptions: readonly AssumptionId[];
}

/** The readable ones of a list of limits, in order. Limits that name the same counter are marked. */
export function readLimits(list: readonly WrittenLimit[]): ReadableLimit[] {
  const times = new Map<string, number>();
  for (const { counter } of list) {
    const name = nonEmptyText(counter);
    if (name !== undefined) times.set(name, (times.get(name) ?? 0) + 1);
  }
  return list.flatMap((written) => {
    const limit = readLimit(written);
    if (limit === undefined) return [];
    return times.get(limit.counter) === 1
      ? limit
      : { ...limit, assumptions: [...limit.assumptions, 'shared-counter' as const] };
  });
}

function readLimit({
  tool,
  node,
  counter,
  window,
  max,
  scope,
  incrementFrom,
}: WrittenLimit): ReadableLimit | undefined {
  const name = nonEmptyText(counter);
  const length = namedWindows.get(nonEmptyText(window) ?? '');
  const most = maximumOf(max);
  if (name === undefined || length === undefined || most === undefined) return undefined;
  // Limits over all tools are static: the engine does not look at an `increment_from` there.
  const isWeighed = tool !== undefined && incrementFrom !== undefined;
  const weight = isWeighed ? argumentOf(nonEmptyText(incrementFrom) ?? '') : undefined;
  if (isWeighed && weight === undefined) return undefined;
  const assumptions: AssumptionId[] = [];
  if (isWeighed) assumptions.push('increment-from');
  if (scope !== undefined && scope.value !== 'grant') assumptions.push('grant-scope');
  return {
    node,
    counter: name,
    max: most,
    window: length,
    weight,
    countedBy: 'grant',
    overAllTools: tool === undefined,
    assumptions,
  };
}

/** A tool's `rate_limit`, whose window is in seconds; `undefined` for Intercept's text form and while it is not whole. */
export function readRateLimit(node: Node | undefined): ReadableLimit | undefined {
  const max = maximumOf(property(node, 'max')?.value);
  const seconds = maximumOf(property(node, 'window')?.value);
  if (node === undefined || max === undefined || seconds === undefined) return undefined;
  return {
    node,
    counter: 'rate_limit',
    max,
    window: windowOfSeconds(seconds),
    weight: undefined,
    countedBy: 'session',
    overAllTools: false,
    assumptions: ['session-windows'],
  };
}

function maximumOf(node: Node | undefined): number | undefined {
  const value = numberOf(node);
  return value !== undefined && Number.isInteger(value) && value >= 1 ? value : undefined;
}
