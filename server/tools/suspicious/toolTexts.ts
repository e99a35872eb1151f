import { isJsonObject, type JsonObject, type JsonValue } from '../../policy/json.ts';
import { shownName } from '../../policy/shownName.ts';
import { isJsonList } from '../schema/keyword.ts';
import type { Tool } from '../tool.ts';

/** A text of a tool that a model reads. */
export interface ToolText {
  /** E.g. `Its description`, `The description of its argument "notes"`. */
  readonly where: () => string;
  readonly text: string;
  readonly isName: boolean;
}

/** What was read of a tool's texts. */
export interface ToolTexts {
  readonly texts: readonly ToolText[];
  readonly isWhole: boolean;
  /** In UTF-16 code units, with what each value counts besides. */
  readonly read: number;
}

/** What a value counts beside its letters. */
const costOfValue = 20;
const deepest = 40;
/** In UTF-16 code units, of one text. */
const longestText = 50_000;

/**
 * Every text of a tool: a model gets its whole schema, names of arguments and defaults included.
 * @param most in UTF-16 code units: no tool of a real server has as many; what is behind them is not looked at
 */
export function toolTexts(tool: Tool, most: number): ToolTexts {
  const { name, title, description, annotations, inputSchema } = tool;
  const reader = textReader(most);
  reader.add('Its name', name, true);
  reader.add('Its title', title);
  reader.add('Its description', description);
  reader.add('The title among its annotations', annotations?.title);
  reader.readSchema(inputSchema);
  return reader.result();
}

function textReader(most: number) {
  const texts: ToolText[] = [];
  let left = most;
  let isWhole = true;

  function add(where: string | (() => string), text: string | undefined, isName = false): void {
    if (text === undefined) return;
    const cut = text.slice(0, Math.max(0, Math.min(longestText, left)));
    isWhole &&= cut.length === text.length;
    left -= cut.length;
    texts.push({ where: typeof where === 'string' ? () => where : where, text: cut, isName });
  }

  /** @param key the keyword that the value belongs to */
  function read(value: JsonValue, argument: readonly string[], key: string | undefined, depth: number): void {
    left -= costOfValue;
    if (left < 0 || depth > deepest) {
      isWhole = false;
      return;
    }
    if (typeof value === 'string') {
      if (key !== 'type' && key !== '$ref' && key !== '$schema') add(() => placeOf(argument, key), value);
    } else if (isJsonList(value)) {
      for (const each of value) if (left >= 0) read(each, argument, key, depth + 1);
    } else if (isJsonObject(value)) readObject(value, argument, key, depth);
  }

  function readObject(value: JsonObject, argument: readonly string[], key: string | undefined, depth: number): void {
    const isArguments = key === 'properties';
    for (const name of Object.keys(value)) {
      if (left < 0) return;
      const path = isArguments ? [...argument, name] : argument;
      if (isArguments) add(() => placeOf(path, 'name'), name, true);
      read(value[name] ?? null, path, isArguments ? undefined : name, depth + 1);
    }
  }

  return {
    add,
    readSchema: (schema: JsonObject) => read(schema, [], undefined, 0),
    result: (): ToolTexts => ({ texts, isWhole, read: most - Math.max(0, left) }),
  };
}

function placeOf(argument: readonly string[], key: string | undefined): string {
  const what = key === 'description' || key === 'title' || key === 'name' ? `The ${key}` : shownName(key ?? 'value');
  return argument.length === 0 ? `${what} in its schema` : `${what} of its argument ${shownName(argument.join('.'))}`;
}
