import {
  type CompiledLimit,
  type CompiledPolicy,
  type CompiledTool,
  limitsOf,
} from '../../decision/compile/compiledPolicy.ts';
import { textUnder } from '../../language/completion/request.ts';
import type { Slot } from '../../language/completion/slot.ts';
import { type Node, valueAt } from '../../policy/syntax/syntaxTree.ts';
import { findTool, type ToolKnowledge } from '../../tools/knowledge.ts';
import type { Tool } from '../../tools/tool.ts';
import type { ScenarioFile } from '../scenarioFile.ts';
import { textIn, type WrittenCall, writtenCalls } from '../writtenScenarios.ts';

/** What is asked: which texts fit into a slot of a scenario file, by its policy and by what is known of the tools. */
export interface ScenarioRequest {
  readonly file: ScenarioFile;
  readonly knowledge: ToolKnowledge;
  /** The paths of the policies that there are, as the file would write them, nearest first. */
  readonly policies: readonly string[];
  readonly slot: Slot;
}

/** The path that a file's policy most likely has. */
export function likelyPolicy([nearest = 'policy.json']: readonly string[]): string {
  return nearest;
}

/** The policy, when it can be decided on. */
export function policyOf({ file: { tested } }: ScenarioRequest): CompiledPolicy | undefined {
  return tested?.state === 'ready' ? tested.policy : undefined;
}

/** The scenario that the slot is in. */
export function scenarioNode({ slot: { path, around } }: ScenarioRequest): Node | undefined {
  return path[0] === 'scenarios' ? around[2] : undefined;
}

/** The step that the slot is in. */
export function stepNode({ slot: { path, around } }: ScenarioRequest): Node | undefined {
  return path[0] === 'scenarios' && path[2] === 'steps' ? around[4] : undefined;
}

/** True when that step is traffic. */
export function isInTraffic(request: ScenarioRequest): boolean {
  return valueAt(stepNode(request), 'traffic') !== undefined;
}

/** What says of the slot's call what is called: a stream of traffic, or the step. */
function callNode(request: ScenarioRequest): Node | undefined {
  const { path, around } = request.slot;
  return isInStream(path) ? around[6] : stepNode(request);
}

function isInStream(path: Slot['path']): boolean {
  return path[0] === 'scenarios' && path[2] === 'steps' && path[4] === 'traffic';
}

/** The names of the tools that the slot's call may be of: its own, or those of the calls that take the fixture. */
export function toolNames(request: ScenarioRequest): readonly string[] {
  const call = callNode(request);
  if (call !== undefined) return [textUnder(call, 'tool') ?? []].flat();
  const [first, fixture] = request.slot.path;
  if (first !== 'fixtures' || fixture === undefined) return [];
  const calls = callsIn(request).filter((each) => textIn(each.fixture) === fixture);
  return [...new Set(calls.flatMap((each) => textIn(each.tool) ?? []))];
}

/** What says of the file's calls what is called, in their order. */
function callsIn({ file }: ScenarioRequest): WrittenCall[] {
  return file.document.written.scenarios.flatMap(({ steps }) => steps.flatMap(writtenCalls));
}

/** The tools of those names that are known. */
export function knownToolsOf(request: ScenarioRequest): Tool[] {
  return toolNames(request).flatMap((name) => findTool(request.knowledge, name) ?? []);
}

/** What the policy says of the slot's tool. */
export function compiledToolOf(request: ScenarioRequest): CompiledTool | undefined {
  const [name = ''] = toolNames(request);
  const policy = policyOf(request);
  return policy?.tools.get(name) ?? policy?.unlisted;
}

/** The limits that the slot's call is charged to. */
export function limitsOfCall(request: ScenarioRequest): readonly CompiledLimit[] {
  const policy = policyOf(request);
  const [name = ''] = toolNames(request);
  return policy === undefined ? [] : limitsOf(policy, name);
}

/** The path of the slot's object below the call's arguments. */
export function argumentPath({ slot: { path } }: ScenarioRequest): readonly string[] {
  return path.slice(path[0] === 'fixtures' ? 2 : isInStream(path) ? 7 : 5).map(String);
}

/** The texts that calls of the file have under a key, each once. */
export function textsInUse(request: ScenarioRequest, key: string): string[] {
  const nodes = callsIn(request)
    .map(({ node }) => valueAt(node, key))
    .filter((node) => node !== request.slot.over);
  return [...new Set(nodes.flatMap((node) => textIn(node) ?? []))];
}
