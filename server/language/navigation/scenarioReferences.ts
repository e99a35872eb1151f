import { TextDocument } from 'vscode-languageserver-textdocument';
import { toolId } from '../../decision/toolId.ts';
import type { Replacement } from '../../policy/edits/replacement.ts';
import type { PolicyDocument } from '../../policy/policyDocument.ts';
import type { Span } from '../../policy/syntax/span.ts';
import {
  elements,
  type Node,
  parseTree,
  properties,
  property,
  spanOf,
  valueAt,
} from '../../policy/syntax/syntaxTree.ts';
import { writtenJson } from '../../policy/writtenJson.ts';
import { type PolicyName, textOf } from './nameAt.ts';

/** The text of a scenario file, `*.policytest.json`. */
export interface ScenarioText {
  readonly uri: string;
  readonly text: string;
  /** The policy that it tests, its `policy` resolved against `uri`, in the very form of that document's URI. */
  readonly policyUri: string | undefined;
}

/** A place of a scenario that names something of its policy. */
export interface ScenarioReference {
  /** The string, quotes included. */
  readonly span: Span;
  /** The place's whole text once the name is another one. */
  renamed(newName: string): string;
}

/** The path of its policy that a scenario file gives, relative to the file itself. */
export function scenarioPolicy(text: string): string | undefined {
  const policy = property(parseTree(text).root, 'policy')?.value;
  return policy?.type === 'string' && policy.value !== '' ? textOf(policy) : undefined;
}

/**
 * Where a scenario of this policy names the tool or the counter: the `tool` of its steps, and the ids of rules and limits
 * that it expects, in its matrix, too. Nothing inside a call's arguments is a reference. An argument path is never one.
 */
export function scenarioReferences(
  scenario: ScenarioText,
  name: PolicyName,
  document: PolicyDocument,
): ScenarioReference[] {
  if (scenario.policyUri !== document.uri) return [];
  const refer = referring(name, document);
  return refer === undefined ? [] : stringsOf(parseTree(scenario.text).root).flatMap((string) => refer(string) ?? []);
}

/** The edits that carry a new name into a scenario. */
export function scenarioRename(references: readonly ScenarioReference[], newName: string): Replacement[] {
  return references.map(({ span, renamed }) => ({ span, text: writtenJson(renamed(newName)) }));
}

/** For offsets in lines and characters; its version says nothing. */
export function textOfScenario({ uri, text }: ScenarioText): TextDocument {
  return TextDocument.create(uri, 'json', 0, text);
}

interface NamedString {
  readonly key: string;
  readonly node: Node;
}

type Refer = (string: NamedString) => ScenarioReference | undefined;

function referring(name: PolicyName, { written }: PolicyDocument): Refer | undefined {
  switch (name.kind) {
    case 'tool':
      return toolReference(name.name);
    case 'counter': {
      const { tool } = name;
      // The limits of an entry that another one overrides decide nothing, so no scenario can mean them.
      const isRead = tool === undefined || written.tools.findLast((other) => other.name === tool.name) === tool;
      return isRead ? counterReference(tool === undefined ? '/all_tools' : toolId(tool.name), name.name) : undefined;
    }
    case 'argument':
      return undefined;
  }
}

/** What follows a tool's id in the ids of its rules: another tool's name may go on with a slash, too. */
const belowTool = /^\/(?:(?:require|deny_if|limits)\/|(?:action|rate_limit)$)/;

function toolReference(tool: string): Refer {
  const id = toolId(tool);
  return ({ key, node }) => {
    const text = textOf(node);
    if (key === 'tool') return text === tool ? { span: spanOf(node), renamed: (newName) => newName } : undefined;
    const rest = text.startsWith(id) ? text.slice(id.length) : '';
    if (!belowTool.test(rest)) return undefined;
    return { span: spanOf(node), renamed: (newName) => toolId(newName) + rest };
  };
}

function counterReference(owner: string, counter: string): Refer {
  const limits = `${owner}/limits/`;
  return ({ key, node }) => {
    if (key !== 'rule' || textOf(node) !== limits + counter) return undefined;
    return { span: spanOf(node), renamed: (newName) => limits + newName };
  };
}

/**
 * Every string under the key `tool` or `rule` and every key under `counters`, at any depth but inside a call's arguments;
 * where it is `${key}`, what the matrix has under that key instead. The parser bounds the depth.
 */
function stringsOf(root: Node | undefined): NamedString[] {
  const found = new Map<Node, NamedString>();
  const add = (key: string, node: Node, matrix: Node | undefined): void => {
    const placeholder = /^\$\{([^{}]+)\}$/.exec(textOf(node))?.[1];
    if (placeholder === undefined) found.set(node, { key, node });
    for (const values of elements(matrix)) {
      const value = placeholder === undefined ? undefined : valueAt(values, placeholder);
      if (value?.type === 'string') found.set(value, { key, node: value });
    }
  };
  const visit = (visited: Node | undefined, around: Node | undefined): void => {
    const matrix = valueAt(visited, 'matrix') ?? around;
    for (const { name: key, value } of properties(visited)) {
      if (key === 'args' || key === 'matrix' || (key === 'fixtures' && visited === root)) continue;
      if (value?.type === 'string' && (key === 'tool' || key === 'rule')) add(key, value, matrix);
      else if (key === 'counters') for (const counter of properties(value)) add('rule', counter.key, undefined);
      else visit(value, matrix);
    }
    for (const element of elements(visited)) visit(element, matrix);
  };
  visit(root, undefined);
  return [...found.values()];
}
