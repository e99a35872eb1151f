import assert from 'node:assert/strict';
import type { ProblemCode } from '../../../../server/policy/problems/problem.ts';
import { nothingKnown, type ToolKnowledge } from '../../../../server/tools/knowledge.ts';
import { fixesAt } from './offered.ts';

export interface FixCase {
  readonly what: string;
  readonly code: ProblemCode;
  /** With the cursor, `|`, in the mistake. */
  readonly text: string;
  /** A quick fix, and the text after it. */
  readonly fixes: Readonly<Record<string, string>>;
  readonly knowledge?: ToolKnowledge;
}

/** A policy with one tool, `t`, on lines of its own. */
export function withTool(rules: string): string {
  return `{\n  "version": "1",\n  "default": "deny",\n  "tools": {\n    "t": ${rules}\n  }\n}\n`;
}

export const condition = (members: string): string => withTool(`{ "deny_if": [{ "conditions": [{ ${members} }] }] }`);
export const limit = (members: string): string => withTool(`{ "limits": [{ ${members} }] }`);
export const whole = (members: string): string => `{ "version": "1", "default": "deny", ${members} }`;

/** One test for each case: exactly these fixes are offered for this kind of problem. */
export function checkAll(cases: readonly FixCase[]): void {
  for (const { what, code, text, fixes, knowledge = nothingKnown } of cases) {
    test(what, () => assert.deepEqual(Object.fromEntries(fixesAt(text, code, knowledge)), fixes));
  }
}
