import type { ErrorObject } from 'ajv';
import { validatePolicy } from '../../schemas/generated/validators.cjs';
import { pointerSegments, type TreePaths, treePaths } from './pathInTree.ts';
import type { PolicyDocument } from './policyDocument.ts';
import type { Problem } from './problem.ts';
import { describe, missingProperty, unknownKey } from './schemaWords.ts';
import type { Span } from './span.ts';
import { jsonValueOf, type Node, spanOf } from './syntaxTree.ts';

/**
 * Everything the schema finds wrong, all at once: one problem for each mistake, at the smallest range that is wrong.
 * A missing property is marked at its object, as far as that object's first line reaches.
 */
export function schemaProblems(document: PolicyDocument): Problem[] {
  const { root } = document;
  if (root === undefined) return [];
  validatePolicy(documentValue(document, root));
  const paths = treePaths(root);
  const problems: Problem[] = [];
  const judged = new Set<string>();
  for (const error of validatePolicy.errors ?? []) {
    const problem = toProblem(error, document, paths);
    if (problem === undefined) continue;
    // A value of the wrong type breaks several keywords at once; its first error says it all.
    const place = `${problem.span.offset}:${problem.span.length}:${isAboutValue(error) ? 'value' : problem.message}`;
    if (judged.has(place)) continue;
    judged.add(place);
    problems.push(problem);
  }
  return problems;
}

/** Sound text is read faster by the machine's own parser than from the tree. */
function documentValue({ syntaxErrors, text }: PolicyDocument, root: Node): unknown {
  return syntaxErrors.length === 0 ? JSON.parse(text.getText()) : jsonValueOf(root);
}

function isAboutValue(error: ErrorObject): boolean {
  return error.keyword !== 'required' && error.keyword !== 'additionalProperties';
}

function toProblem(error: ErrorObject, document: PolicyDocument, paths: TreePaths): Problem | undefined {
  // ajv repeats a failed `then` as a failed `if`; what failed inside has an error of its own.
  if (error.keyword === 'if') return undefined;
  const path = pointerSegments(error.instancePath);
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
