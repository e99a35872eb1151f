import { isJsonObject, type JsonObject, type JsonValue, member } from '../../policy/json.ts';
import { isJsonList } from '../schema/keyword.ts';
import { type ComparingSteps, sameJson } from '../schema/sameJson.ts';
import type { Tool, ToolAnnotations } from '../tool.ts';

/*
 * What a tool is, apart from its name. Contents are compared as they are, whatever the order of a schema's keys, and not by
 * a digest: a short one could be made to collide by whoever swaps the texts.
 */

/** True when the server says the same of both to people and models. */
export function isSaidTheSame(left: Tool, right: Tool): boolean {
  return left.title === right.title && left.description === right.description;
}

export function hasSameSchema(left: Tool, right: Tool): boolean {
  return sameJson(left.inputSchema, right.inputSchema);
}

/** True when the server claims the same of their behaviour. */
export function claimsTheSame(left: Tool, right: Tool): boolean {
  return sameJson(claims(left.annotations), claims(right.annotations));
}

/** True for what is one tool under any name: titles often only repeat the name. False, too, when the steps are used up. */
export function hasSamePurpose(left: Tool, right: Tool, steps: ComparingSteps): boolean {
  return left.description === right.description && sameJson(left.inputSchema, right.inputSchema, steps);
}

function claims(annotations: ToolAnnotations = {}): JsonObject {
  return { ...annotations };
}

/** What a signature looks at: values of a schema, and characters at both ends of a text, of a description and of others. */
const mostValues = 200;
const mostOfDescription = 300;
const mostOfText = 20;

/**
 * A short text that is the same for tools of the same purpose, and nearly always another one for others: to sort many tools
 * into groups. It looks at a few hundred values and at the ends of texts, so it proves nothing.
 */
export function purposeSignature({ description, inputSchema }: Tool): string {
  let hash = 0;
  let left = mostValues;

  function add(number: number): void {
    hash = (Math.imul(hash, 31) + number) | 0;
  }

  function addText(text: string, most = mostOfText): void {
    add(text.length);
    for (let at = 0; at < Math.min(text.length, most); at++) add(text.charCodeAt(at));
    for (let at = Math.max(most, text.length - most); at < text.length; at++) add(text.charCodeAt(at));
  }

  function addValue(value: JsonValue): void {
    left -= 1;
    if (left < 0) return;
    if (isJsonList(value)) {
      add(value.length);
      for (let index = 0; index < value.length && left >= 0; index++) addValue(value[index] ?? null);
    } else if (isJsonObject(value)) addObject(value);
    else addText(String(value));
  }

  function addObject(object: JsonObject): void {
    const keys = Object.keys(object);
    add(keys.length);
    // To sort what is not looked at takes long, and without an order nothing more is known of them.
    if (keys.length > left) return;
    for (const key of keys.sort()) {
      addText(key);
      addValue(member(object, key) ?? null);
    }
  }

  addText(description ?? '', mostOfDescription);
  addObject(inputSchema);
  return `${hash} ${description?.length} ${mostValues - left}`;
}
