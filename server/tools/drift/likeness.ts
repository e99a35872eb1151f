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

type Content = Pick<ToolTraits, 'description' | 'arguments'>;

/** @param content what its description and schema say, where that is known already */
export function traitsOf(tool: Tool, content: Content = contentOf(tool)): ToolTraits {
  const name = tool.name.slice(0, longestName);
  return { name: name.toLowerCase(), nameWords: new Set(nameWords(name)), does: wordOfName(name)?.class, ...content };
}

/**
 * The content of tools whose descriptions and schemas are known to be equal: as much of it as decides whether there is
 * enough to recognise them by.
 */
export function sharedTraits({ description = '', inputSchema }: Tool): Content {
  const words = wordsOf(description.slice(0, longestShared));
  return { description: words, arguments: words.size >= fewestWords ? new Set() : argumentsOf(inputSchema) };
}

const longestShared = 200;
/** Two words describe a lot, and many tools. */
const fewestWords = 3;

function contentOf({ description = '', inputSchema }: Tool): Content {
  return { description: wordsOf(description.slice(0, longestDescription)), arguments: argumentsOf(inputSchema) };
}

function wordsOf(text: string): ReadonlySet<string> {
  const words = text.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return new Set(words.filter((word) => word !== ''));
}

function argumentsOf(inputSchema: Tool['inputSchema']): ReadonlySet<string> {
  const taken = argumentsBelow(inputSchema, []).slice(0, mostArguments);
  return new Set(taken.map(({ path, type }) => `${path.join('.')}: ${type}`));
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
  return description.size >= fewestWords || taken.size >= 2;
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
