import { shownText } from '../../decision/explanation/shownValue.ts';
import { withElement, withProperty } from '../../policy/edits/insertion.ts';
import { toolKeys } from '../../policy/edits/keyOrder.ts';
import type { PolicyDocument } from '../../policy/policyDocument.ts';
import type { Problem, ProblemFix } from '../../policy/problems/problem.ts';
import { shownLine } from '../../policy/shownName.ts';
import { property, spanOf } from '../../policy/syntax/syntaxTree.ts';
import { writtenJson } from '../../policy/writtenJson.ts';
import type { WrittenTool } from '../../policy/writtenPolicy.ts';
import type { Demand } from './demand.ts';
import type { Effort } from './effort.ts';
import { deniesAll, type Outlook } from './outlook.ts';
import { namedAs, type Witness, witnesses } from './pathWitness.ts';
import { patternEnds } from './patternEnds.ts';
import { conditionSpan } from './problemSpan.ts';

/**
 * Patterns that `require` of a path or an address, and that let through what they are there to keep out. It is a guess
 * what an argument is ({@link witnesses}); that the tool's rules, all of them, let the named text through is tried.
 */
export function pathPatterns(document: PolicyDocument, outlook: Outlook, effort: Effort): Problem[] {
  const problems: Problem[] = [];
  for (const demands of outlook.demands.byPath.values()) {
    for (const demand of demands) {
      const { operator, value, path } = demand.condition;
      if (operator !== 'regex' || !demand.met || typeof value !== 'string' || value.length > longestPattern) continue;
      const accepted = witnesses(path, value).find(({ text }) => !deniesAll(outlook, [equalTo(path, text)], effort));
      if (accepted !== undefined) problems.push(...problemOf(document, outlook.tool, demand, value, accepted));
    }
  }
  return problems;
}

const longestPattern = 2000;

function equalTo(path: string, text: string): Demand {
  return { condition: { path, operator: 'eq', value: text }, met: true };
}

const gaps: Readonly<Record<Witness['gap'], string>> = {
  dots: 'it says how the path begins, and ".." leads out of there again. Deny ".." in a rule of its own',
  host: 'nothing ends the host. Write the "/" behind it',
  front: 'it may begin anywhere. Begin the pattern with ^',
};

function problemOf(
  document: PolicyDocument,
  tool: WrittenTool,
  { condition, place }: Demand,
  pattern: string,
  { text, gap }: Witness,
): Problem[] {
  if (place === undefined) return [];
  const { written } = place;
  const span = written.value === undefined ? conditionSpan(document, written) : spanOf(written.value);
  return [
    {
      code: 'unanchored-path-pattern',
      severity: namedAs(condition.path) === undefined ? 'information' : 'warning',
      span,
      message: `This pattern lets ${shownLine(shownText(text), 100)} through: ${gaps[gap]}`,
      fixes: gap === 'dots' ? denyingDots(document, tool, condition.path) : completed(pattern, gap, written.value),
    },
  ];
}

const dots = String.raw`(^|[/\\])\.\.([/\\]|$)`;

function denyingDots({ text }: PolicyDocument, { value }: WrittenTool, path: string): ProblemFix[] {
  const list = property(value, 'deny_if');
  if (value?.type !== 'object' || (list !== undefined && list.value?.type !== 'array')) return [];
  const condition = `{ "path": ${writtenJson(path)}, "op": "regex", "value": ${JSON.stringify(dots)} }`;
  const rule = `{ "conditions": [${condition}], "on_deny": "Paths with \\"..\\" are not allowed." }`;
  const edit =
    list?.value === undefined
      ? withProperty(text.getText(), value, 'deny_if', `[${rule}]`, toolKeys)
      : withElement(text.getText(), list.value, rule);
  return [{ title: `Deny ".." in ${path}`, edits: [edit], isEvident: false }];
}

/** The pattern with what it forgets, where that is one character at one of its ends. */
function completed(
  pattern: string,
  gap: 'host' | 'front',
  value: Parameters<typeof spanOf>[0] | undefined,
): ProblemFix[] {
  const { isAllStart } = patternEnds(pattern);
  const isChoice = pattern.includes('|');
  const better = gap === 'host' ? (isAllStart ? `${pattern}/` : undefined) : isChoice ? undefined : `^${pattern}`;
  if (better === undefined || value === undefined || pattern.startsWith('(?')) return [];
  const text = writtenJson(better);
  return [{ title: `Change to ${text}`, edits: [{ span: spanOf(value), text }], isEvident: false }];
}
