import type { ToolChoice } from '../../../server/protocol/simulation.ts';

/** What the tool picker lists for what was typed. */
export interface ToolMatches {
  readonly choices: readonly ToolChoice[];
  /** How many further ones match. */
  readonly more: number;
  /** The typed name itself, when no tool has it: it can be called all the same, to see what the policy says. */
  readonly asTyped?: string;
}

/** A list that is longer than this is narrowed by typing, not by scrolling. */
const longestList = 100;

/**
 * Tools whose name or description has every typed word, whatever the case: first those whose name starts with what was
 * typed, then those that have it in the name, then the rest; else in the given order.
 */
export function searchTools(tools: readonly ToolChoice[], query: string): ToolMatches {
  const typed = query.trim();
  const words = typed.toLowerCase().split(/\s+/);
  const ranked = tools
    .map((choice) => ({ choice, rank: rankOf(choice, typed.toLowerCase(), words) }))
    .filter(({ rank }) => rank < 3)
    .sort((left, right) => left.rank - right.rank)
    .map(({ choice }) => choice);
  const isKnown = typed === '' || tools.some(({ name }) => name === typed);
  return {
    choices: ranked.slice(0, longestList),
    more: Math.max(0, ranked.length - longestList),
    ...(isKnown ? {} : { asTyped: typed }),
  };
}

function rankOf({ name, description }: ToolChoice, typed: string, words: readonly string[]): number {
  const lowerName = name.toLowerCase();
  if (lowerName.startsWith(typed)) return 0;
  if (words.every((word) => lowerName.includes(word))) return 1;
  const everything = `${lowerName} ${description?.toLowerCase() ?? ''}`;
  return words.every((word) => everything.includes(word)) ? 2 : 3;
}

/** How many lines the list has that can be chosen. */
export function lengthOf({ choices, asTyped }: ToolMatches): number {
  return choices.length + (asTyped === undefined ? 0 : 1);
}

/** The tool named by a line of the list. */
export function toolAt({ choices, asTyped }: ToolMatches, index: number): string | undefined {
  return choices[index]?.name ?? (index === choices.length ? asTyped : undefined);
}
