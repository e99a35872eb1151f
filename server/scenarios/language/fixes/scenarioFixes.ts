import { fixesOf } from '../../../language/quickFixes.ts';
import { type SyntaxFixes, syntaxFixes } from '../../../policy/fixes/syntaxFixes.ts';
import { duplicateKeys } from '../../../policy/problems/duplicates.ts';
import type { ProblemFix } from '../../../policy/problems/problem.ts';
import { valueAt } from '../../../policy/syntax/syntaxTree.ts';
import { type TreePlace, treePlaceAt } from '../../../policy/syntax/treePlace.ts';
import { writtenJson } from '../../../policy/writtenJson.ts';
import type { ScenarioDocument } from '../../scenarioDocument.ts';
import type { ScenarioFile } from '../../scenarioFile.ts';
import type { ScenarioProblem } from '../../scenarioProblem.ts';
import { expectingDefaultDeny, impossibleFixes } from './expectationFixes.ts';
import { addingKey, removingKey } from './keyFixes.ts';
import { addingFixture, namingAnew, placeholderFixes, policyFixes } from './nameFixes.ts';
import { valueFixes } from './valueFixes.ts';

/** What the ways out of a problem depend on besides itself. */
export interface ScenarioFixing {
  readonly file: Pick<ScenarioFile, 'document' | 'tested'>;
  /** The paths of the policies that there are, as the file would write them, nearest first. */
  readonly policies: readonly string[];
}

/** Every way out of a problem, best first. Nothing runs otherwise without being asked but what was plainly meant. */
export function scenarioFixes(problem: ScenarioProblem, fixing: ScenarioFixing): ProblemFix[] {
  const place = placeOf(problem, fixing);
  const isKey = problem.code === 'scenario-unknown-key';
  // A key that is there already would be written twice.
  const present = isKey ? place?.around.at(-1) : undefined;
  const replacements = problem.replacements?.filter((text) => valueAt(present, JSON.parse(text)) === undefined);
  return fixesOf({
    span: problem.span,
    ...(replacements && { replacements }),
    fixes: moreFixes(problem, place, fixing),
  });
}

/** Where the problem is, when it is about one part of the tree. */
function placeOf({ span, code }: ScenarioProblem, { file }: ScenarioFixing): TreePlace | undefined {
  const place = treePlaceAt(file.document.root, span.offset);
  if (place?.node.offset !== span.offset) return undefined;
  // Of something that is missing only the first line is marked.
  return place.node.length === span.length || code === 'scenario-missing-property' ? place : undefined;
}

function moreFixes(
  problem: ScenarioProblem,
  place: TreePlace | undefined,
  { file: { document, tested }, policies }: ScenarioFixing,
): readonly ProblemFix[] {
  const source = document.text.getText();
  const [policy = 'policy.json'] = policies;
  if (problem.code === 'scenario-json-syntax') {
    if (document.root === undefined && source.trim() === '') return [starting(policy)];
    const error = document.syntaxErrors.find(({ offset }) => offset === problem.span.offset);
    return error === undefined ? [] : ofText(document).syntax.fixesOf(error);
  }
  if (place === undefined) return [];
  const { node, around, path } = place;
  const object = around.at(-1);
  const key = String(path.at(-1));
  switch (problem.code) {
    case 'scenario-duplicate-key':
      return ofText(document).duplicates.get(node.offset) ?? [];
    case 'scenario-missing-property':
      return addingKey(place, problem.missing ?? 'perMinute', source, policy);
    case 'scenario-unknown-key':
    case 'scenario-unused-fixture':
      return removingKey(object, key);
    case 'scenario-traffic':
      return place.part === 'key' ? removingKey(object, key) : [];
    case 'scenario-wrong-value':
    case 'scenario-time':
      return valueFixes(place);
    case 'scenario-two-times':
      return [...removingKey(object, 'after'), ...removingKey(object, 'at')];
    case 'scenario-unknown-fixture':
      return addingFixture(node, document);
    case 'scenario-unknown-placeholder': {
      const scenario = document.written.scenarios.find(({ index }) => index === path[1]);
      return placeholderFixes(node, scenario?.matrix ?? []);
    }
    case 'scenario-same-name':
      return namingAnew(node, document);
    case 'scenario-impossible':
      return impossibleFixes(place, source);
    case 'scenario-policy':
      return tested?.state === 'missing' ? policyFixes(node, policies) : [];
    case 'scenario-unknown-tool':
      return tested?.state === 'ready' && tested.policy.default === 'deny' ? expectingDefaultDeny(place, source) : [];
    default:
      return [];
  }
}

interface FixesOfText {
  readonly syntax: SyntaxFixes;
  /** By the place of the key that does not count. */
  readonly duplicates: ReadonlyMap<number, readonly ProblemFix[]>;
}

const known = new WeakMap<ScenarioDocument, FixesOfText>();

/** What takes a look at the whole text, once for all of its problems. */
function ofText(document: ScenarioDocument): FixesOfText {
  const fixes = known.get(document) ?? {
    syntax: syntaxFixes(document),
    duplicates: new Map(duplicateKeys(document.root).map(({ span, fixes = [] }) => [span.offset, fixes])),
  };
  known.set(document, fixes);
  return fixes;
}

function starting(policy: string): ProblemFix {
  const text = `{ "policy": ${writtenJson(policy)}, "scenarios": [] }`;
  return { title: `Write ${text}`, edits: [{ span: { offset: 0, length: 0 }, text }], isEvident: false };
}
