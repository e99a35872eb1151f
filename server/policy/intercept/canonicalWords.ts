import { type CanonicalEntries, type CanonicalKey, canonicalKeys } from './canonicalText.ts';
import type { InterceptTool } from './interceptTool.ts';

/** A sentence with the canonical form of a tool's rules, without an end mark. */
export function formInWords(entries: CanonicalEntries): string {
  return canonicalForm(canonicalKeys.flatMap((key) => listOf(key, entries)).join(', '));
}

/** The same for the rules of every tool. */
export function everyToolFormInWords({ limits }: InterceptTool, entries: CanonicalEntries): string {
  if (limits.some(({ incrementFrom }) => incrementFrom !== undefined)) {
    return 'It has no canonical form: a limit over all tools counts calls and never an argument';
  }
  const shared = listOf('limits', entries).map((list) => `"all_tools": { ${list} }`);
  const rules = [...listOf('require', entries), ...listOf('deny_if', entries)].join(', ');
  return canonicalForm([...shared, ...(rules === '' ? [] : [`${rules} under each listed tool`])].join(' and '));
}

function canonicalForm(text: string): string {
  return text === '' ? 'The canonical form leaves it out' : `The canonical form is ${text}`;
}

function listOf(key: CanonicalKey, entries: CanonicalEntries): string[] {
  return entries[key].length === 0 ? [] : [`"${key}": [${entries[key].join(', ')}]`];
}
