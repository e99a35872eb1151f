import type { ReadyUrl, Secret } from '../../serverConfig/definition/readyDefinition.ts';
import { quoted } from '../faults/wording.ts';
import { redactor } from '../redaction.ts';

/** What stands in a message for the token of a sign-in. */
export const signInToken = 'token of your sign-in';

/** Quotes what others say, without the secrets that it knows by then. */
export interface Quotation {
  quoted(words: string): string;
  /** Learns a secret; `undefined` is none. */
  hide(name: string, value: string | undefined): void;
  readonly secrets: readonly Secret[];
}

export function quotation({ secrets: known, oauth }: ReadyUrl): Quotation {
  const secrets: Secret[] = [...known];
  const hide = (name: string, value: string | undefined) => {
    if (value === undefined || value === '' || secrets.some((secret) => secret.value === value)) return;
    secrets.push({ name, value }, { name, value: encodeURIComponent(value) });
  };
  hide('client secret', oauth?.clientSecret);
  return { secrets, hide, quoted: (words) => quoted(redactor(secrets)(words)) };
}
