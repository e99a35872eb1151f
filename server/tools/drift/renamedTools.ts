import type { ComparingSteps } from '../schema/sameJson.ts';
import type { Tool } from '../tool.ts';
import { codeUnitOrder } from './codeUnitOrder.ts';
import { likeness, sharedTraits, type ToolTraits, traitsOf } from './likeness.ts';
import { hasSamePurpose, purposeSignature } from './toolContent.ts';

/** Pairs that are compared by their traits, which takes a fraction of a second. */
const mostPairs = 50_000;
/** Tools of exactly the same description and schema that are told apart by their names. */
const mostOfOnePurpose = 50;
/** Values of schemas that are compared to know whether purposes are the same: a tenth of a second. */
const mostCompared = 3_000_000;

/**
 * The new tools that are old ones under another name, with what each was: one to one, the likest first, and none where two
 * are as like. Of more pairs than can be compared only those of exactly the same description and schema are.
 */
export function renamedTools(gone: readonly Tool[], fresh: readonly Tool[]): ReadonlyMap<Tool, Tool> {
  if (gone.length === 0 || fresh.length === 0) return new Map();
  const pairs = gone.length * fresh.length > mostPairs ? pairsOfSamePurpose(gone, fresh) : allPairs(gone, fresh);
  const plain = withoutTies(pairs);
  plain.sort((left, right) => right.likeness - left.likeness || codeUnitOrder(pairText(left), pairText(right)));
  const renamed = new Map<Tool, Tool>();
  const taken = new Set<Tool>();
  for (const { before, tool } of plain) {
    if (renamed.has(tool) || taken.has(before)) continue;
    renamed.set(tool, before);
    taken.add(before);
  }
  return renamed;
}

/** Of two that are as like nobody knows which it is. */
function withoutTies(pairs: readonly Pair[]): Pair[] {
  const counts = new Map<Tool, Map<number, number>>();
  for (const { before, tool, likeness } of pairs) {
    for (const side of [before, tool]) {
      const ofSide = counts.get(side) ?? new Map<number, number>();
      counts.set(side, ofSide.set(likeness, (ofSide.get(likeness) ?? 0) + 1));
    }
  }
  const isOnly = (side: Tool, likeness: number): boolean => counts.get(side)?.get(likeness) === 1;
  return pairs.filter(({ before, tool, likeness }) => isOnly(before, likeness) && isOnly(tool, likeness));
}

interface Pair {
  readonly before: Tool;
  readonly tool: Tool;
  readonly likeness: number;
}

function allPairs(gone: readonly Tool[], fresh: readonly Tool[]): Pair[] {
  const traits = new Map<Tool, ToolTraits>();
  for (const tool of [...gone, ...fresh]) traits.set(tool, traitsOf(tool));
  return gone.flatMap((before) => fresh.flatMap((tool) => pairOf(before, tool, traits)));
}

interface Group {
  readonly gone: Tool[];
  readonly fresh: Tool[];
}

/** Of tools whose purposes are exactly the same the names alone are compared. */
function pairsOfSamePurpose(gone: readonly Tool[], fresh: readonly Tool[]): Pair[] {
  const pairsIn = (group: Group): number => group.gone.length * group.fresh.length;
  const steps = { left: mostCompared };
  let left = mostPairs;
  // The smallest first: many large groups must not use up what the plain cases need.
  return groupsOf(gone, fresh, purposeSignature)
    .sort((one, other) => pairsIn(one) - pairsIn(other))
    .flatMap((alike) => groupsOfSamePurpose(alike, steps))
    .flatMap((group) => {
      left -= pairsIn(group);
      return left < 0 ? [] : pairsOfGroup(group);
    });
}

/** Those groups that have tools on both sides, and few enough of them. */
function groupsOf(gone: readonly Tool[], fresh: readonly Tool[], keyOf: (tool: Tool) => string): Group[] {
  const groups = new Map<string, Group>();
  for (const before of gone) {
    const key = keyOf(before);
    const group = groups.get(key) ?? { gone: [], fresh: [] };
    groups.set(key, group);
    group.gone.push(before);
  }
  for (const tool of fresh) groups.get(keyOf(tool))?.fresh.push(tool);
  return [...groups.values()].filter(isSmall);
}

function isSmall({ gone, fresh }: Group): boolean {
  return fresh.length > 0 && gone.length <= mostOfOnePurpose && fresh.length <= mostOfOnePurpose;
}

/** What looks the same by its signature, told apart by all of its content. */
function groupsOfSamePurpose(alike: Group, steps: ComparingSteps): Group[] {
  const groups: Group[] = [];
  const groupFor = (tool: Tool) => groups.find(({ gone: [first] }) => first && hasSamePurpose(first, tool, steps));
  for (const before of alike.gone) {
    const group = groupFor(before);
    if (group === undefined) groups.push({ gone: [before], fresh: [] });
    else group.gone.push(before);
  }
  for (const tool of alike.fresh) groupFor(tool)?.fresh.push(tool);
  return groups.filter(isSmall);
}

function pairsOfGroup({ gone, fresh }: Group): Pair[] {
  const [first] = gone;
  if (first === undefined) return [];
  const content = sharedTraits(first);
  const traits = new Map([...gone, ...fresh].map((tool) => [tool, traitsOf(tool, content)]));
  return gone.flatMap((before) => fresh.flatMap((tool) => pairOf(before, tool, traits)));
}

function pairOf(before: Tool, tool: Tool, traits: ReadonlyMap<Tool, ToolTraits>): Pair[] {
  const [left, right] = [traits.get(before), traits.get(tool)];
  const found = left === undefined || right === undefined ? undefined : likeness(left, right);
  return found === undefined ? [] : [{ before, tool, likeness: found }];
}

/** The same for a pair and its mirror image, so that what was renamed there is renamed back. */
function pairText({ before, tool }: Pair): string {
  return [before.name, tool.name].sort(codeUnitOrder).join('\n');
}
