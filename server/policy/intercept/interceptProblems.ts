import { type Replacement, withoutProperties } from '../edits/replacement.ts';
import type { PolicyDocument } from '../policyDocument.ts';
import type { Problem, ProblemFix } from '../problems/problem.ts';
import { shownLine } from '../shownName.ts';
import { type Node, property, spanOf, valueAt } from '../syntax/syntaxTree.ts';
import type { WrittenTool } from '../writtenPolicy.ts';
import { type CanonicalEntries, canonicalEntries } from './canonicalText.ts';
import { everyToolFormInWords, formInWords } from './canonicalWords.ts';
import { conversionEdits, isConvertible } from './conversion.ts';
import { dialectProperties, everyTool } from './dialectKeys.ts';
import { everyToolEdits, isEveryToolConvertible } from './everyToolConversion.ts';
import { type InterceptTool, interceptTool } from './interceptTool.ts';
import { type Remark, remarksOn, remarksOnEveryTool } from './remarks.ts';

/** The form repeats messages and patterns, which may be of any length; the quick fix writes all of it. */
const longestForm = 800;

/**
 * What a policy says in Intercept's dialect. It is valid and simulated; its author is told what it stands for, once for
 * each tool. What is not understood is an error at its place.
 */
export function interceptProblems(document: PolicyDocument): Problem[] {
  const { root, written } = document;
  if (root === undefined) return [];
  const problems = describedPolicy(root);
  const pasted = written.tools.filter(({ value }) => dialectProperties(value).length > 0);
  if (pasted.length === 0) return problems;
  // Of a tool that is listed twice the last one counts.
  const counting = new Map(written.tools.map((tool) => [tool.name, tool]));
  for (const tool of pasted) {
    if (counting.get(tool.name) === tool) problems.push(...problemsOf(tool, root, document));
  }
  return problems;
}

/** Intercept's files may say what they are for. */
function describedPolicy(root: Node): Problem[] {
  const description = property(root, 'description');
  if (description === undefined) return [];
  return [
    {
      code: 'intercept-dialect',
      severity: 'information',
      span: spanOf(description.key),
      message: 'Intercept\'s dialect. "description" decides nothing, and the canonical form leaves it out',
      fixes: [{ title: 'Remove "description"', edits: withoutProperties([description], root), isEvident: false }],
    },
  ];
}

function problemsOf({ name, value }: WrittenTool, root: Node, document: PolicyDocument): Problem[] {
  const isEvery = name === everyTool;
  const tool = interceptTool(name, value, valueAt(isEvery ? valueAt(root, 'all_tools') : value, 'limits'));
  const [first] = tool?.properties ?? [];
  if (value === undefined || tool === undefined || first === undefined) return [];
  if (tool.faults.length > 0) {
    return tool.faults.flatMap(({ span, message, isOfSchema }) =>
      isOfSchema ? [] : [{ code: 'intercept-not-understood', severity: 'error', span, message }],
    );
  }
  const source = document.text.getText();
  const entries = canonicalEntries(source, tool);
  const remarks = [...remarksOn(tool, value), ...(isEvery ? remarksOnAll(tool, root, document) : [])];
  const form = isEvery ? everyToolFormInWords(tool, entries) : formInWords(entries);
  const what = isEvery ? "Intercept's rules for every tool" : "Intercept's dialect";
  const meaning = [shownLine(form, longestForm), ...textsOf(remarks)].join('; ');
  const fix = isEvery ? fixOfEveryTool(tool, root, document) : fixOf(tool, value, source, entries);
  return [
    {
      code: 'intercept-dialect',
      severity: 'information',
      span: spanOf(first.key),
      message: `${what}, taken to decide as in Intercept (assumed). ${meaning}`,
      ...(fix !== undefined && { fixes: [titled(fix, remarks)] }),
    },
  ];
}

function textsOf(remarks: readonly Remark[]): string[] {
  return remarks.map(({ text }) => text);
}

function remarksOnAll(tool: InterceptTool, root: Node, { written }: PolicyDocument): Remark[] {
  const isAllowed = valueAt(root, 'default')?.value === 'allow';
  return remarksOnEveryTool(tool, isAllowed, written.tools.some(hasOwnRequirements));
}

function hasOwnRequirements({ name, value }: WrittenTool): boolean {
  return name !== everyTool && (interceptTool(name, value, undefined)?.requirements.length ?? 0) > 0;
}

/** The edits are made when somebody wants them: a thousand tools may have some, and a message needs none. */
interface Conversion {
  readonly edits: () => Replacement[];
  readonly isEvident: boolean;
}

function fixOf(
  tool: InterceptTool,
  definition: Node,
  source: string,
  entries: CanonicalEntries,
): Conversion | undefined {
  if (!isConvertible(definition)) return undefined;
  return {
    edits: () => conversionEdits(source, definition, tool.properties, entries),
    isEvident: !hasShorthand(definition),
  };
}

function fixOfEveryTool(tool: InterceptTool, root: Node, { text, written }: PolicyDocument): Conversion | undefined {
  if (!isEveryToolConvertible(root, tool)) return undefined;
  const reachesTools = tool.requirements.length > 0 || tool.denial !== undefined;
  // Where a tool has something to convert itself, that is made first, so that no two fixes write the same list.
  const isAlone = !reachesTools || written.tools.every(({ name, value }) => name === everyTool || !isConverted(value));
  return {
    edits: () => everyToolEdits(text.getText(), root, tool),
    isEvident: isAlone,
  };
}

/** True when another fix writes into the tool's lists, so that the two must not be made at once. */
function isConverted(definition: Node | undefined): boolean {
  return dialectProperties(definition).length > 0 || hasShorthand(definition);
}

function hasShorthand(definition: Node | undefined): boolean {
  return property(definition, 'action') !== undefined || valueAt(definition, 'rate_limit')?.type === 'object';
}

function titled(fix: Conversion, remarks: readonly Remark[]): ProblemFix {
  const texts = textsOf(remarks);
  return {
    title: `Write in the canonical form${texts.length === 0 ? '' : ` (${texts.join('; ')})`}`,
    get edits() {
      return fix.edits();
    },
    isEvident: fix.isEvident && !remarks.some(({ isLoss }) => isLoss),
  };
}
