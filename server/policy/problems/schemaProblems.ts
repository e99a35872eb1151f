import type { ErrorObject } from 'ajv';
import { mostSchemaErrors, validatePolicy } from '../../../schemas/generated/validators.cjs';
import { fixesOfMissing } from '../fixes/missingProperties.ts';
import { fixesOfUnknownKey, waysOutOfValue, wordsMeant } from '../fixes/schemaFixes.ts';
import type { PolicyDocument } from '../policyDocument.ts';
import { type TreePaths, treePaths } from '../syntax/pathInTree.ts';
import type { Span } from '../syntax/span.ts';
import { type Node, spanOf } from '../syntax/syntaxTree.ts';
import { didYouMean, quoted } from './didYouMean.ts';
import type { Problem, ProblemFix } from './problem.ts';
import { schemaValue } from './schemaValue.ts';
import { describe, missingProperty, unknownKey } from './schemaWords.ts';

/** What the errors are judged by. */
interface Judging {
  readonly document: PolicyDocument;
  readonly paths: TreePaths;
  readonly missing: ReadonlyMap<string, readonly string[]>;
}

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
  const judging = { document, paths: treePaths(root), missing: missingByObject(errors) };
  const problems: Problem[] = [];
  const judged = new Set<string>();
  for (const error of errors) {
    const problem = toProblem(error, path(error.instancePath), judging);
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

function toProblem(error: ErrorObject, path: readonly string[], judging: Judging): Problem | undefined {
  // ajv repeats a failed `then` as a failed `if`; what failed inside has an error of its own.
  if (error.keyword === 'if') return undefined;
  const { document, paths } = judging;
  const node = paths.value(path);
  if (node === undefined) return undefined;
  switch (error.keyword) {
    case 'required': {
      const name: string = error.params.missingProperty;
      const missing = judging.missing.get(error.instancePath) ?? [name];
      const object = { node, path, list: paths.value(path.slice(0, -1)), missing, order: knownKeys(error) };
      const fixes = fixesOfMissing(name, object, document.text.getText());
      return withFixes(missingProperty(name, path, firstLineOf(node, document)), fixes);
    }
    case 'additionalProperties': {
      const property = paths.property(path, error.params.additionalProperty);
      if (property === undefined) return undefined;
      const suggestions = didYouMean(property.name, knownKeys(error));
      const problem = unknownKey(property.name, path, spanOf(property.key), suggestions);
      // A key that is there already would only be written twice.
      const free = suggestions.filter((key) => paths.property(path, key) === undefined);
      return { ...problem, replacements: free.map(quoted), fixes: fixesOfUnknownKey(property, node) };
    }
    default:
      return {
        ...describe(error, path, spanOf(node), wordsMeant(error, path, node)),
        ...waysOutOfValue(error, path, node, paths),
      };
  }
}

function withFixes(problem: Problem, fixes: readonly ProblemFix[]): Problem {
  return fixes.length === 0 ? problem : { ...problem, fixes };
}

/** What each object lacks, by the validator's own name for its place. */
function missingByObject(errors: readonly ErrorObject[]): ReadonlyMap<string, readonly string[]> {
  const missing = new Map<string, string[]>();
  for (const { keyword, instancePath, params } of errors) {
    if (keyword !== 'required') continue;
    const names = missing.get(instancePath);
    if (names === undefined) missing.set(instancePath, [params.missingProperty]);
    else names.push(params.missingProperty);
  }
  return missing;
}

/** The keys that the object's own schema lists, in its order. ajv's `verbose` mode hands the parent schema over. */
function knownKeys(error: ErrorObject): string[] {
  return Object.keys(error.parentSchema?.properties ?? {});
}

function firstLineOf(node: Node, { text }: PolicyDocument): Span {
  const start = text.positionAt(node.offset);
  const end = text.positionAt(node.offset + node.length);
  if (start.line === end.line) return spanOf(node);
  const lineEnd = text.offsetAt({ line: start.line + 1, character: 0 });
  const line = text.getText().slice(node.offset, lineEnd).trimEnd();
  return { offset: node.offset, length: line.length };
}
