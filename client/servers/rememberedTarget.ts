/** Enough to recognise a server by. */
const longestTarget = 120;

const mask = '•••';

/** What a word before or inside of a secret is usually called. */
const secretName = /key|token|secret|passw|auth|credential|bearer|basic/i;

/** Words that are hardly written by people: long, with letters and digits. */
const looksRandom = /^(?=.*\d)(?=.*[a-z])[\w-]{20,}$/i;

/**
 * A command line or URL as it may be kept to recognise a server by: without the query of a URL, without a user and a
 * password, and without whatever follows a word that sounds like a secret, up to the next option.
 */
export function rememberedTarget(target: string): string {
  let hides = false;
  const words: string[] = [];
  for (const word of target.split(' ')) {
    const isOption = /^['"]?-/.test(word);
    if (isOption) hides = false;
    const shown = hides || looksRandom.test(word) ? mask : withoutSecrets(word);
    if (shown !== mask || words.at(-1) !== mask) words.push(shown);
    if (secretName.test(word) && (isOption || /:['"]?$/.test(word) || /^['"]?(bearer|basic)$/i.test(word)))
      hides = true;
  }
  const text = words.join(' ');
  return text.length <= longestTarget ? text : `${text.slice(0, longestTarget - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

function withoutSecrets(word: string): string {
  const url = word.replace(/:\/\/[^@/\s]*@/, `://${mask}@`).replace(/(:\/\/[^?\s]*)\?.*$/, `$1?${mask}`);
  return url.replace(/^([^=:]*)=(.+)$/, (whole, name: string) => (secretName.test(name) ? `${name}=${mask}` : whole));
}
