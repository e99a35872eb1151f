import type { Tool } from '../tool.ts';

/**
 * What became of one tool between two lists of its server. A tool that is renamed and changed at once has a change of each
 * kind. `description` is what the server says to people and models: title and description.
 */
export type ToolChange =
  | { readonly kind: 'added'; readonly tool: Tool }
  | { readonly kind: 'removed'; readonly before: Tool }
  | { readonly kind: 'renamed' | 'description' | 'schema' | 'annotations'; readonly before: Tool; readonly tool: Tool };

/** A change of a tool that both lists have, under one name or another. */
export type ContentChange = Exclude<ToolChange, { kind: 'added' | 'removed' }>;

/** The name by which the server has the tool now; of one that is gone, the name that it had. */
export function nameOfChanged(change: ToolChange): string {
  return change.kind === 'removed' ? change.before.name : change.tool.name;
}

/** The name by which the earlier list has the tool; of a new one, its name. */
export function formerNameOfChanged(change: ToolChange): string {
  return change.kind === 'added' ? change.tool.name : change.before.name;
}
