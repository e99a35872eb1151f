import { withElement, withProperty } from '../../policy/edits/insertion.ts';
import { toolKeys } from '../../policy/edits/keyOrder.ts';
import type { JsonObject } from '../../policy/json.ts';
import type { PolicyDocument } from '../../policy/policyDocument.ts';
import type { Problem, ProblemFix } from '../../policy/problems/problem.ts';
import { shownLine } from '../../policy/shownName.ts';
import { property, spanOf } from '../../policy/syntax/syntaxTree.ts';
import { writtenJson } from '../../policy/writtenJson.ts';
import type { WrittenTool } from '../../policy/writtenPolicy.ts';
import type { Demand } from './demand.ts';
import type { Effort } from './effort.ts';
import { deniesAll, type Outlook } from './outlook.ts';
import { weightArgument } from './weightArgument.ts';

/**
 * Limits that count an argument (`increment_from`, assumed) where the rules let a call through that gets past the limit: a
 * negative argument lowers the counter, and one between 0 and 1 adds nothing, since Intercept cuts it to a whole number.
 * Also where neither the rules nor the tool ask for the argument: a call without it is denied. That it is no number is
 * reported elsewhere.
 */
export function weightProblems(
  document: PolicyDocument,
  outlook: Outlook,
  effort: Effort,
  schemaOf: (tool: string) => JsonObject | undefined,
): Problem[] {
  const { tool } = outlook;
  if (outlook.calls !== 'open') return [];
  return tool.limits.flatMap(({ incrementFrom }): Problem[] => {
    if (incrementFrom?.type !== 'string') return [];
    const path = String(incrementFrom.value);
    const argument = weightArgument(path, schemaOf(tool.name));
    const canBe = (...demands: readonly [operator: string, value: number | boolean][]): boolean =>
      !deniesAll(
        outlook,
        demands.map(([operator, value]) => demandOf(path, operator, value)),
        effort,
      );
    if (argument === undefined) return [];
    const traps: Trap[] = [
      ...(canBe(['lt', 0])
        ? [{ words: 'a negative number lowers the counter', isForbidden: argument.forbidsNegative }]
        : []),
      ...(canBe(['gt', 0], ['lt', 1])
        ? [{ words: 'one between 0 and 1 adds nothing to it', isForbidden: argument.forbidsFraction }]
        : []),
    ];
    const isMissing = argument.isOptional && canBe(['exists', false]);
    if (traps.length === 0 && !isMissing) return [];
    return [
      {
        code: 'weight-trap',
        severity: 'information',
        span: spanOf(incrementFrom),
        message: `This limit counts ${shownLine(path, 80)} (assumed), ${whatComesOfIt(traps, isMissing)}`,
        fixes: waysOut(document, tool, path, traps.length),
      },
    ];
  });
}

/** A weight that gets past a limit. */
interface Trap {
  readonly words: string;
  /** By the tool's schema, which the proxy does not look at: a server that does not either takes such a call. */
  readonly isForbidden: boolean;
}

function whatComesOfIt(traps: readonly Trap[], isMissing: boolean): string {
  if (traps.length === 0) {
    return 'and the tool does not require it: a call without it is denied. Ask for it in a rule that says so';
  }
  const missing = isMissing ? '. A call without it is denied, and the tool does not require it' : '';
  return `cut to a whole number: ${trapsInWords(traps)}${missing}. Require the least amount that a call may have`;
}

function trapsInWords(traps: readonly Trap[]): string {
  const forbidden = (what: string): string => ` (the schema forbids ${what}, if the server checks)`;
  if (traps.length > 1 && traps.every(({ isForbidden }) => isForbidden)) {
    return `${traps.map(({ words }) => words).join(', and ')}${forbidden('both')}`;
  }
  return traps.map(({ words, isForbidden }) => `${words}${isForbidden ? forbidden('it') : ''}`).join(', and ');
}

function waysOut(document: PolicyDocument, tool: WrittenTool, path: string, traps: number): ProblemFix[] {
  if (traps === 0) return requiring(document, tool, { path, op: 'exists', value: true }, `Require ${path}`);
  const least = (value: number): ProblemFix[] =>
    requiring(document, tool, { path, op: 'gte', value }, `Require ${path} to be at least ${value}`);
  return [...least(1), ...(traps === 2 ? least(0) : [])];
}

function demandOf(path: string, operator: string, value: number | boolean): Demand {
  return { condition: { path, operator, value }, met: true };
}

function requiring(
  { text }: PolicyDocument,
  tool: WrittenTool,
  { path, op, value }: { readonly path: string; readonly op: string; readonly value: number | boolean },
  title: string,
): ProblemFix[] {
  if (tool.value?.type !== 'object') return [];
  const rule = `{ "conditions": [{ "path": ${writtenJson(path)}, "op": "${op}", "value": ${value} }] }`;
  const list = property(tool.value, 'require');
  if (list !== undefined && list.value?.type !== 'array') return [];
  const edit =
    list?.value === undefined
      ? withProperty(text.getText(), tool.value, 'require', `[${rule}]`, toolKeys)
      : withElement(text.getText(), list.value, rule, [tool.value]);
  return [{ title, edits: [edit], isEvident: false }];
}
