import { argumentsText, isJsonObject, type JsonObject, type PanelForm } from '../../../server/protocol/panel.ts';
import { type ArgumentPath, argumentAt, canonicalText, withArgument } from './argumentText.ts';
import type { ReadField } from './fieldKind.ts';

/** What stands in a field while that is not just how its value is written. */
export interface TypedArgument {
  readonly text: string;
  /** The value that the field stood for then: with another one this is out of date. */
  readonly value: string | undefined;
  /** False when the text is no value yet; the argument has the one from before. */
  readonly isRead: boolean;
}

/** By tool and path, so that coming back to a tool or from the JSON loses nothing that was typed. */
export type TypedArguments = ReadonlyMap<string, TypedArgument>;

/** What is typed in the field of that argument, if the argument still is what it was. */
export function typedArgument(
  typed: TypedArguments,
  tool: string,
  path: ArgumentPath,
  args: JsonObject,
): TypedArgument | undefined {
  const found = typed.get(keyOf(tool, path));
  return found !== undefined && found.value === valueAt(args, path) ? found : undefined;
}

/** The first text in a field that is no value yet; a call must wait for it. */
export function unreadArgument(typed: TypedArguments, tool: string, args: JsonObject): ArgumentPath | undefined {
  for (const [key, { isRead }] of typed) {
    const [owner, ...path] = pathOf(key);
    if (!isRead && owner === tool && typedArgument(typed, tool, path, args) !== undefined) return path;
  }
  return undefined;
}

/** The arguments' text and what is typed after someone typed in a field. */
export function typedInField(
  typed: TypedArguments,
  form: PanelForm,
  path: ArgumentPath,
  text: string,
  read: ReadField,
): { readonly text: string; readonly typed: TypedArguments } {
  const before = argumentsText(form);
  const isRead = read !== 'unreadable';
  const after = isRead ? withArgument(before, path, read.value) : before;
  const value = valueAt(objectIn(after), path);
  return { text: after, typed: new Map([...typed, [keyOf(form.tool, path), { text, value, isRead }]]) };
}

/** A field that is left shows its value as it is written; text that is no value stays to be mended. */
export function leftField(typed: TypedArguments, tool: string, path: ArgumentPath): TypedArguments {
  const key = keyOf(tool, path);
  if (typed.get(key)?.isRead !== true) return typed;
  return new Map([...typed].filter(([other]) => other !== key));
}

/** The argument's value is set without typing, or taken out. What was typed for it and below it is gone. */
export function withoutTyped(typed: TypedArguments, tool: string, path: ArgumentPath): TypedArguments {
  const below = [tool, ...path];
  return new Map([...typed].filter(([key]) => below.some((name, index) => pathOf(key)[index] !== name)));
}

function valueAt(args: JsonObject, path: ArgumentPath): string | undefined {
  const value = argumentAt(args, path);
  return value === undefined ? undefined : canonicalText(value);
}

function objectIn(text: string): JsonObject {
  const value: unknown = JSON.parse(text);
  return isJsonObject(value) ? value : {};
}

function keyOf(tool: string, path: ArgumentPath): string {
  return JSON.stringify([tool, ...path]);
}

function pathOf(key: string): readonly string[] {
  const names: unknown = JSON.parse(key);
  return Array.isArray(names) ? names : [];
}
