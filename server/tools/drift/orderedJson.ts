import { isJsonObject, type JsonObject, type JsonValue, member } from '../../policy/json.ts';
import { isJsonList } from '../schema/keyword.ts';
import { codeUnitOrder } from './codeUnitOrder.ts';

/** Keys of one object that are put in order. No schema that people read has more. */
const mostOrdered = 5_000;

/**
 * JSON text over many lines with its keys in order: where a server writes them does not matter.
 * @param longest in UTF-16 code units: what is behind so many is not written, and takes no time
 */
export function orderedJson(value: JsonValue, longest: number): string {
  let text = '';

  function write(part: JsonValue, indentation: string): void {
    if (text.length > longest) return;
    if (isJsonList(part)) writeAll('[', ']', part, indentation, (item, inner) => write(item, inner));
    else if (isJsonObject(part)) writeObject(part, indentation);
    else text += typeof part === 'string' ? JSON.stringify(part.slice(0, longest)) : JSON.stringify(part);
  }

  function writeObject(part: JsonObject, indentation: string): void {
    const keys = Object.keys(part);
    if (keys.length <= mostOrdered) keys.sort(codeUnitOrder);
    writeAll('{', '}', keys, indentation, (key, inner) => {
      text += `${JSON.stringify(key.slice(0, longest))}: `;
      write(member(part, key) ?? null, inner);
    });
  }

  function writeAll<Item>(
    open: string,
    close: string,
    items: readonly Item[],
    indentation: string,
    writeItem: (item: Item, indentation: string) => void,
  ): void {
    text += open;
    const inner = `${indentation}  `;
    for (const [index, item] of items.entries()) {
      if (text.length > longest) return;
      text += `${index === 0 ? '' : ','}\n${inner}`;
      writeItem(item, inner);
    }
    text += items.length === 0 ? close : `\n${indentation}${close}`;
  }

  write(value, '');
  return text;
}
