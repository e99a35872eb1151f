import { isSecretName } from '../definition/shownUrl.ts';

/** The last word of a name, such as `--api-key`, `DB_PASSWORD` or `X-Auth-Token`, that says what the value is. */
const secretName =
  /(?:^|[-_.])(?:(?:api|access|secret|private)?key|\w*token|secret|passw(?:or)?d|passphrase|pwd|auth(?:orization)?|credentials?|bearer|cookie)$/i;

/** How the keys and tokens of well-known services begin. */
const knownToken =
  /(?:^|[\s=:])(?:sk[-_][\w-]|gh[pousr]_\w|github_pat_|glpat-|xox[abeprs]-|AKIA[A-Z\d]{4}|eyJ[\w-]+\.eyJ)/;

/** `${input:key}` says where a secret comes from and is none. */
function withoutVariables(text: string): string {
  return text.replaceAll(/\$\{[^{}]*\}/g, '');
}

/** Whether a URL as it is written names a user with a password, or a key in its query. */
export function urlHoldsSecret(text: string): boolean {
  const written = withoutVariables(text);
  const url = URL.canParse(written) ? new URL(written) : undefined;
  if (url === undefined) return false;
  return url.password !== '' || [...url.searchParams].some(([name, value]) => value !== '' && isSecretName(name));
}

/**
 * Whether a command line holds what is plainly a secret: the value of an option, a header or a variable with the name of
 * one, a URL with one, or a token of a form that is known. What is kept as plain text must not.
 */
export function commandHoldsSecret(words: readonly string[]): boolean {
  return words.some((word, index) => {
    const written = withoutVariables(word);
    if (urlHoldsSecret(word) || knownToken.test(written)) return true;
    const [, name = '', value = ''] =
      /^-*([\w.-]+)\s*[=:]\s*(?:(?:bearer|basic|token)\s+)?([^/].*)$/i.exec(written) ?? [];
    if (secretName.test(name) && value.trim() !== '' && !/^(?:bearer|basic)$/i.test(value.trim())) return true;
    const next = withoutVariables(words[index + 1] ?? '');
    return /^--?[\w.-]+$/.test(word) && secretName.test(word) && next !== '' && !next.startsWith('-');
  });
}
