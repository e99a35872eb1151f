import { furthestLines, quotedNames } from './quotedNames.ts';

/**
 * The tool whose part of the policy the cursor is in: one of these names, quoted on the cursor's line or on a line that
 * the cursor's is indented under. Stricter than `toolNearCursor`, since the person did not ask for a tool: above
 * `all_tools` stands another tool that is not meant. It reads quotes and indentation and no policy, so that it also works
 * on text that is broken at the moment.
 */
export function toolAroundCursor(
  lineAt: (line: number) => string,
  cursor: { readonly line: number; readonly character: number },
  names: ReadonlySet<string>,
): string | undefined {
  const text = lineAt(cursor.line);
  const own = quotedNames(text, names);
  const before = own.findLast(({ start }) => start <= cursor.character) ?? own[0];
  if (before !== undefined) return before.name;
  let indentation = indentationOf(text);
  for (let line = cursor.line - 1; line >= 0 && line > cursor.line - furthestLines && indentation > 0; line -= 1) {
    const above = lineAt(line);
    if (above.trim() === '' || indentationOf(above) >= indentation) continue;
    indentation = indentationOf(above);
    // The first is the key; a list that opens on the line is not what the cursor's line is in.
    const [first] = quotedNames(above, names);
    if (first !== undefined && above.slice(0, first.start).trim() === '') return first.name;
  }
  return undefined;
}

function indentationOf(text: string): number {
  return text.length - text.trimStart().length;
}
