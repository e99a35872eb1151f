import { shownText, type Template } from './template.ts';

const mask = '•••';

/** Names of query parameters that usually carry a secret. */
const secretNames = /key|token|secret|password|passwd|auth|signature|sig$|credential|code$/i;

/** The URL for people: user and password are masked, and so is what looks like a secret in the query. */
export function shownUrl(url: Template): string {
  const written = shownText(url);
  const isPlain = url.every((part) => typeof part === 'string');
  // The parser's own reading is shown where there is one: `http://a\@b` leads to a, whatever it looks like.
  const text = isPlain && URL.canParse(written) ? new URL(written).href : written;
  return text
    .replace(/^([a-z]+:[/\\]{2})[^/\\?#]*@/i, `$1${mask}@`)
    .replace(/([?&])([^=&#]*)=([^&#]*)/g, (whole, mark: string, name: string, value: string) =>
      secretNames.test(name) && !isVariable(value) ? `${mark}${name}=${mask}` : whole,
    );
}

/** `${input:key}` says where a secret comes from and is none. */
function isVariable(value: string): boolean {
  return /^\$\{[^}]*\}$/.test(value);
}
