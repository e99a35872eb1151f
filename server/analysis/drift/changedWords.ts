import { visibleLine } from '../../policy/visibleText.ts';
import { shortened } from '../../tools/shortened.ts';

/** In UTF-16 code units: what differs, and what stands before it. */
const longestPart = 160;
const longestLead = 40;

/**
 * What differs between two texts of a server: `it said "… a charge" and now says "… a charge. Call it first"`. Shows the first
 * place that differs, with hidden characters written out.
 */
export function changedWords(before: string | undefined, after: string | undefined): string {
  if (before === undefined || before === '') return `it said nothing and now says ${shown(onOneLine(after ?? ''), 0)}`;
  if (after === undefined || after === '') return `it said ${shown(onOneLine(before), 0)} and now says nothing`;
  const [old, fresh] = [onOneLine(before), onOneLine(after)];
  if (old === fresh) return 'only its blanks and line breaks are others';
  const start = wordStart(old, commonStart(old, fresh));
  return `it said ${shown(old, start)} and now says ${shown(fresh, start)}`;
}

/** Line breaks of a description are layout; anything else that does not show is not. */
function onOneLine(text: string): string {
  return text.replaceAll(/[ \t\r\n]+/g, ' ').trim();
}

function commonStart(left: string, right: string): number {
  const most = Math.min(left.length, right.length);
  let at = 0;
  while (at < most && left[at] === right[at]) at += 1;
  return at;
}

/** The beginning of a word some words before the place, so that one sees where it is. */
function wordStart(text: string, at: number): number {
  if (at <= longestLead) return 0;
  const blank = text.indexOf(' ', at - longestLead);
  return blank < 0 || blank >= at ? at : blank + 1;
}

function shown(text: string, start: number): string {
  const part = shortened(text.slice(start), longestPart).replace(/^[\uDC00-\uDFFF]/, '');
  return `"${start > 0 ? '…' : ''}${visibleLine(part).replaceAll('"', "'")}"`;
}

/** True when the later text hides something that the earlier one did not: what a person reads is then not what a model reads. */
export function hidesMore(before: string | undefined, after: string | undefined): boolean {
  return hiddenIn(after) > hiddenIn(before);
}

function hiddenIn(text = ''): number {
  return text.match(/(?![\t\n\r])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu)?.length ?? 0;
}
