/** A tool's name between quotes on a line, and the column where its quotes open. */
export interface QuotedName {
  readonly name: string;
  readonly start: number;
}

/** How many lines up a tool is looked for; its rules are seldom longer than that. */
export const furthestLines = 500;

/** Those of the names that are quoted on a line, from left to right. Reads quotes and no policy. */
export function quotedNames(line: string, names: ReadonlySet<string>): readonly QuotedName[] {
  return [...line.matchAll(/"(?:[^"\\]|\\.)*"/g)].flatMap((match) => {
    const name = unquoted(match[0]);
    return name !== undefined && names.has(name) ? [{ name, start: match.index }] : [];
  });
}

function unquoted(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : undefined;
  } catch {
    // A bad escape: no tool is named by a string that is not JSON.
    return undefined;
  }
}
