import { html as drawn, type TemplateResult } from 'lit';
import { visibleText } from '../../../server/protocol/visibleText.ts';

/**
 * lit's `html`, in which every text reads as what it is: most are a server's or a policy's, and one that turns the direction
 * of reading would change what stands beside it, too. Whatever is a value, not a text, stays as it is.
 */
export function html(strings: TemplateStringsArray, ...values: unknown[]): TemplateResult {
  return drawn(
    strings,
    ...values.map((value, place) =>
      typeof value === 'string' && !isValue(strings[place] ?? '') ? visibleText(value) : value,
    ),
  );
}

/** True in front of a property, and of the attribute by which an option is known. */
function isValue(before: string): boolean {
  return /\s(?:\.\w+|value)=["']?$/.test(before);
}
