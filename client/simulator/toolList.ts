import type { ToolChoice } from '../../server/protocol/simulation.ts';

/** A server's descriptions can be of any length; the page shows two lines, and the rest on hover. */
export function withShortDescription(choice: ToolChoice): ToolChoice {
  const { description } = choice;
  return description === undefined ? choice : { ...choice, description: description.slice(0, 1_000) };
}

export function namesOf(tools: readonly ToolChoice[]): ReadonlySet<string> {
  return new Set(tools.map(({ name }) => name));
}
