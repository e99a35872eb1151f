/**
 * The path of a tool's address, one for each name. As JSON and encoded: a name may begin with a slash or hold half a
 * character, and an address with these cannot be made.
 */
export function toolPath(name: string): string {
  return `/${encodeURIComponent(JSON.stringify(name))}`;
}
