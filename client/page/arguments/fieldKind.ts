import type { JsonValue } from '../../../server/protocol/panel.ts';
import { isJsonObject } from '../../../server/protocol/panel.ts';
import type { ToolParameter } from '../../../server/protocol/simulation.ts';

/** How an argument is asked for. */
export type FieldKind =
  | 'text'
  | 'number'
  /** One of the values that there are. */
  | 'choice'
  /** A list of texts, one on each line. */
  | 'lines'
  /** An object, part by part. */
  | 'group'
  /** Anything, as JSON. */
  | 'json';

export function fieldKindOf({ types, values, elements, parts }: ToolParameter): FieldKind {
  const own = types.filter((type) => type !== 'null');
  const isOnly = (...wanted: readonly string[]) => own.length > 0 && own.every((type) => wanted.includes(type));
  if (values !== undefined || isOnly('boolean')) return 'choice';
  if (isOnly('number', 'integer')) return 'number';
  if (isOnly('string')) return 'text';
  const inList = elements?.types ?? [];
  if (isOnly('array') && inList.length > 0 && inList.every((type) => type === 'string')) return 'lines';
  return isOnly('object') && parts !== undefined && parts.length > 0 ? 'group' : 'json';
}

/** False when a field of that kind would show the value as another one, or could not show it at all. */
export function canShow(kind: FieldKind, value: JsonValue): boolean {
  switch (kind) {
    case 'text':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number' || typeof value === 'string';
    case 'lines':
      return isTexts(value) && isSameList(linesIn(value.join('\n')), value);
    case 'group':
      return isJsonObject(value);
    case 'choice':
    case 'json':
      return true;
  }
}

/** What stands in a field that is typed in, for a value that it can show. */
export function fieldText(kind: FieldKind, value: JsonValue): string {
  if (kind === 'text' && typeof value === 'string') return value;
  if (kind === 'number') return numberText(value);
  if (kind === 'lines' && isTexts(value)) return value.join('\n');
  return JSON.stringify(value, null, 2);
}

/** What was typed in a field: a value, none at all, or text that is no value yet. */
export type ReadField = { readonly value: JsonValue | undefined } | 'unreadable';

export function readField(kind: FieldKind, text: string): ReadField {
  switch (kind) {
    case 'number':
      return { value: readNumber(text) };
    case 'lines':
      return { value: linesIn(text) };
    case 'json':
      return text.trim() === '' ? { value: undefined } : readJson(text);
    default:
      return { value: text };
  }
}

/** The choices as values, the schema's own order; null among them where it is one. */
export function choicesOf({ types, values }: ToolParameter): readonly JsonValue[] {
  return values ?? [true, false, ...(types.includes('null') ? [null] : [])];
}

const aNumber = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * A number where it is one. Everything else can be sent, too: JSON as what it says (`"5"` is a text), the rest as text, so
 * that a person sees what the policy says to it.
 */
function readNumber(text: string): JsonValue | undefined {
  const typed = text.trim();
  if (typed === '') return undefined;
  if (aNumber.test(typed) && Number.isFinite(Number(typed))) return Number(typed);
  const read = readJson(typed);
  return read !== 'unreadable' && typeof read.value === 'string' ? read.value : typed;
}

/** The other way: a text that would be read as something else stands in quotes. */
function numberText(value: JsonValue): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  return readNumber(value) === value ? value : JSON.stringify(value);
}

function readJson(text: string): ReadField {
  try {
    return { value: JSON.parse(text) };
  } catch {
    // Half-typed: the field says so.
    return 'unreadable';
  }
}

function linesIn(text: string): readonly string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

function isTexts(value: JsonValue): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function isSameList(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((each, index) => each === right[index]);
}
