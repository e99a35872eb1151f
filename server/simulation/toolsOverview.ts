import { type CompiledPolicy, hiddenBy } from '../decision/compile/compiledPolicy.ts';
import { compiledPolicyOf } from '../decision/compile/compilePolicy.ts';
import { standingOf } from '../decision/standing.ts';
import { rangeOf } from '../language/range.ts';
import { firstLine } from '../language/untrustedText.ts';
import { isForEveryTool } from '../policy/intercept/dialectKeys.ts';
import type { PolicyDocument } from '../policy/policyDocument.ts';
import { type Node, spanOf } from '../policy/syntax/syntaxTree.ts';
import {
  type DriftMark,
  mostShownTools,
  type ShownServer,
  type ShownTool,
  type ToolsOverviewResult,
} from '../protocol/toolsOverview.ts';
import { knownTools, type ToolKnowledge } from '../tools/knowledge.ts';
import { riskIn } from '../tools/riskOverrides.ts';
import { shortened } from '../tools/shortened.ts';
import { listFlags } from '../tools/suspicious/listFlags.ts';
import type { Tool } from '../tools/tool.ts';

/** In UTF-16 code units. A tree shows a line, and a few in a box above it. */
const longestDescription = 2_000;
const longestFlag = 600;
/** Of all tools together, descriptions and what is suspicious each: ten thousand tools must not make a huge answer. */
const longestTogether = 2_000_000;
const longestTitle = 200;
const longestLine = 200;
const longestReason = 500;

/**
 * What a policy does to every tool of its server, and to those that only it names: in the server's order, then in the
 * policy's, then those that are gone since the snapshot. Takes time in proportion to their number.
 * @param server what is said of the server itself
 * @param marks how the list differs from the snapshot, by the names of tools
 */
export function toolsOverview(
  document: PolicyDocument,
  server: ShownServer,
  knowledge: ToolKnowledge,
  marks: ReadonlyMap<string, readonly DriftMark[]>,
): ToolsOverviewResult {
  const { root } = document;
  const compiled = root?.type === 'object' ? compiledPolicyOf(root) : undefined;
  const places = placesOf(document);
  // Of several tools of one name the first counts, as everywhere.
  const known = new Map([...knownTools(knowledge)].reverse().map((tool) => [tool.name, tool]));
  const names = new Set([...knownTools(knowledge).map(({ name }) => name), ...places.keys(), ...marks.keys()]);
  const riskOf = riskIn(knowledge);
  const flags = knowledge.state === 'unknown' ? undefined : listFlags(knowledge.list);
  const shown = [...names].slice(0, mostShownTools);
  const longest = longestShown(knownTools(knowledge));
  const mostFlags = mostShownFlags(flags);

  function shownTool(name: string): ShownTool {
    const tool = known.get(name);
    const place = places.get(name);
    return {
      name,
      ...(tool !== undefined && { ...saidOf(tool, longest), risk: withShortReason(riskOf(tool)) }),
      ...standsTo(compiled, name),
      isNamed: place !== undefined,
      isKnown: tool !== undefined,
      ...(place !== undefined && { range: rangeOf(spanOf(place), document) }),
      drift: marks.get(name) ?? [],
      flags: ((tool && flags?.get(tool)) ?? []).slice(0, mostFlags).map((flag) => shortened(flag, longestFlag)),
    };
  }

  return {
    server,
    ...(compiled !== undefined && { default: compiled.default }),
    tools: shown.map(shownTool),
    leftOut: names.size - shown.length,
  };
}

/** Where the policy names each tool: in `hide`, which decides, else its entry of `tools`, of which the last one counts. */
function placesOf({ written }: PolicyDocument): ReadonlyMap<string, Node> {
  const places = new Map<string, Node>();
  for (const { name, key, value } of written.tools) {
    // A pair of quotes without a name is a tool that is just being typed.
    if (name !== '' && !isForEveryTool(name, value)) places.set(name, key);
  }
  for (const entry of written.hide) {
    const name = String(entry.value);
    if (name !== '' && name !== '*') places.set(name, entry);
  }
  return places;
}

function saidOf({ title, description }: Tool, longest: number): Pick<ShownTool, 'title' | 'description'> {
  return {
    ...(title !== undefined && { title: shortened(title, longestTitle) }),
    ...(description !== undefined && { description: shortened(description, longest) }),
  };
}

/** How long a description may be, so that all together stay within bounds. */
function longestShown(tools: readonly Tool[]): number {
  const all = tools.reduce((sum, { description = '' }) => sum + Math.min(description.length, longestDescription), 0);
  return all <= longestTogether ? longestDescription : Math.floor(longestTogether / tools.length);
}

/** How many sentences may be said of a tool: where nearly all are suspicious, the first. */
function mostShownFlags(flags: ReadonlyMap<Tool, readonly string[]> | undefined): number {
  const most = Math.floor(longestTogether / longestFlag / Math.max(1, flags?.size ?? 0));
  return Math.max(1, most);
}

function withShortReason<Risk extends NonNullable<ShownTool['risk']>>(risk: Risk): Risk {
  return { ...risk, reason: shortened(risk.reason, longestReason) };
}

function standsTo(compiled: CompiledPolicy | undefined, name: string): Pick<ShownTool, 'standing' | 'line'> {
  // What cannot be read as a policy lets nothing through.
  if (compiled === undefined) return { standing: 'denied', line: 'the policy cannot be read' };
  const { standing, line } = standingOf(compiled, name);
  const isHiddenWithAll = standing === 'hidden' && hiddenBy(compiled, name) !== compiled.hidden.get(name);
  return { standing, line: isHiddenWithAll ? 'deny: all tools are hidden' : firstLine(line, longestLine) };
}
