/** A tool's name has at most 128 characters by the protocol; a policy can hold one of a megabyte. */
const longestName = 200;

/**
 * The beginning of the ids of a tool's rules and limits: `/tools/create_charge`. An absurdly long name is cut, because each
 * of a tool's thousands of rules carries it in its id and in its message.
 */
export function toolId(tool: string): string {
  return `/tools/${tool.length > longestName ? `${tool.slice(0, longestName)}…` : tool}`;
}
