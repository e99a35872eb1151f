import type { Outcome } from '../decision/decision.ts';
import type { Span } from '../policy/syntax/span.ts';
import { type Node, properties, spanOf, valueAt } from '../policy/syntax/syntaxTree.ts';
import type { Expectation } from './scenarioCase.ts';
import type { ValueReader } from './valueReader.ts';

export const outcomes = ['allowed', 'denied', 'approval'] as const satisfies Outcome[];

/** What a step's `expect` says, in the order in which it is looked at. */
export function readExpectations(expect: Node | undefined, reader: ValueReader): Expectation[] {
  const expected: Expectation[] = [];
  const outcome = valueAt(expect, 'outcome');
  const word = reader.oneOf(outcome, 'outcome', outcomes);
  if (outcome !== undefined && word !== undefined) {
    expected.push({ kind: 'outcome', expected: word, ...placed(outcome, reader) });
  }
  for (const kind of ['rule', 'message'] as const) {
    const node = valueAt(expect, kind);
    const text = reader.text(node, kind);
    if (node !== undefined && text !== undefined) expected.push({ kind, expected: text, ...placed(node, reader) });
  }
  for (const kind of ['allowed', 'denied'] as const) {
    const node = valueAt(expect, kind);
    const count = reader.count(node, kind, 0, Number.MAX_SAFE_INTEGER);
    if (node !== undefined && count !== undefined) expected.push({ kind, expected: count, ...placed(node, reader) });
  }
  for (const { name, value } of properties(valueAt(expect, 'counters'))) {
    const counter = reader.filled(name);
    const used = reader.count(value, name, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
    if (value === undefined || used === undefined) continue;
    expected.push({ kind: 'counter', counter, expected: used, ...placed(value, reader) });
  }
  return expected;
}

function placed(node: Node, reader: ValueReader): { span: Span; source?: Span } {
  const source = reader.sourceOf(node);
  return { span: spanOf(node), ...(source !== undefined && { source }) };
}
