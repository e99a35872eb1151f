import { findNodeAtLocation, type Node, type ParseError, parseTree } from 'jsonc-parser';
import type { JsonValue } from '../../../server/protocol/panel.ts';
import type { WindowMode } from '../../../server/protocol/simulation.ts';
import { writtenJson } from '../../../server/protocol/writtenJson.ts';
import { type JsonLayout, laidOut } from '../session/jsonLayout.ts';
import type { ScenarioToSave, WrittenScenario } from './scenarioSteps.ts';

/** A text that is put into a file; everything else in it stays as it is. Places are UTF-16 code units. */
export interface ScenarioInsertion {
  readonly offset: number;
  readonly text: string;
  /** Where the first new scenario stands once the text is there. */
  readonly shown: { readonly offset: number; readonly length: number };
}

export interface ScenarioTarget {
  /** The policy's path, relative to the file. */
  readonly policy: string;
  /** Whether that path, read in the file, is the policy's. */
  readonly isPolicy: (path: string) => boolean;
}

const usualLayout: JsonLayout = { unit: '  ', lineEnd: '\n' };

/**
 * The scenarios at the end of a scenario file, or a whole new file.
 * @param text the file's; empty when there is none
 * @returns why they cannot be put there, when they cannot: a sentence without its subject, which is the file
 */
export function scenarioInsertion(
  text: string,
  target: ScenarioTarget,
  scenarios: readonly ScenarioToSave[],
): ScenarioInsertion | { readonly problem: string } {
  if (text.trim() === '') return newFile(target.policy, scenarios);
  const errors: ParseError[] = [];
  const root = parseTree(text, errors);
  if (root === undefined || errors.length > 0) return { problem: 'is not valid JSON: mend it first.' };
  const policy: unknown = findNodeAtLocation(root, ['policy'])?.value;
  if (typeof policy !== 'string' || !target.isPolicy(policy)) return { problem: 'is about another policy.' };
  const list = findNodeAtLocation(root, ['scenarios']);
  if (list?.type !== 'array') return { problem: 'has no list of scenarios.' };
  const windows: unknown = findNodeAtLocation(root, ['windows'])?.value ?? 'aligned';
  return appended(text, root, list, namedAnew(withWindows(scenarios, windows), namesIn(list)));
}

function newFile(policy: string, scenarios: readonly ScenarioToSave[]): ScenarioInsertion {
  const windows: WindowMode = scenarios.every((scenario) => scenario.windows === 'sliding') ? 'sliding' : 'aligned';
  const { unit } = usualLayout;
  const deeper = unit.repeat(2);
  const [first = '', ...others] = namedAnew(withWindows(scenarios, windows), []).map((scenario) =>
    laidOut(plain(scenario), deeper, usualLayout),
  );
  const windowsLine = windows === 'aligned' ? '' : `${unit}"windows": "sliding",\n`;
  const head = `{\n${unit}"policy": ${writtenJson(policy)},\n${windowsLine}${unit}"scenarios": [\n${deeper}`;
  const rest = others.map((scenario) => `,\n${deeper}${scenario}`).join('');
  return {
    offset: 0,
    text: `${head}${first}${rest}\n${unit}]\n}\n`,
    shown: { offset: head.length, length: first.length },
  };
}

function appended(text: string, root: Node, list: Node, scenarios: readonly WrittenScenario[]): ScenarioInsertion {
  const layout: JsonLayout = {
    unit: indentOf(text, root.children?.[0]?.offset ?? 0) || usualLayout.unit,
    lineEnd: text.includes('\r\n') ? '\r\n' : '\n',
  };
  const { lineEnd, unit } = layout;
  const last = list.children?.at(-1);
  const outer = indentOf(text, list.parent?.offset ?? list.offset);
  const indent = last !== undefined && startsLine(text, last.offset) ? indentOf(text, last.offset) : outer + unit;
  const written = scenarios.map((scenario) => laidOut(plain(scenario), indent, layout));
  const before = `${last === undefined ? '' : ','}${lineEnd}${indent}`;
  const inserted = before + written.join(`,${lineEnd}${indent}`);
  const offset = last === undefined ? list.offset + 1 : last.offset + last.length;
  // An empty list may stand on one line.
  const isClosedBehind = last === undefined && !text.slice(offset, list.offset + list.length).includes('\n');
  return {
    offset,
    text: isClosedBehind ? `${inserted}${lineEnd}${outer}` : inserted,
    shown: { offset: offset + before.length, length: written[0]?.length ?? 0 },
  };
}

/** A scenario says how its windows lie where that is otherwise than for the file. */
function withWindows(scenarios: readonly ScenarioToSave[], ofFile: unknown): readonly WrittenScenario[] {
  return scenarios.map(({ windows, scenario: { steps, ...scenario } }) =>
    windows === ofFile ? { ...scenario, steps } : { ...scenario, windows, steps },
  );
}

/** A list of tests shows two scenarios of one name as one another, so each gets a name of its own. */
function namedAnew(scenarios: readonly WrittenScenario[], taken: readonly string[]): readonly WrittenScenario[] {
  const names = new Set(taken);
  return scenarios.map((scenario) => {
    let { name } = scenario;
    for (let number = 2; names.has(name); number++) name = `${scenario.name} (${number})`;
    names.add(name);
    return { ...scenario, name };
  });
}

function namesIn(list: Node): readonly string[] {
  return (list.children ?? []).flatMap((scenario) => {
    const name: unknown = findNodeAtLocation(scenario, ['name'])?.value;
    return typeof name === 'string' ? [name] : [];
  });
}

/** The same as JSON: members that are absent are not there. */
function plain(scenario: WrittenScenario): JsonValue {
  return JSON.parse(JSON.stringify(scenario));
}

/** What stands before the first word of the line. */
function indentOf(text: string, offset: number): string {
  return /^[ \t]*/.exec(lineUpTo(text, offset))?.[0] ?? '';
}

function startsLine(text: string, offset: number): boolean {
  return lineUpTo(text, offset).trim() === '';
}

function lineUpTo(text: string, offset: number): string {
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
}
