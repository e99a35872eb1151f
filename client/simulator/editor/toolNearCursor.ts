/** How far up the search goes; a tool's rules are seldom longer than that. */
const furthest = 500;

/**
 * The tool the person is looking at: the nearest string, from the cursor's line upwards, that is one of these names.
 * It reads quotes and no policy, so that it also works on text that is broken at the moment.
 */
export function toolNearCursor(
  lineAt: (line: number) => string,
  cursorLine: number,
  names: ReadonlySet<string>,
): string | undefined {
  for (let line = cursorLine; line >= 0 && line > cursorLine - furthest; line -= 1) {
    for (const [quoted] of lineAt(line).matchAll(/"(?:[^"\\]|\\.)*"/g)) {
      const name = unquoted(quoted);
      if (name !== undefined && names.has(name)) return name;
    }
  }
  return undefined;
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
