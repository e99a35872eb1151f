import { type NewProperty, withElements, withProperties } from './edits/insertion.ts';
import { policyKeys } from './edits/keyOrder.ts';
import type { Replacement } from './edits/replacement.ts';
import { indentationUnit } from './edits/textLayout.ts';
import { onOneLine, writtenRules } from './edits/writtenRules.ts';
import type { JsonObject } from './json.ts';
import type { PolicyDocument } from './policyDocument.ts';
import { elements, property } from './syntax/syntaxTree.ts';
import { writtenJson } from './writtenJson.ts';

/** Tools that a policy is to name. */
export interface NewNames {
  /** Entries for `tools`, with their rules. */
  readonly listed?: readonly (readonly [name: string, rules: JsonObject])[];
  /** Entries for `hide`. */
  readonly hidden?: readonly string[];
}

/**
 * In UTF-16 code units, of all names together: ten thousand of a usual length. What a server calls its tools may be longer
 * than any file that an editor opens.
 */
const mostOfNames = 1_000_000;

/** True when so many names of such a length are more than a person's policy could hold. */
export function areTooLong(names: readonly string[]): boolean {
  return names.reduce((sum, { length }) => sum + length, 0) > mostOfNames;
}

/**
 * Writes entries at the end of `tools` and `hide`, which are written when they are missing. `undefined` when one of them
 * is there and takes no entries, or when the names are too long together.
 */
export function namingTools({ root, text }: PolicyDocument, names: NewNames): Replacement[] | undefined {
  const { listed = [], hidden = [] } = names;
  const source = text.getText();
  if (root?.type !== 'object' || areTooLong([...hidden, ...listed.map(([name]) => name)])) return undefined;
  const edits: Replacement[] = [];
  const missing: NewProperty[] = [];
  if (hidden.length > 0) {
    const hide = property(root, 'hide');
    if (hide === undefined) missing.push(['hide', onOneLine(hidden)]);
    else if (hide.value?.type !== 'array') return undefined;
    else edits.push(withElements(source, hide.value, hidden.map(onOneLine)));
  }
  if (listed.length > 0) {
    const tools = property(root, 'tools');
    const entries = listed.map(([name, rules]) => [name, writtenRules(rules, source)] as const);
    if (tools === undefined) missing.push(['tools', newTools(entries, source)]);
    else if (tools.value?.type !== 'object') return undefined;
    else edits.push(withProperties(source, tools.value, entries));
  }
  return missing.length === 0 ? edits : [...edits, withProperties(source, root, missing, policyKeys)];
}

function newTools(entries: readonly NewProperty[], source: string): string {
  const unit = indentationUnit(source);
  const members = entries.map(([name, rules]) => `${writtenJson(name)}: ${rules}`);
  if (!source.includes('\n')) return `{ ${members.join(', ')} }`;
  return `{\n${unit}${members.join(',\n').replaceAll('\n', `\n${unit}`)}\n}`;
}

/** True when `hide` takes every tool away, whatever else it lists. */
export function hidesAll({ root }: PolicyDocument): boolean {
  return elements(property(root, 'hide')?.value).some(({ value }) => value === '*');
}
