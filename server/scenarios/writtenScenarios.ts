import { elements, type Node, type Property, properties, valueAt } from '../policy/syntax/syntaxTree.ts';

/*
 * A scenario file as it is written, with the places where everything stands. Nothing here is judged. What is not written
 * yet is absent; of a key that is written twice the last one counts.
 */

export interface WrittenScenarios {
  readonly policy: Node | undefined;
  readonly now: Node | undefined;
  readonly windows: Node | undefined;
  /** In the order of the text, duplicates included. */
  readonly fixtures: readonly Property[];
  readonly scenarios: readonly WrittenScenario[];
}

/** One entry of `scenarios`. */
export interface WrittenScenario {
  /** Its place in the list, from 0. */
  readonly index: number;
  readonly node: Node;
  readonly name: Node | undefined;
  readonly description: Node | undefined;
  readonly now: Node | undefined;
  readonly windows: Node | undefined;
  /** Absent without a matrix. An empty matrix runs nothing. */
  readonly matrix: readonly Node[] | undefined;
  readonly steps: readonly WrittenStep[];
}

/** What a step, or a stream of its traffic, says of its calls. */
export interface WrittenCall {
  readonly node: Node;
  readonly tool: Node | undefined;
  readonly args: Node | undefined;
  readonly fixture: Node | undefined;
  readonly grant: Node | undefined;
  readonly session: Node | undefined;
  readonly upstream: Node | undefined;
  readonly answeredAfter: Node | undefined;
}

/** One entry of `steps`. */
export interface WrittenStep extends WrittenCall {
  readonly at: Node | undefined;
  readonly after: Node | undefined;
  readonly times: Node | undefined;
  readonly every: Node | undefined;
  /** Absent where the step makes its own call. */
  readonly traffic: readonly WrittenStream[] | undefined;
  readonly for: Node | undefined;
  readonly expect: Node | undefined;
}

/** One entry of `traffic`. */
export interface WrittenStream extends WrittenCall {
  readonly from: Node | undefined;
  readonly to: Node | undefined;
  readonly perMinute: Node | undefined;
  readonly burst: Node | undefined;
  readonly every: Node | undefined;
  readonly pause: Node | undefined;
}

export function writtenScenarios(root: Node | undefined): WrittenScenarios {
  return {
    policy: valueAt(root, 'policy'),
    now: valueAt(root, 'now'),
    windows: valueAt(root, 'windows'),
    fixtures: properties(valueAt(root, 'fixtures')),
    scenarios: elements(valueAt(root, 'scenarios')).map(writtenScenario),
  };
}

function writtenScenario(node: Node, index: number): WrittenScenario {
  const matrix = valueAt(node, 'matrix');
  return {
    index,
    node,
    name: valueAt(node, 'name'),
    description: valueAt(node, 'description'),
    now: valueAt(node, 'now'),
    windows: valueAt(node, 'windows'),
    matrix: matrix === undefined ? undefined : elements(matrix),
    steps: elements(valueAt(node, 'steps')).map(writtenStep),
  };
}

function writtenStep(node: Node): WrittenStep {
  const traffic = valueAt(node, 'traffic');
  return {
    ...writtenCall(node),
    at: valueAt(node, 'at'),
    after: valueAt(node, 'after'),
    times: valueAt(node, 'times'),
    every: valueAt(node, 'every'),
    traffic: traffic === undefined ? undefined : elements(traffic).map(writtenStream),
    for: valueAt(node, 'for'),
    expect: valueAt(node, 'expect'),
  };
}

function writtenStream(node: Node): WrittenStream {
  return {
    ...writtenCall(node),
    from: valueAt(node, 'from'),
    to: valueAt(node, 'to'),
    perMinute: valueAt(node, 'perMinute'),
    burst: valueAt(node, 'burst'),
    every: valueAt(node, 'every'),
    pause: valueAt(node, 'pause'),
  };
}

function writtenCall(node: Node): WrittenCall {
  return {
    node,
    tool: valueAt(node, 'tool'),
    args: valueAt(node, 'args'),
    fixture: valueAt(node, 'fixture'),
    grant: valueAt(node, 'grant'),
    session: valueAt(node, 'session'),
    upstream: valueAt(node, 'upstream'),
    answeredAfter: valueAt(node, 'answeredAfter'),
  };
}

/** What says which calls a step makes: its streams where it is traffic, else itself. */
export function writtenCalls(step: WrittenStep): readonly WrittenCall[] {
  return step.traffic ?? [step];
}

/** The text that a node holds; `undefined` when it holds none. */
export function textIn(node: Node | undefined): string | undefined {
  const value: unknown = node?.type === 'string' ? node.value : undefined;
  return typeof value === 'string' ? value : undefined;
}
