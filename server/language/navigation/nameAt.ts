import type { PolicyDocument } from '../../policy/policyDocument.ts';
import type { Node } from '../../policy/syntax/syntaxTree.ts';
import type { WrittenLimit, WrittenTool } from '../../policy/writtenPolicy.ts';
import { holds } from './nodesAround.ts';

/** A name that a policy uses in several places. */
export type PolicyName = ToolName | CounterName | ArgumentName;

/** A key of `tools`, or an entry of `hide` other than `"*"`, which names no tool. */
export interface ToolName {
  readonly kind: 'tool';
  readonly name: string;
  /** The string under the cursor. */
  readonly node: Node;
}

/**
 * The `counter` of a limit. The proxy keys counters by tool and name, so the same name under another tool is another
 * counter: one counter lives in one list of limits.
 */
export interface CounterName {
  readonly kind: 'counter';
  readonly name: string;
  readonly node: Node;
  /** The entry of `tools` whose limits name it; absent over all tools. */
  readonly tool: WrittenTool | undefined;
}

/** The `path` of a condition or the `increment_from` of a limit, whole: `args.amount`. */
export interface ArgumentName {
  readonly kind: 'argument';
  readonly name: string;
  readonly node: Node;
  readonly tool: WrittenTool;
}

/** The name at an offset, both ends of its string included. */
export function nameAt({ written }: PolicyDocument, offset: number): PolicyName | undefined {
  const isHere = (node: Node | undefined): node is Node => node?.type === 'string' && holds(node, offset);
  const hidden = written.hide.find(isHere);
  if (hidden !== undefined && hidden.value !== '*') return { kind: 'tool', name: textOf(hidden), node: hidden };
  const listed = written.tools.find(({ key }) => isHere(key));
  if (listed !== undefined) return { kind: 'tool', name: listed.name, node: listed.key };
  const shared = written.allToolsLimits.map(counterOf).find(isHere);
  if (shared !== undefined) return { kind: 'counter', name: textOf(shared), node: shared, tool: undefined };
  // Two entries can hold the offset while the comma between them is missing.
  for (const tool of written.tools.filter(({ node }) => holds(node, offset))) {
    const counter = tool.limits.map(counterOf).find(isHere);
    if (counter !== undefined) return { kind: 'counter', name: textOf(counter), node: counter, tool };
    const argument = argumentsIn(tool).find(isHere);
    if (argument !== undefined) return { kind: 'argument', name: textOf(argument), node: argument, tool };
  }
  return undefined;
}

/** The limits that can name the same counter. */
export function limitsBeside({ tool }: CounterName, { written }: PolicyDocument): readonly WrittenLimit[] {
  return tool?.limits ?? written.allToolsLimits;
}

/** The strings that name an argument of the tool's calls. */
export function argumentsIn(tool: WrittenTool): Node[] {
  const paths = tool.rules.flatMap(({ conditions }) => (conditions ?? []).map(({ path }) => path));
  const weights = tool.limits.map(({ incrementFrom }) => incrementFrom);
  return [...paths, ...weights].filter((node): node is Node => node?.type === 'string');
}

/** The text that a string stands for. */
export function textOf(string: Node): string {
  return String(string.value);
}

function counterOf({ counter }: WrittenLimit): Node | undefined {
  return counter;
}
