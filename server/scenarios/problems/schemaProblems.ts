import type { ErrorObject } from 'ajv';
import { mostSchemaErrors, validateScenarios } from '../../../schemas/generated/validators.cjs';
import { didYouMean, didYouMeanSentence, orList, quoted } from '../../policy/problems/didYouMean.ts';
import { shownName } from '../../policy/shownName.ts';
import { pointerSegments, type TreePaths, treePaths } from '../../policy/syntax/pathInTree.ts';
import type { Span } from '../../policy/syntax/span.ts';
import { jsonValueOf, spanOf } from '../../policy/syntax/syntaxTree.ts';
import type { ScenarioDocument } from '../scenarioDocument.ts';
import type { ScenarioProblem, ScenarioProblemCode } from '../scenarioProblem.ts';
import { firstLineOf } from './firstLineOf.ts';

/** What the schema finds wrong: one problem for each mistake, at the smallest range that is wrong. */
export function schemaProblems({ root, text }: ScenarioDocument): ScenarioProblem[] {
  if (root === undefined) return [];
  validateScenarios(jsonValueOf(root));
  const errors = validateScenarios.errors ?? [];
  const paths = treePaths(root);
  const problems: ScenarioProblem[] = [];
  const judged = new Set<string>();
  for (const error of errors) {
    const problem = toProblem(error, paths, text.getText());
    if (problem === undefined) continue;
    // A value of the wrong type breaks several keywords at once; its first error says it all.
    const { offset, length } = problem.span;
    const place = `${offset}:${length}:${isAboutObject(error) ? problem.message : 'value'}`;
    if (judged.has(place)) continue;
    judged.add(place);
    problems.push(problem);
  }
  if (errors.length >= mostSchemaErrors) problems.push(cutShort(text.getText().length));
  return problems;
}

function isAboutObject({ keyword }: ErrorObject): boolean {
  return keyword === 'required' || keyword === 'additionalProperties';
}

function cutShort(offset: number): ScenarioProblem {
  return {
    code: 'scenario-too-many-problems',
    severity: 'error',
    span: { offset, length: 0 },
    message: `There are more than ${mostSchemaErrors} mistakes; not all of the file was checked. Fix some of those above first`,
  };
}

function toProblem(error: ErrorObject, paths: TreePaths, source: string): ScenarioProblem | undefined {
  const path = pointerSegments(error.instancePath);
  const node = paths.value(path);
  if (node === undefined) return undefined;
  switch (error.keyword) {
    // What is missing in the branch that was taken is an error of its own.
    case 'if':
      return undefined;
    case 'required': {
      const missing: string = error.params.missingProperty;
      const message = `${subject(path)} needs ${quoted(missing)}`;
      return { ...problem('scenario-missing-property', firstLineOf(node, source), message), missing };
    }
    case 'additionalProperties': {
      const key = paths.property(path, error.params.additionalProperty)?.key;
      if (key === undefined) return undefined;
      const name: string = error.params.additionalProperty;
      const near = didYouMean(name, Object.keys(error.parentSchema?.properties ?? {}));
      const message = `${subject(path)} has no key ${shownName(name)}${didYouMeanSentence(near)}`;
      return { ...problem('scenario-unknown-key', spanOf(key), message), replacements: near.map(quoted) };
    }
    default: {
      const wrong = describe(error, shownName(path.at(-1) ?? ''), path);
      return problem(wrong.code, spanOf(node), wrong.message);
    }
  }
}

function problem(code: ScenarioProblemCode, span: Span, message: string): ScenarioProblem {
  return { code, severity: 'error', span, message };
}

const typeWords: Readonly<Record<string, string>> = {
  array: 'a list, in [ ]',
  integer: 'a whole number',
  number: 'a number',
  object: 'an object, in { }',
  string: 'a string, in double quotes',
};

/** Keys whose texts are read as something else than text. */
const written: ReadonlyMap<string, string> = new Map([
  ...['now', 'at'].map((key) => [key, 'a time such as "2026-03-01T10:31:00Z"'] as const),
  ...['every', 'after', 'answeredAfter', 'for', 'from', 'to', 'pause'].map(
    (key) => [key, 'a duration such as "90s", "1m" or "2h30m"'] as const,
  ),
]);

function describe(
  { keyword, params }: ErrorObject,
  name: string,
  path: readonly string[],
): { code: ScenarioProblemCode; message: string } {
  const key = path.at(-1) ?? '';
  const time = keyword === 'pattern' || keyword === 'minLength' ? written.get(key) : undefined;
  if (time !== undefined) return { code: 'scenario-time', message: `${name} must be ${time}` };
  return { code: 'scenario-wrong-value', message: `${valueName(path, name)} must ${wanted(key, keyword, params)}` };
}

function wanted(key: string, keyword: string, params: ErrorObject['params']): string {
  switch (keyword) {
    case 'type':
      if (key === 'perMinute') return rates;
      // A text can only stand for a value of the matrix there.
      return `be ${typeWords[[params.type].flat()[0]] ?? 'of another type'}`;
    case 'enum':
      return `be ${orList((params.allowedValues as string[]).map(quoted))}`;
    case 'minimum':
      return `be at least ${params.limit}`;
    case 'maximum':
      return `be at most ${params.limit}`;
    case 'minItems':
      return key === 'perMinute' ? rates : 'have an entry';
    case 'maxItems':
      return key === 'perMinute' ? rates : `have at most ${params.limit} entries`;
    case 'minLength':
      return 'not be empty';
    default:
      // What is left are texts that are no placeholders.
      if (key === 'perMinute') return rates;
      return key === 'args' ? `be ${typeWords.object}` : 'be a whole number';
  }
}

const rates = 'be a number, or two of them in [ ] for a ramp';

function valueName(path: readonly string[], name: string): string {
  if (path.length === 0) return 'A scenario file';
  if (/^\d+$/.test(path.at(-1) ?? '')) return `Each entry of ${quoted(path.at(-2) ?? '')}`;
  return name;
}

const subjects: ReadonlyMap<string | undefined, string> = new Map([
  ['steps', 'A step'],
  ['traffic', 'A stream'],
]);

function subject(path: readonly string[]): string {
  if (path.length === 0) return 'A scenario file';
  if (path.at(-1) === 'expect') return '"expect"';
  return subjects.get(path.at(-2)) ?? 'A scenario';
}
