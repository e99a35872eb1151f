import { isJsonObject, type JsonObject, type JsonValue } from '../../policy/json.ts';
import { shownName } from '../../policy/shownName.ts';
import { isJsonList } from '../schema/keyword.ts';
import type { Tool } from '../tool.ts';

/** A text of a tool that a model reads. */
export interface ToolText {
  /** E.g. `Its description`, `The description of its argument "notes"`. */
  readonly where: string;
  readonly text: string;
  readonly isName: boolean;
}

/** No tool of a real server has as many; what is behind them is not looked at, and that is said. */
const mostValues = 5_000;
const deepest = 40;

/** Every text of a tool: a model gets its whole schema, names of arguments and defaults included. */
export function toolTexts(tool: Tool): { readonly texts: readonly ToolText[]; readonly isWhole: boolean } {
  const { name, title, description, annotations, inputSchema } = tool;
  const texts: ToolText[] = [{ where: 'Its name', text: name, isName: true }];
  if (title !== undefined) texts.push({ where: 'Its title', text: title, isName: false });
  if (description !== undefined) texts.push({ where: 'Its description', text: description, isName: false });
  const other = annotations?.title;
  if (other !== undefined) texts.push({ where: 'The title among its annotations', text: other, isName: false });
  const reader = schemaReader(texts);
  reader.read(inputSchema, [], undefined, 0);
  return { texts, isWhole: reader.isWhole() };
}

function schemaReader(texts: ToolText[]) {
  let left = mostValues;
  let isWhole = true;

  /** @param key the keyword that the value belongs to */
  function read(value: JsonValue, argument: readonly string[], key: string | undefined, depth: number): void {
    left -= 1;
    if (left < 0 || depth > deepest) {
      isWhole = false;
      return;
    }
    if (typeof value === 'string') {
      if (key !== 'type' && key !== '$ref' && key !== '$schema')
        texts.push({ where: placeOf(argument, key), text: value, isName: false });
    } else if (isJsonList(value)) {
      for (const each of value) if (left >= 0) read(each, argument, key, depth + 1);
    } else if (isJsonObject(value)) readObject(value, argument, key, depth);
  }

  function readObject(value: JsonObject, argument: readonly string[], key: string | undefined, depth: number): void {
    const isArguments = key === 'properties';
    for (const [name, inner] of Object.entries(value)) {
      if (left < 0) return;
      const path = isArguments ? [...argument, name] : argument;
      if (isArguments) texts.push({ where: placeOf(path, 'name'), text: name, isName: true });
      read(inner, path, isArguments ? undefined : name, depth + 1);
    }
  }

  return { read, isWhole: () => isWhole };
}

function placeOf(argument: readonly string[], key: string | undefined): string {
  const what = key === 'description' || key === 'title' || key === 'name' ? `The ${key}` : shownName(key ?? 'value');
  return argument.length === 0 ? `${what} in its schema` : `${what} of its argument ${shownName(argument.join('.'))}`;
}
