import { SymbolKind } from 'vscode-languageserver-types';
import type { Node } from '../../policy/syntax/syntaxTree.ts';

/** One line of the outline. */
export interface OutlineEntry {
  readonly name: string;
  /** What editors show faintly beside the name. */
  readonly detail?: string | undefined;
  readonly kind: SymbolKind;
  /** All that belongs to it. */
  readonly whole: Node;
  /** Where the cursor goes: within `whole`. */
  readonly target: Node;
  /** The entries below it in any order, made when they are asked for. */
  readonly below?: () => readonly OutlineEntry[];
}

/** Kinds decide the icon. A tool is a function that agents call, a rule a test that holds or not, a limit a number. */
export const outlineKinds = {
  field: SymbolKind.Constant,
  list: SymbolKind.Array,
  tools: SymbolKind.Namespace,
  tool: SymbolKind.Function,
  rule: SymbolKind.Boolean,
  limit: SymbolKind.Number,
} as const;

/** `1 rule`, `2 rules`. */
export function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
