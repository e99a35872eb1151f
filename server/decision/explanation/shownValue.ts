import { isJsonObject, type JsonValue } from '../../policy/json.ts';

const longestText = 60;
const mostElements = 5;
const deepest = 3;

/**
 * A value as a person reads it in a sentence: JSON, cut short where it is long, wide or deep. Arguments come from
 * agents and can be of any size, so the work done here is bounded.
 */
export function shownValue(value: JsonValue, depth = 0): string {
  if (typeof value === 'string') return shownText(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (isJsonObject(value))
    return shownMembers('{', Object.keys(value), '}', depth, (name) => memberText(name, value[name], depth));
  return shownMembers('[', value, ']', depth, (element) => shownValue(element, depth + 1));
}

/** A text in quotes, cut after {@link longestText} UTF-16 units. */
export function shownText(text: string): string {
  return JSON.stringify(text.length > longestText ? `${text.slice(0, longestText)}…` : text);
}

function memberText(name: string, value: JsonValue | undefined, depth: number): string {
  return `${shownText(name)}: ${value === undefined ? 'undefined' : shownValue(value, depth + 1)}`;
}

function shownMembers<Member>(
  open: string,
  members: readonly Member[],
  close: string,
  depth: number,
  shown: (member: Member) => string,
): string {
  if (members.length > 0 && depth >= deepest) return `${open}…${close}`;
  const texts = members.slice(0, mostElements).map(shown);
  if (members.length > mostElements) texts.push('…');
  return `${open}${texts.join(', ')}${close}`;
}
