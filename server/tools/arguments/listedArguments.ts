import type { JsonObject } from '../../policy/json.ts';
import { newReading } from '../schema/reading.ts';
import type { ToolList } from '../tool.ts';
import type { ArgumentLookup } from './argument.ts';
import { argumentNames } from './argumentNames.ts';
import { lookUpArgument } from './lookUpArgument.ts';

/**
 * Looks up an argument of a listed tool by its path as a policy writes it, e.g. `args.customer.id`. `undefined` when the
 * list does not have the tool or the path is none.
 */
export type LookUpListedArgument = (tool: string, path: string) => ArgumentLookup | undefined;

/** No person writes a longer one, in UTF-16 code units: nothing is said of it. */
const longestPath = 1_000;

/** A policy of 1 MB asks for some thousand paths. Beyond this all are forgotten. */
const mostRemembered = 50_000;

interface ReadList {
  readonly tools: ReadonlyMap<string, ReadTool>;
  remembered: number;
}

interface ReadTool {
  readonly inputSchema: JsonObject;
  readonly byPath: Map<string, ReadPath>;
}

interface ReadPath {
  readonly lookup: ArgumentLookup | undefined;
  /** What it takes to look it up. */
  readonly steps: number;
}

const readLists = new WeakMap<ToolList, ReadList>();

/** Steps of reading schemas for one look at one policy. Real tools need some hundred for a path. */
const usualMaximum = 2_000_000;

/**
 * Look-ups in the schemas of a list. A list never changes, and the same policy asks again with every keystroke: each path
 * is looked up once. All look-ups together are bounded: beyond `maximumSteps` the answer is `open`, whether a path
 * was looked up before or not, so that it never depends on what was asked earlier.
 */
export function listedArguments(list: ToolList, maximumSteps = usualMaximum): LookUpListedArgument {
  const read = readLists.get(list) ?? newReadList(list);
  readLists.set(list, read);
  let steps = 0;
  return (name, path) => {
    const tool = read.tools.get(name);
    if (tool === undefined) return undefined;
    if (steps > maximumSteps) return { kind: 'open' };
    const known = tool.byPath.get(path) ?? remember(read, tool, path);
    steps += known.steps;
    return known.lookup;
  };
}

function newReadList({ tools }: ToolList): ReadList {
  const byName = new Map<string, ReadTool>();
  for (const { name, inputSchema } of tools) {
    if (!byName.has(name)) byName.set(name, { inputSchema, byPath: new Map() });
  }
  return { tools: byName, remembered: 0 };
}

function remember(read: ReadList, tool: ReadTool, path: string): ReadPath {
  if (path.length > longestPath) return { lookup: { kind: 'open' }, steps: 1 };
  if (read.remembered >= mostRemembered) {
    for (const { byPath } of read.tools.values()) byPath.clear();
    read.remembered = 0;
  }
  const names = argumentNames(path);
  const reading = newReading(tool.inputSchema);
  const lookup = names && lookUpArgument(tool.inputSchema, names, reading);
  const found = { lookup, steps: 1 + reading.steps };
  tool.byPath.set(path, found);
  read.remembered += 1;
  return found;
}
