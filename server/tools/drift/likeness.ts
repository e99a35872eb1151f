import { distance } from 'fastest-levenshtein';
import { argumentsBelow } from '../arguments/argumentsBelow.ts';
import { nameWords, wordOfName } from '../riskWords.ts';
import type { Tool } from '../tool.ts';

/** What a tool is recognised by under another name. All of it is bounded, whatever the server says. */
export interface ToolTraits {
  readonly name: string;
  readonly nameWords: ReadonlySet<string>;
  /** Empty when the server describes nothing. */
  readonly description: ReadonlySet<string>;
  /** Each argument with its type; empty when there is none. */
  readonly arguments: ReadonlySet<string>;
  /** What the name says that the tool does; absent when it does not say. */
  readonly does: string | undefined;
}

const longestName = 100;
/** In UTF-16 code units. What the rest of a description says is hardly another thing. */
const longestDescription = 2_000;
const mostArguments = 100;

export function traitsOf({ name, description = '', inputSchema }: Tool): ToolTraits {
  const shortName = name.slice(0, longestName).toLowerCase();
  const taken = argumentsBelow(inputSchema, []).slice(0, mostArguments);
  return {
    name: shortName,
    nameWords: new Set(nameWords(name.slice(0, longestName))),
    description: new Set(
      description
        .slice(0, longestDescription)
        .toLowerCase()
        .split(/[^\p{L}\p{N}]+/u)
        .filter((word) => word !== ''),
    ),
    arguments: new Set(taken.map(({ path, type }) => `${path.join('.')}: ${type}`)),
    does: wordOfName(name.slice(0, longestName))?.class,
  };
}

const leastLikeness = 0.75;
const leastNameLikeness = 0.4;
/** Of tools without a description and arguments the name is all there is. */
const leastLikenessByName = 0.85;
const nearlySame = 0.9;
/** What is left of the likeness of two tools whose descriptions differ where their names do: `list_users`, `list_groups`. */
const ofSiblings = 0.8;

/**
 * How much two tools of different names are the same one, up to 1 and the same both ways; `undefined` when nobody would
 * take one for the other: a wrong guess costs more trust than a missing one.
 */
export function likeness(left: ToolTraits, right: ToolTraits): number | undefined {
  const name = nameLikeness(left, right);
  const description = shared(left.description, right.description);
  const taken = shared(left.arguments, right.arguments);
  const content = [description, taken].filter((each) => each !== undefined);
  if (content.length === 0) return name >= leastLikenessByName && hasSameNumbers(left, right) ? name : undefined;
  const isSameContent = content.every((each) => each >= nearlySame);
  if (!isSameContent) {
    if (name < leastNameLikeness || !hasSameNumbers(left, right)) return undefined;
    if (left.does !== undefined && right.does !== undefined && left.does !== right.does) return undefined;
  }
  const all = [name, ...content];
  const mean = all.reduce((sum, each) => sum + each, 0) / all.length;
  const likely = areSiblings(left, right) ? mean * ofSiblings : mean;
  return likely >= leastLikeness || (isSameContent && hasContentOfItsOwn(left)) ? likely : undefined;
}

/** Tools that take nothing are the same in that, and two words describe a lot. */
function hasContentOfItsOwn({ description, arguments: taken }: ToolTraits): boolean {
  return description.size >= 3 || taken.size >= 2;
}

function nameLikeness(left: ToolTraits, right: ToolTraits): number {
  const longer = Math.max(left.name.length, right.name.length);
  const byLetters = longer === 0 ? 0 : 1 - distance(left.name, right.name) / longer;
  return Math.max(byLetters, shared(left.nameWords, right.nameWords) ?? 0);
}

/** Twice what both have, of all that they have; `undefined` when neither has anything. */
function shared(left: ReadonlySet<string>, right: ReadonlySet<string>): number | undefined {
  if (left.size + right.size === 0) return undefined;
  let both = 0;
  for (const each of left) if (right.has(each)) both += 1;
  return (2 * both) / (left.size + right.size);
}

/** `page_1` is not `page_2` under another name. */
function hasSameNumbers(left: ToolTraits, right: ToolTraits): boolean {
  return numbersIn(left.name) === numbersIn(right.name);
}

function numbersIn(name: string): string {
  return (name.match(/\d+/g) ?? []).join();
}

function areSiblings(left: ToolTraits, right: ToolTraits): boolean {
  return describesItsOwn(left, right) && describesItsOwn(right, left);
}

/** True when the description has a word that only this name has, and the other description does not. */
function describesItsOwn(tool: ToolTraits, other: ToolTraits): boolean {
  return [...tool.nameWords].some(
    (word) => !other.nameWords.has(word) && tool.description.has(word) && !other.description.has(word),
  );
}
