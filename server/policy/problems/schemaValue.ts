import { isJsonObject, type JsonObject, type JsonValue, member } from '../json.ts';
import type { PolicyDocument } from '../policyDocument.ts';
import { pointerSegments } from '../syntax/pathInTree.ts';
import { jsonValueOf, type Node } from '../syntax/syntaxTree.ts';

/** What a validator reads of a document, and the way back from its paths to the document's. */
export interface SchemaValue {
  readonly value: unknown;
  /** The names and indexes that a validator's JSON Pointer stands for in the document. */
  path(pointer: string): string[];
}

/**
 * The document's value with its tools numbered instead of named. The schema does not look at their names, and a validator
 * writes the whole path into each error: a name of a megabyte would be in memory once for each mistake of its tool.
 */
export function schemaValue(document: PolicyDocument, root: Node): SchemaValue {
  const value = documentValue(document, root);
  const tools = isJsonObject(value) ? member(value, 'tools') : undefined;
  if (!isJsonObject(value) || tools === undefined || !isJsonObject(tools)) return { value, path: pointerSegments };
  const names = Object.keys(tools);
  const numbered: JsonObject = Object.fromEntries(names.map((name, number) => [number, member(tools, name) ?? null]));
  return {
    value: { ...value, tools: numbered },
    path(pointer) {
      const [first, second, ...rest] = pointerSegments(pointer);
      if (first === undefined) return [];
      if (second === undefined) return [first];
      return [first, first === 'tools' ? (names[Number(second)] ?? second) : second, ...rest];
    },
  };
}

/** Sound text is read faster by the machine's own parser than from the tree. */
function documentValue({ syntaxErrors, text }: PolicyDocument, root: Node): JsonValue {
  if (syntaxErrors.length > 0) return jsonValueOf(root);
  const parsed: JsonValue = JSON.parse(text.getText());
  return parsed;
}
