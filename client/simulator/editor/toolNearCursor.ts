import { furthestLines, quotedNames } from './quotedNames.ts';

/**
 * The tool the person is looking at: the nearest string, from the cursor's line upwards, that is one of these names.
 * It reads quotes and no policy, so that it also works on text that is broken at the moment.
 */
export function toolNearCursor(
  lineAt: (line: number) => string,
  cursorLine: number,
  names: ReadonlySet<string>,
): string | undefined {
  for (let line = cursorLine; line >= 0 && line > cursorLine - furthestLines; line -= 1) {
    const [first] = quotedNames(lineAt(line), names);
    if (first !== undefined) return first.name;
  }
  return undefined;
}
