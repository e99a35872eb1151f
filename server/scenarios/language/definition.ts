import type { LocationLink, Position } from 'vscode-languageserver-types';
import { rangeOf } from '../../language/range.ts';
import type { PolicyDocument } from '../../policy/policyDocument.ts';
import type { Span } from '../../policy/syntax/span.ts';
import { type Node, property, spanOf } from '../../policy/syntax/syntaxTree.ts';
import { treePlaceAt } from '../../policy/syntax/treePlace.ts';
import { onlyKeyIn } from '../placeholders.ts';
import type { ScenarioFile } from '../scenarioFile.ts';
import { textIn, type WrittenScenario } from '../writtenScenarios.ts';
import { placeholderAt } from './placeholderAt.ts';
import { placesById } from './policyPlaces.ts';
import { scenarioRoleOf } from './scenarioRole.ts';

/** Where to go: the place to put the cursor on, and all that belongs to it. */
interface Target {
  readonly document: Pick<PolicyDocument, 'uri' | 'text'>;
  readonly name: Span;
  readonly whole: Span;
}

/**
 * Where what stands at the position gets its meaning:
 * - the policy: its file;
 * - a tool: its entry in the policy's `tools` or `hide`, else the `default` that decides it;
 * - the id of a rule or a limit: that rule or limit of the policy;
 * - a fixture: its arguments;
 * - `${key}`: its value in each case of the matrix.
 *
 * A value of the matrix leads where the texts lead that are nothing but its key.
 */
export function scenarioDefinition(file: ScenarioFile, position: Position): LocationLink[] {
  const { document } = file;
  const offset = document.text.offsetAt(position);
  const place = treePlaceAt(document.root, offset);
  if (place?.node.type !== 'string') return [];
  const { node, path, part } = place;
  const scenario = path[0] === 'scenarios' ? document.written.scenarios[Number(path[1])] : undefined;
  const placeholder = placeholderAt(node, offset, document.text.getText());
  const origin = placeholder?.span ?? spanOf(node);
  const targets =
    placeholder !== undefined && scenario?.matrix !== undefined
      ? valuesOf(placeholder.key, scenario, file)
      : namedBy(node, placeOfName(path, part, scenario), file);
  return targets.map((target) => ({
    originSelectionRange: rangeOf(origin, document),
    targetUri: target.document.uri,
    targetRange: rangeOf(target.whole, target.document),
    targetSelectionRange: rangeOf(target.name, target.document),
  }));
}

/** The values that a placeholder stands for. */
function valuesOf(key: string, { matrix = [] }: WrittenScenario, { document }: ScenarioFile): Target[] {
  return matrix.flatMap((values) => {
    const found = property(values, key);
    return found === undefined ? [] : [{ document, name: spanOf(found.key), whole: spanOf(found.node) }];
  });
}

/** What kind of thing a text names, by its place: `step.tool`, `expect.rule`, `counters` for a key of it. */
function placeOfName(
  path: readonly (string | number)[],
  part: 'key' | 'value',
  scenario: WrittenScenario | undefined,
): string {
  const role = scenarioRoleOf(path.slice(0, -1));
  if (part === 'key') return role === 'counters' ? role : '';
  if (role !== 'values' || scenario === undefined) return `${role}.${path.at(-1)}`;
  return placeOfPlaceholder(String(path.at(-1)), scenario) ?? '';
}

/** Where a scenario uses a value of its matrix as a whole text. */
function placeOfPlaceholder(key: string, { steps }: WrittenScenario): string | undefined {
  for (const step of steps) {
    const isHere = (node: Node | undefined): boolean => onlyKeyIn(textIn(node) ?? '') === key;
    const calls = step.traffic ?? [step];
    if (calls.some(({ tool }) => isHere(tool))) return 'step.tool';
    if (calls.some(({ fixture }) => isHere(fixture))) return 'step.fixture';
    if (isHere(property(step.expect, 'rule')?.value)) return 'expect.rule';
  }
  return undefined;
}

function namedBy(node: Node, place: string, { document, tested }: ScenarioFile): Target[] {
  const text = String(node.value);
  if (place === 'step.fixture' || place === 'stream.fixture') {
    const fixture = document.written.fixtures.findLast(({ name }) => name === text);
    return fixture === undefined ? [] : [{ document, name: spanOf(fixture.key), whole: spanOf(fixture.node) }];
  }
  if (tested === undefined || tested.state === 'missing') return [];
  const policy = tested.document;
  switch (place) {
    case 'file.policy': {
      const start = { offset: 0, length: 0 };
      return [{ document: policy, name: start, whole: start }];
    }
    case 'step.tool':
    case 'stream.tool':
      return toolTargets(text, policy);
    case 'expect.rule':
    case 'counters': {
      const span = tested.state === 'ready' ? placesById(tested.policy).get(text) : undefined;
      return span === undefined ? [] : [{ document: policy, name: span, whole: span }];
    }
    default:
      return [];
  }
}

/** A tool that is hidden is decided there, whatever `tools` says of it; one that nothing names, by `default`. */
function toolTargets(name: string, policy: PolicyDocument): Target[] {
  const { tools, hide } = policy.written;
  const hidden = hide.find(({ value }) => value === name) ?? hide.find(({ value }) => value === '*');
  if (hidden !== undefined) return [{ document: policy, name: spanOf(hidden), whole: spanOf(hidden) }];
  const decides = tools.findLast((tool) => tool.name === name) ?? property(policy.root, 'default');
  return decides === undefined ? [] : [{ document: policy, name: spanOf(decides.key), whole: spanOf(decides.node) }];
}
