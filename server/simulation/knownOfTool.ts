import type { JsonValue } from '../policy/json.ts';
import type { ToolChoice, ToolParameter } from '../protocol/simulation.ts';
import type { ValueRange } from '../tools/arguments/argument.ts';
import { type ArgumentList, type ArgumentTree, argumentTree } from '../tools/arguments/argumentTree.ts';
import { sampleArguments } from '../tools/sampleArguments.ts';
import { shortened } from '../tools/shortened.ts';
import type { Tool } from '../tools/tool.ts';

/** What the panel shows of a tool besides what the policy says to it, and how risky people say that it is. */
export type KnownOfTool = Pick<
  ToolChoice,
  'description' | 'sampleArguments' | 'parameters' | 'takesOthers' | 'knownFrom'
>;

/** The panel's form goes two levels into an object, so three lists stand inside each other. */
const levels = 3;
const mostArguments = 200;
/** The panel shows a few lines of a description; a server may send a book. In UTF-16 code units. */
const longestDescription = 2_000;
const longestArgumentDescription = 400;
const longestDefault = 400;
const longestValue = 200;
const mostValues = 100;

/** A tool of a list never changes, and the choices are asked for with every edit of the policy. */
const known = new WeakMap<Tool, KnownOfTool>();

/** The tool in a form that is bounded, whatever its server says. */
export function knownOfTool(tool: Tool): KnownOfTool {
  const before = known.get(tool);
  if (before !== undefined) return before;
  const { list, isOpen } = argumentTree(tool.inputSchema, levels, mostArguments);
  const now: KnownOfTool = {
    knownFrom: 'server',
    sampleArguments: sampleArguments(tool.inputSchema),
    parameters: list.map(parameterOf),
    ...(isOpen && { takesOthers: true }),
    ...(tool.description !== undefined && { description: tool.description.slice(0, longestDescription) }),
  };
  known.set(tool, now);
  return now;
}

function parameterOf(argument: ArgumentTree): ToolParameter {
  const { path, type, required, description, step, characters, count, elements, below } = argument;
  const usual = argument.default;
  return {
    name: path.at(-1) ?? '',
    type,
    required,
    ...rangeOf(argument),
    ...(description !== undefined && { description: shortened(description, longestArgumentDescription) }),
    ...(usual !== undefined && isShort(usual, longestDefault) && { default: usual }),
    ...(step !== undefined && { step }),
    ...(characters !== undefined && { characters }),
    ...(count !== undefined && { count }),
    ...(elements !== undefined && { elements: rangeOf(elements) }),
    ...(below !== undefined && partsOf(below)),
  };
}

function partsOf({ list, isOpen }: ArgumentList): Pick<ToolParameter, 'parts' | 'takesOthers'> {
  return { parts: list.map(parameterOf), ...(isOpen && { takesOthers: true }) };
}

/** Without the values where they are too many or too long to choose from: what is left says less and nothing wrong. */
function rangeOf({ types, values, minimum, maximum, excludesMinimum, excludesMaximum }: ValueRange): ValueRange {
  const isChoice = values !== undefined && values.length <= mostValues;
  return {
    types,
    ...(isChoice && values.every((value) => isShort(value, longestValue)) && { values }),
    ...(minimum !== undefined && { minimum }),
    ...(maximum !== undefined && { maximum }),
    ...(excludesMinimum && { excludesMinimum }),
    ...(excludesMaximum && { excludesMaximum }),
  };
}

function isShort(value: JsonValue, longest: number): boolean {
  return JSON.stringify(value).length <= longest;
}
