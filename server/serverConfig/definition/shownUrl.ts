import { shownText, type Template } from './template.ts';

const mask = '•••';

/** Stands for a variable while the text is looked at: a variable's name may contain anything, and so may its value. */
const hole = '\uE000';

/** Names of query parameters that usually carry a secret. */
const secretNames = /key|token|secret|password|passwd|auth|signature|sig$|credential|code$/i;

/** Whether a query parameter of this name usually carries a secret. */
export function isSecretName(name: string): boolean {
  return secretNames.test(name);
}

/** The URL for people: user and password are masked, and so is what looks like a secret in the query. */
export function shownUrl(template: Template): string {
  const url = template.filter((part) => typeof part === 'string' || part.kind === 'input' || part.value !== '');
  const variables = url.filter((part) => typeof part !== 'string');
  const written = url.map((part) => (typeof part === 'string' ? asParsed(part) : hole)).join('');
  // The parser's own reading is shown where there is one.
  const text = variables.length === 0 && URL.canParse(written) ? new URL(written).href : written;
  const masked = withoutCredentials(text).replace(
    /([?&])([^?=&#]*)=([^&#]*)/g,
    (whole, mark: string, name: string, value: string) =>
      isSecretName(name) ? `${mark}${name}=${masking(value)}` : whole,
  );
  const shown = variables.values();
  return masked.replaceAll(hole, () => shownText([shown.next().value ?? '']));
}

/** The parser leaves tabs and line ends out, wherever they stand. Nothing but a variable may look like one. */
function asParsed(text: string): string {
  return text.replaceAll(/[\t\n\r\uE000]/g, '');
}

/** What comes before the last `@` of the authority, which begins after any number of slashes and ends at the next. */
function withoutCredentials(text: string): string {
  const [, scheme = '', authority = ''] = /^([^:\uE000]*:[/\\]*)([^/\\?#]*)/.exec(text) ?? [];
  // A variable may be empty, or hold the end of the authority: then every `@` may be the one.
  const isUnsure =
    scheme === '' || authority.startsWith(hole) || authority.slice(0, authority.lastIndexOf('@')).includes(hole);
  const end = isUnsure ? text.lastIndexOf('@') : scheme.length + authority.lastIndexOf('@');
  return end <= scheme.length ? text : `${scheme}${masking(text.slice(scheme.length, end))}${text.slice(end)}`;
}

/** `${input:key}` says where a secret comes from and is none: variables stay. */
function masking(text: string): string {
  return text.replaceAll(/[^\uE000]+/g, mask);
}
