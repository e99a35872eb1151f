import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver-types';
import { shownValue } from '../../decision/explanation/shownValue.ts';
import { symbolsOf } from '../../language/navigation/documentSymbols.ts';
import { counted, type OutlineEntry } from '../../language/navigation/outlineEntry.ts';
import { outlineName, textWords } from '../../language/navigation/outlineWords.ts';
import {
  jsonValueOf,
  type Node,
  type Property,
  properties,
  property,
  valueAt,
} from '../../policy/syntax/syntaxTree.ts';
import type { ScenarioDocument } from '../scenarioDocument.ts';
import { type WrittenScenario, type WrittenStep, writtenCalls } from '../writtenScenarios.ts';

/** The outline of a scenario file: the policy, the fixtures, and each scenario with its cases and steps. */
export function scenarioSymbols(document: ScenarioDocument): DocumentSymbol[] {
  const { root, written } = document;
  const entries = [
    policyEntry(property(root, 'policy')),
    fixturesEntry(property(root, 'fixtures'), written.fixtures),
    ...written.scenarios.map(scenarioEntry),
  ];
  return symbolsOf(
    entries.flatMap((entry) => entry ?? []),
    document,
  );
}

function policyEntry(policy: Property | undefined): OutlineEntry | undefined {
  if (policy === undefined) return undefined;
  const name = outlineName(`policy: ${textWords(policy.value)}`);
  return { name, kind: SymbolKind.File, whole: policy.node, target: policy.value ?? policy.key };
}

function fixturesEntry(written: Property | undefined, fixtures: readonly Property[]): OutlineEntry | undefined {
  if (written === undefined) return undefined;
  return {
    name: 'fixtures',
    detail: counted(fixtures.length, 'fixture'),
    kind: SymbolKind.Array,
    whole: written.node,
    target: written.key,
    below: () =>
      fixtures.map(({ name, key, node }) => ({
        name: outlineName(name),
        kind: SymbolKind.Object,
        whole: node,
        target: key,
      })),
  };
}

function scenarioEntry({ node, name, index, matrix, steps }: WrittenScenario): OutlineEntry {
  const cases = matrix ?? [];
  return {
    name: outlineName(name === undefined ? `Scenario ${index + 1}` : textWords(name)),
    detail: [...(matrix === undefined ? [] : [counted(cases.length, 'case')]), counted(steps.length, 'step')].join(
      ', ',
    ),
    kind: SymbolKind.Method,
    whole: node,
    target: name ?? node,
    below: () => [...cases.map(caseEntry), ...steps.map(stepEntry)],
  };
}

function caseEntry(values: Node, index: number): OutlineEntry {
  const words = properties(values).map(({ name, value }) => `${name}: ${value ? shownValue(jsonValueOf(value)) : '…'}`);
  const name = outlineName(words.length === 0 ? `case ${index + 1}` : words.join(', '));
  return { name, kind: SymbolKind.EnumMember, whole: values, target: values };
}

/** `create_charge ×31 | 30 allowed, denied`. */
function stepEntry(step: WrittenStep): OutlineEntry {
  const tools = writtenCalls(step).map(({ tool }) => textWords(tool));
  const traffic = step.traffic === undefined ? '' : 'traffic: ';
  const times = step.times === undefined ? '' : ` ×${textWords(step.times)}`;
  const expected = expectedWords(step.expect);
  return {
    name: outlineName(`${traffic}${[...new Set(tools)].join(', ')}${times}`),
    ...(expected !== '' && { detail: outlineName(expected) }),
    kind: SymbolKind.Event,
    whole: step.node,
    target: step.tool ?? step.node,
  };
}

function expectedWords(expect: Node | undefined): string {
  const [outcome, rule, message] = ['outcome', 'rule', 'message'].map((key) => valueAt(expect, key));
  const counts = ['allowed', 'denied'].flatMap((key) => {
    const count = valueAt(expect, key);
    return count === undefined ? [] : [`${textWords(count)} ${key}`];
  });
  const reason = rule ?? (outcome === undefined ? message : undefined);
  return [...counts, ...[outcome, reason].flatMap((node) => (node === undefined ? [] : [textWords(node)]))].join(', ');
}
