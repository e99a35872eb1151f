import { visibleLine } from '../../policy/visibleText.ts';

const longestQuote = 300;

/** Words of a server, marked as such: on one line, nothing invisible, shortened. */
export function quoted(text: string): string {
  const line = visibleLine(text.trim().replaceAll(/\s+/g, ' '));
  return `“${line.length > longestQuote ? `${line.slice(0, longestQuote)}…` : line}”`;
}

export function seconds(milliseconds: number): string {
  const count = Math.round(milliseconds / 100) / 10;
  return count === 1 ? '1 second' : `${count} seconds`;
}

/** The code of the first error in a chain of causes that has one, e.g. `ECONNREFUSED`. */
export function errorCode(error: unknown): string | undefined {
  for (let each = error, depth = 0; each instanceof Error && depth < 10; each = each.cause, depth += 1) {
    if ('code' in each && typeof each.code === 'string' && !isClientCode(each.code)) return each.code;
  }
  return undefined;
}

/** The MCP client wraps the system's errors in its own, whose codes say less. */
function isClientCode(code: string): boolean {
  return code === 'ERA_NEGOTIATION_FAILED' || code.startsWith('CLIENT_HTTP_') || code === 'SEND_FAILED';
}
