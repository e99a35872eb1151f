import { type CompiledLimit, type CompiledPolicy, type CompiledTool, limitsOf } from '../../decision/compiledPolicy.ts';
import { textUnder } from '../../language/completion/request.ts';
import type { Slot } from '../../language/completion/slot.ts';
import { type Node, valueAt } from '../../policy/syntaxTree.ts';
import { findTool, type ToolKnowledge } from '../../tools/knowledge.ts';
import type { Tool } from '../../tools/tool.ts';
import type { ScenarioFile } from '../scenarioFile.ts';
import { textIn } from '../writtenScenarios.ts';

/** What is asked: which texts fit into a slot of a scenario file, by its policy and by what is known of the tools. */
export interface ScenarioRequest {
  readonly file: ScenarioFile;
  readonly knowledge: ToolKnowledge;
  readonly slot: Slot;
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

/** The names of the tools that the slot's call may be of: its step's, or those of the steps that take the fixture. */
export function toolNames(request: ScenarioRequest): readonly string[] {
  const { slot, file } = request;
  const step = stepNode(request);
  if (step !== undefined) return [textUnder(step, 'tool') ?? []].flat();
  const [first, fixture] = slot.path;
  if (first !== 'fixtures' || fixture === undefined) return [];
  const steps = file.document.written.scenarios.flatMap((scenario) => scenario.steps);
  const names = steps.filter((each) => textIn(each.fixture) === fixture).flatMap((each) => textIn(each.tool) ?? []);
  return [...new Set(names)];
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
  return path.slice(path[0] === 'fixtures' ? 2 : 5).map(String);
}

/** The texts that steps of the file have under a key, each once. */
export function textsInUse({ file, slot }: ScenarioRequest, key: string): string[] {
  const steps = file.document.written.scenarios.flatMap(({ steps: own }) => own);
  const nodes = steps.map(({ node }) => valueAt(node, key)).filter((node) => node !== slot.over);
  return [...new Set(nodes.flatMap((node) => textIn(node) ?? []))];
}
