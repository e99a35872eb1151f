import type { Tool } from '../tool.ts';
import { textFlags } from './textFlags.ts';
import { toolTexts } from './toolTexts.ts';

/** What was read of a tool's texts, and what is suspicious in it. */
export interface ReadTool {
  /** A sentence each. */
  readonly flags: readonly string[];
  readonly isWhole: boolean;
  /** In UTF-16 code units, with what each finding costs besides. */
  readonly cost: number;
}

/** In UTF-16 code units: of all texts of a tool. */
const longestOfTool = 200_000;
const mostFlags = 8;
/** To quote a place takes as long as to read so many UTF-16 code units. */
const costOfFlag = 400;

const known = new WeakMap<Tool, readonly string[]>();

/**
 * What is suspicious in a tool's texts, a sentence each: characters that do not show, letters that look like others,
 * instructions to a model. The place is quoted with hidden characters written out, and nothing in it is followed. The
 * time is bounded, whatever the server sends; what was not looked at is said.
 */
export function toolFlags(tool: Tool): readonly string[] {
  const before = known.get(tool);
  if (before !== undefined) return before;
  const { flags, isWhole } = readTool(tool, longestOfTool);
  const notWhole = 'Its texts are longer than any tool needs, and were not looked at to their end.';
  const all = isWhole ? flags : [...flags, notWhole];
  known.set(tool, all);
  return all;
}

/** Looks at a tool's texts up to so many UTF-16 code units. */
export function readTool(tool: Tool, most: number): ReadTool {
  const { texts, isWhole, read } = toolTexts(tool, Math.min(most, longestOfTool));
  const flags: string[] = [];
  let cost = read;
  let isRead = isWhole;
  for (const text of texts) {
    // Where everything is suspicious nobody needs to know each place.
    if (cost > most && flags.length > mostFlags) {
      isRead = false;
      break;
    }
    const found = textFlags(text);
    flags.push(...found);
    cost += found.length * costOfFlag;
  }
  const shown = flags.slice(0, mostFlags);
  const more = flags.length - shown.length;
  if (more > 0)
    shown.push(`${more} more ${more === 1 ? 'place of its texts is' : 'places of its texts are'} suspicious.`);
  return { flags: shown, isWhole: isRead, cost };
}
