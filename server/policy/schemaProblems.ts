import type { ErrorObject } from 'ajv';
import { mostSchemaErrors, validatePolicy } from '../../schemas/generated/validators.cjs';
import { type TreePaths, treePaths } from './pathInTree.ts';
import type { PolicyDocument } from './policyDocument.ts';
import type { Problem } from './problem.ts';
import { schemaValue } from './schemaValue.ts';
import { describe, missingProperty, unknownKey } from './schemaWords.ts';
import type { Span } from './span.ts';
import { type Node, spanOf } from './syntaxTree.ts';

/**
 * What the schema finds wrong, all at once: one problem for each mistake, at the smallest range that is wrong. Of a text
 * with thousands of mistakes the first ones, and an error that says so.
 * A missing property is marked at its object, as far as that object's first line reaches.
 */
export function schemaProblems(document: PolicyDocument): Problem[] {
  const { root } = document;
  if (root === undefined) return [];
  const { value, path } = schemaValue(document, root);
  validatePolicy(value);
  const errors = validatePolicy.errors ?? [];
  const paths = treePaths(root);
  const problems: Problem[] = [];
  const judged = new Set<string>();
  for (const error of errors) {
    const problem = toProblem(error, path(error.instancePath), document, paths);
    if (problem === undefined) continue;
    // A value of the wrong type breaks several keywords at once; its first error says it all.
    const place = `${problem.span.offset}:${problem.span.length}:${isAboutValue(error) ? 'value' : problem.message}`;
    if (judged.has(place)) continue;
    judged.add(place);
    problems.push(problem);
  }
  if (errors.length >= mostSchemaErrors) problems.push(cutShort(document));
  return problems;
}

/** An error, for what was not looked at may hold one, and nothing can be decided by it. */
function cutShort({ text }: PolicyDocument): Problem {
  return {
    code: 'too-many-problems',
    severity: 'error',
    span: { offset: text.getText().length, length: 0 },
    message: `There are more than ${mostSchemaErrors} mistakes; not all of the policy was checked. Fix some of those above first`,
  };
}

function isAboutValue(error: ErrorObject): boolean {
  return error.keyword !== 'required' && error.keyword !== 'additionalProperties';
}

function toProblem(
  error: ErrorObject,
  path: readonly string[],
  document: PolicyDocument,
  paths: TreePaths,
): Problem | undefined {
  // ajv repeats a failed `then` as a failed `if`; what failed inside has an error of its own.
  if (error.keyword === 'if') return undefined;
  const node = paths.value(path);
  if (node === undefined) return undefined;
  switch (error.keyword) {
    case 'required':
      return missingProperty(error.params.missingProperty, path, firstLineOf(node, document));
    case 'additionalProperties': {
      const property = paths.property(path, error.params.additionalProperty);
      return property === undefined ? undefined : unknownKey(property.name, path, spanOf(property.key), error);
    }
    default:
      return describe(error, path, spanOf(node), node);
  }
}

function firstLineOf(node: Node, { text }: PolicyDocument): Span {
  const start = text.positionAt(node.offset);
  const end = text.positionAt(node.offset + node.length);
  if (start.line === end.line) return spanOf(node);
  const lineEnd = text.offsetAt({ line: start.line + 1, character: 0 });
  const line = text.getText().slice(node.offset, lineEnd).trimEnd();
  return { offset: node.offset, length: line.length };
}
