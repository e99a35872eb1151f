/** What comes back as words for people: there, `+` stands for a blank. In a code or a state it stands for itself. */
const words = new Set(['error_description']);

/**
 * The address that the browser came back to, with its query written anew. VS Code on the desktop hands a query over decoded,
 * VS Code in a browser as it was: values are decoded where they still can be, and a `+` is always a real one.
 * @param address without a query
 * @param query as `vscode.Uri` has it
 */
export function callbackAddress(address: string, query: string): string {
  const url = new URL(address);
  for (const pair of query.split('&')) {
    const equals = pair.indexOf('=');
    if (equals < 1) continue;
    const [name, value] = [pair.slice(0, equals), pair.slice(equals + 1)];
    url.searchParams.append(name, decoded(words.has(name) ? value.replaceAll('+', ' ') : value));
  }
  return url.href;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch (error) {
    if (error instanceof URIError) return value;
    throw error;
  }
}
