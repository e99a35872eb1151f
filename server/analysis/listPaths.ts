import { assumptions } from '../decision/assumptions.ts';
import type { PolicyDocument } from '../policy/policyDocument.ts';
import type { Problem, ProblemFix } from '../policy/problems/problem.ts';
import { shownName } from '../policy/shownName.ts';
import { type Node, spanOf } from '../policy/syntax/syntaxTree.ts';
import { writtenJson } from '../policy/writtenJson.ts';
import type { WrittenCondition, WrittenTool } from '../policy/writtenPolicy.ts';
import { argumentNames } from '../tools/arguments/argumentNames.ts';
import { type LookUpListedArgument, listedArguments } from '../tools/arguments/listedArguments.ts';
import type { ToolKnowledge } from '../tools/knowledge.ts';
import { spanOfNames } from './argumentPaths.ts';
import { type Consequence, consequenceOfMissing, everyCallDenied } from './consequence.ts';

/**
 * Paths that name a place in a list, such as `args.items[0].id` or `args.items.0.id`, which no path can look into. Said
 * while the tool is unknown or its schema leaves open what is there; where the schema tells, `unknown-argument` does.
 */
export function listPathProblems({ written }: PolicyDocument, knowledge: ToolKnowledge): Problem[] {
  const lookUp = knowledge.state === 'unknown' ? undefined : listedArguments(knowledge.list);
  return written.tools.flatMap((tool) => problemsOf(tool, lookUp));
}

function problemsOf({ name, rules, limits, interceptConditions }: WrittenTool, lookUp: LookUp): Problem[] {
  const problems: Problem[] = [];
  const check = (node: Node | undefined, consequence?: Consequence, fixes: readonly ProblemFix[] = []): void => {
    const depth = node?.type === 'string' ? depthOfList(name, String(node.value), lookUp) : undefined;
    if (node !== undefined && depth !== undefined) problems.push({ ...problemAt(node, depth, consequence), fixes });
  };
  for (const rule of rules) {
    for (const condition of rule.conditions ?? []) {
      if (isWorthALook(condition.path)) {
        check(condition.path, consequenceOfMissing(condition, rule), lookingForIt(condition));
      }
    }
  }
  for (const { path } of interceptConditions) if (isWorthALook(path)) check(path);
  for (const { incrementFrom } of limits) if (isWorthALook(incrementFrom)) check(incrementFrom, everyCallDenied);
  return problems;
}

type LookUp = LookUpListedArgument | undefined;

/** Nearly no path has one, and a policy has thousands of paths. */
const mayNameAPlace = /\.\d|\]/;
function isWorthALook(path: Node | undefined): boolean {
  return path?.type === 'string' && mayNameAPlace.test(String(path.value));
}

const isNumber = /^\d+$/;
const isIndexed = /\[[^[\]]*\]$/;

/** The place, from 0, of the name in a path that is meant as a place in a list. */
function depthOfList(tool: string, path: string, lookUp: LookUp): number | undefined {
  const names = argumentNames(path);
  // A tool's arguments themselves are no list.
  const depth = names?.findIndex((name, index) => isIndexed.test(name) || (index > 0 && isNumber.test(name))) ?? -1;
  if (names === undefined || depth < 0) return undefined;
  const at = (count: number) => lookUp?.(tool, ['args', ...names.slice(0, count)].join('.'));
  const there = at(names.length);
  if (there === undefined) return depth;
  if (there.kind !== 'open' || at(depth + 1)?.kind === 'found') return undefined;
  const around = isNumber.test(names[depth] ?? '') ? at(depth) : undefined;
  const types = around?.kind === 'found' ? around.argument.types : [];
  return types.length === 0 || types.includes('array') ? depth : undefined;
}

function problemAt(node: Node, depth: number, consequence: Consequence | undefined): Problem {
  const names = argumentNames(String(node.value)) ?? [];
  const hasEscapes = node.length !== String(node.value).length + 2;
  const fact = `A path cannot look into a list: ${shownName(names[depth] ?? '')} is read as a name`;
  const assumed = (consequence?.assumes ?? []).map((id) => ` Assumed: ${assumptions[id]}`).join('');
  const so =
    consequence === undefined ? '' : `. Unless the tool has an argument of that name, ${consequence.words}.${assumed}`;
  return {
    code: 'list-in-path',
    severity: 'warning',
    span: hasEscapes ? spanOf(node) : spanOfNames(node, names, depth, 1),
    message: `${fact}${so}`,
  };
}

/** Whether any element of the list is the value: more than was asked, and all that can be. */
function lookingForIt({ path, op, value }: WrittenCondition): ProblemFix[] {
  const written = String(path?.value);
  const list = written.replace(/(?:\.\d+|\[[^[\]]*\])$/, '');
  const isPlain = argumentNames(list)?.every((name) => !isIndexed.test(name) && !isNumber.test(name)) === true;
  if (path === undefined || op?.value !== 'eq' || value === undefined || list === written || !isPlain) return [];
  return [
    {
      title: 'Look for it in the list, with "contains"',
      edits: [
        { span: spanOf(path), text: writtenJson(list) },
        { span: spanOf(op), text: '"contains"' },
      ],
      isEvident: false,
    },
  ];
}
