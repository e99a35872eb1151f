import { withElements } from '../edits/insertion.ts';
import { type Replacement, withoutProperties } from '../edits/replacement.ts';
import { indentationUnit, isAtLineStart, lineEndOf, lineIndentation } from '../edits/textLayout.ts';
import { quoted } from '../problems/didYouMean.ts';
import { elements, type Node, type Property, properties, spanOf, valueAt } from '../syntax/syntaxTree.ts';
import { type CanonicalEntries, type CanonicalKey, canonicalKeys } from './canonicalText.ts';

/**
 * True when a tool can be rewritten: no key of it is written twice, since taking one away would let the other one count,
 * and what is to be added to is a list.
 */
export function isConvertible(definition: Node): boolean {
  const names = properties(definition).map(({ name }) => name);
  return new Set(names).size === names.length && canonicalKeys.every((key) => isListOrAbsent(valueAt(definition, key)));
}

/** Whether entries can be written there: into the list, or into a new one. */
export function isListOrAbsent(node: Node | undefined): boolean {
  return node === undefined || node.type === 'array';
}

/** Writes the entries of the canonical form into a tool: into its lists, or where the first property of the dialect was. */
export function conversionEdits(
  source: string,
  definition: Node,
  dialect: readonly Property[],
  entries: CanonicalEntries,
): Replacement[] {
  const edits: Replacement[] = [];
  const missing: CanonicalKey[] = [];
  for (const key of canonicalKeys) {
    const list = valueAt(definition, key);
    if (entries[key].length === 0) continue;
    if (list === undefined) missing.push(key);
    else edits.push(withElements(source, list, entries[key]));
  }
  const [first, ...rest] = dialect;
  if (first === undefined || missing.length === 0) return [...edits, ...withoutProperties(dialect, definition)];
  return [...edits, inPlaceOf(source, first.node, missing, entries), ...withoutProperties(rest, definition)];
}

function inPlaceOf(
  source: string,
  property: Node,
  keys: readonly CanonicalKey[],
  entries: CanonicalEntries,
): Replacement {
  const isOnOwnLine = isAtLineStart(source, property.offset);
  const lists = keys.map((key) => `${quoted(key)}: ${listText(source, entries[key], isOnOwnLine)}`);
  const text = lists.join(isOnOwnLine ? ',\n' : ', ');
  const lineStart = `${lineEndOf(source)}${lineIndentation(source, property.offset)}`;
  return { span: spanOf(property), text: text.replaceAll('\n', lineStart) };
}

/** A list as JSON text: several entries on a line each, where there are lines. */
export function listText(source: string, entries: readonly string[], hasLines: boolean): string {
  if (!hasLines || entries.length < 2) return `[${entries.join(', ')}]`;
  const unit = indentationUnit(source);
  return `[\n${entries.map((entry) => unit + entry).join(',\n')}\n]`;
}

/** True when an entry of `deny_if` denies every call, so that nothing behind a tool's own rules is ever reached. */
export function deniesEveryCall(definition: Node | undefined): boolean {
  return elements(valueAt(definition, 'deny_if')).some(
    (rule) => rule.type === 'object' && elements(valueAt(rule, 'conditions')).length === 0,
  );
}
