import { CodeActionKind } from 'vscode-languageserver-types';

/** The kinds of what changes a whole policy, by which an editor's settings name them. */
export const policyActionKinds = {
  fixAll: `${CodeActionKind.SourceFixAll}.mcpPolicy`,
  sortTools: `${CodeActionKind.Source}.sortTools.mcpPolicy`,
  sortHiddenTools: `${CodeActionKind.Source}.sortHiddenTools.mcpPolicy`,
  sortKeys: `${CodeActionKind.Source}.sortKeys.mcpPolicy`,
  addMissingTools: `${CodeActionKind.Source}.addMissingTools.mcpPolicy`,
  removeUnknownTools: `${CodeActionKind.Source}.removeUnknownTools.mcpPolicy`,
} as const;

/**
 * Whether an editor asked for a kind: by its name, or by that of a kind above it (`refactor` asks for `refactor.rewrite`).
 * @param only the kinds that it named; absent or empty when it asked for what belongs to a place
 */
export function isAsked(kind: string, only: readonly string[] | undefined): boolean {
  if (only === undefined || only.length === 0) return !kind.startsWith(CodeActionKind.Source);
  return only.some((asked) => asked === '' || kind === asked || kind.startsWith(`${asked}.`));
}
