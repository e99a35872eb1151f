import type { PolicyDocument } from '../policy/policyDocument.ts';
import type { Problem } from '../policy/problems/problem.ts';
import type { WrittenTool } from '../policy/writtenPolicy.ts';
import type { ArgumentLookup } from '../tools/arguments/argument.ts';
import type { ToolKnowledge } from '../tools/knowledge.ts';
import { unknownArgument } from './argumentPaths.ts';
import { type CheckedCondition, checkedCondition } from './checkedCondition.ts';
import { valuesThatNeverMatch } from './conditionValues.ts';
import { consequenceOfMissing } from './consequence.ts';
import { operatorThatNeverMatches } from './operatorTypes.ts';
import { canLookAt } from './possibleMatches.ts';
import { newSchemaCheck, type SchemaCheck } from './schemaCheck.ts';
import { weightProblem } from './weights.ts';

/**
 * What in a policy cannot come true by the schemas of the server's tools: paths to no argument, operators and values that
 * never match, weights that are no number. Only said of tools that the list has, whatever its age: the message tells it.
 */
export function toolSchemaProblems({ written }: PolicyDocument, knowledge: ToolKnowledge): Problem[] {
  if (knowledge.state === 'unknown') return [];
  const check = newSchemaCheck(knowledge);
  return written.tools.flatMap((tool) => problemsOf(tool, check));
}

function problemsOf({ rules, limits }: WrittenTool, check: SchemaCheck): Problem[] {
  const problems: Problem[] = [];
  for (const rule of rules) {
    for (const written of rule.conditions ?? []) {
      const condition = checkedCondition(written, rule, check);
      if (condition !== undefined) problems.push(...conditionProblems(condition, check));
    }
  }
  for (const limit of limits) {
    const problem = weightProblem(limit, check);
    if (problem !== undefined) problems.push(problem);
  }
  return problems;
}

function conditionProblems(condition: CheckedCondition, check: SchemaCheck): Problem[] {
  const { rule, pathNode, lookup, operator, operatorNode: op, value } = condition;
  const isFitting = (there: ArgumentLookup) =>
    there.kind === 'open' || (there.kind === 'found' && canLookAt(operator, there.argument));
  const problem =
    unknownArgument(
      { tool: rule.tool, node: pathNode, lookup },
      consequenceOfMissing({ op, value }, rule),
      check,
      isFitting,
    ) ?? operatorThatNeverMatches(condition, check);
  return problem === undefined ? valuesThatNeverMatch(condition, check) : [problem];
}
