import { jsonValueOf, type Node, property, spanOf } from '../../policy/syntax/syntaxTree.ts';
import { compileArgumentPath } from '../argumentPath.ts';
import { operators } from '../operators/operators.ts';
import type { Test } from '../operators/test.ts';
import type { CompiledCondition, PossibleProblem } from './compiledPolicy.ts';
import { nonEmptyText } from './nodeValues.ts';

/**
 * Compiles one condition. An operator that does not exist and a pattern that does not compile never hold, and are
 * listed as problems. A missing argument makes every operator false except `exists: false`.
 */
export function compileCondition(node: Node, problems: PossibleProblem[]): CompiledCondition {
  const path = nonEmptyText(property(node, 'path')?.value) ?? '';
  const operator = nonEmptyText(property(node, 'op')?.value) ?? '';
  const valueNode = property(node, 'value')?.value;
  const value = valueNode === undefined ? null : jsonValueOf(valueNode);
  const test = operators.get(operator)?.(value) ?? unknownOperator;
  problems.push(() => {
    const { problem } = test;
    return problem === undefined ? undefined : { message: problem, span: spanOf(valueNode ?? node) };
  });
  const find = compileArgumentPath(path);
  const holds: CompiledCondition['holds'] = (args) => {
    const actual = find(args);
    return actual === undefined ? test.holdsWhenMissing : test.holds(actual);
  };
  return { path, operator, value, find, test, holds };
}

const unknownOperator: Test = {
  holds: () => false,
  holdsWhenMissing: false,
  inWords: () => 'the operator is unknown',
  problem: `The condition has no known operator, so it never holds. Write one of ${[...operators.keys()].join(', ')}.`,
};
