import { withElement, withProperty } from '../../policy/insertion.ts';
import type { JsonObject } from '../../policy/json.ts';
import type { PolicyDocument } from '../../policy/policyDocument.ts';
import type { Problem, ProblemFix } from '../../policy/problem.ts';
import { shownLine } from '../../policy/shownName.ts';
import { property, spanOf } from '../../policy/syntaxTree.ts';
import type { WrittenTool } from '../../policy/writtenPolicy.ts';
import { lookUpArgument } from '../../tools/arguments/lookUpArgument.ts';
import type { Demand } from './demand.ts';
import type { Effort } from './effort.ts';
import { toolKeys } from './keyOrder.ts';
import { deniesAll, type Outlook } from './outlook.ts';

/**
 * Limits that count an argument (`increment_from`, assumed) where the rules let an argument through that gets past the
 * limit: a negative one lowers the counter, and one between 0 and 1 adds nothing, since Intercept cuts it to a whole
 * number. A missing one is denied, and needs no word; nor does one that is no number, which is reported elsewhere.
 */
export function weightProblems(
  document: PolicyDocument,
  outlook: Outlook,
  effort: Effort,
  schemaOf: (tool: string) => JsonObject | undefined,
): Problem[] {
  const { tool } = outlook;
  const problems: Problem[] = [];
  for (const { incrementFrom } of tool.limits) {
    if (incrementFrom?.type !== 'string' || outlook.calls !== 'open') continue;
    const path = String(incrementFrom.value);
    if (!canWeigh(path, schemaOf(tool.name))) continue;
    const canBe = (...demands: readonly [operator: string, value: number][]): boolean =>
      !deniesAll(
        outlook,
        demands.map(([operator, value]) => demandOf(path, operator, value)),
        effort,
      );
    const traps = [
      ...(canBe(['lt', 0]) ? ['a negative number lowers the counter'] : []),
      ...(canBe(['gt', 0], ['lt', 1]) ? ['one between 0 and 1 adds nothing to it'] : []),
    ];
    if (traps.length === 0) continue;
    problems.push({
      code: 'weight-trap',
      severity: 'information',
      span: spanOf(incrementFrom),
      message: `This limit counts ${shownLine(path, 80)} (assumed), cut to a whole number: ${traps.join(', and ')}. Require the least amount that a call may have`,
      fixes: [...requiring(document, tool, path, 1), ...(traps.length === 2 ? requiring(document, tool, path, 0) : [])],
    });
  }
  return problems;
}

/** False for what is no path, and for an argument that is never a number by the tool's schema. */
function canWeigh(path: string, inputSchema: JsonObject | undefined): boolean {
  if (!path.startsWith('args.')) return false;
  if (inputSchema === undefined) return true;
  const found = lookUpArgument(inputSchema, path.slice('args.'.length).split('.'));
  if (found.kind !== 'found') return found.kind === 'open';
  const { types } = found.argument;
  return types.length === 0 || types.includes('number') || types.includes('integer');
}

function demandOf(path: string, operator: string, value: number): Demand {
  return { condition: { path, operator, value }, met: true };
}

function requiring({ text }: PolicyDocument, tool: WrittenTool, path: string, least: number): ProblemFix[] {
  if (tool.value?.type !== 'object') return [];
  const condition = `{ "path": ${JSON.stringify(path)}, "op": "gte", "value": ${least} }`;
  const list = property(tool.value, 'require');
  if (list !== undefined && list.value?.type !== 'array') return [];
  const rule = `{ "conditions": [${condition}] }`;
  const edit =
    list?.value === undefined
      ? withProperty(text.getText(), tool.value, 'require', `[${rule}]`, toolKeys)
      : withElement(text.getText(), list.value, rule);
  return [{ title: `Require ${path} to be at least ${least}`, edits: [edit], isEvident: false }];
}
