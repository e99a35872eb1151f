import { isJsonObject } from '../policy/json.ts';
import type { Secret } from '../serverConfig/definition/readyDefinition.ts';
import { maximumDepth } from '../tools/schema/depth.ts';
import { type Redact, redactor } from './redaction.ts';

/** Takes what a server was given out of what it lists: lists are kept in files, and some of these are shared. */
export interface ListRedaction {
  /** A text for people. */
  readonly text: Redact;
  /** One entry of the server's list. */
  readonly entry: (entry: unknown) => unknown;
}

const secretName =
  /key|token|secret|passw|passphrase|pwd|auth|credential|cookie|session|bearer|private|signature|jwt|dsn|(?:^|[_-])pat(?:$|[_-])/i;

/** Members whose values people read and nothing depends on. */
const texts: ReadonlySet<string> = new Set(['title', 'description', 'default', 'examples', '$comment']);

/**
 * A value whose name says that it is secret, or that was typed as a password, and that nobody writes by chance, is taken out
 * wherever it stands. Every other value that a server was given is taken out of texts alone: a region or a mode among the
 * values of an argument is no secret, and conditions are checked against it.
 */
export function listRedaction(secrets: readonly Secret[]): ListRedaction {
  const surely = secrets.filter((each) => isCalledSecret(each) && isUnusual(each.value));
  const perhaps = secrets.filter((each) => isUnusual(each.value) || (isCalledSecret(each) && each.value.length >= 4));
  const [everywhere, inTexts] = [redactor(surely), redactor(perhaps)];
  if (perhaps.length === 0) return { text: everywhere, entry: (entry) => entry };

  function redacted(value: unknown, isText: boolean, depth: number): unknown {
    if (typeof value === 'string') return isText ? inTexts(value) : everywhere(value);
    // A tool that is nested so deeply is left out.
    if (depth > maximumDepth + entryDepth) return value;
    if (Array.isArray(value)) return value.map((each) => redacted(each, isText, depth + 1));
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => [
        everywhere(key),
        redacted(part, isText || (texts.has(key) && !isJsonObject(part)), depth + 1),
      ]),
    );
  }

  return { text: inTexts, entry: (entry) => redacted(entry, false, 0) };
}

/** How deep the schema lies in the entry. */
const entryDepth = 2;

function isCalledSecret({ name, isPassword = false }: Secret): boolean {
  return isPassword || secretName.test(name);
}

/** Long, or of letters and digits: no word that a tool's name or schema has by chance. */
function isUnusual(value: string): boolean {
  return value.length >= 20 || (value.length >= 8 && /\p{L}/u.test(value) && /\d/.test(value));
}
