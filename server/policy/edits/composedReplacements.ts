import { inOrder, type Replacement } from './replacement.ts';

/** A stretch of the text at hand: of the original text, or written anew. */
type Piece =
  | { readonly offset: number; readonly length: number }
  | { readonly text: string; readonly offset?: undefined; readonly length: number };

/**
 * One set of replacements for several that are made one after the other, each against the text that the one before it
 * left. What ends as it began is not touched.
 */
export function composedReplacements(text: string, steps: readonly (readonly Replacement[])[]): Replacement[] {
  let pieces: Piece[] = [{ offset: 0, length: text.length }];
  for (const step of steps) pieces = withStep(pieces, step);
  return fromPieces(text, pieces);
}

function withStep(pieces: readonly Piece[], step: readonly Replacement[]): Piece[] {
  const result: Piece[] = [];
  let next = 0;
  // What is left of the piece at hand, and where in the text before this step it starts.
  let [rest, start] = [pieces[0], 0];

  /** Passes on, or drops, the text before this step up to an offset. */
  function advance(end: number, keep: boolean): void {
    while (rest !== undefined && start < end) {
      const taken = Math.min(rest.length, end - start);
      if (keep) result.push(part(rest, 0, taken));
      start += taken;
      rest = taken < rest.length ? part(rest, taken, rest.length) : pieces[++next];
    }
  }

  for (const { span, text } of inOrder(step)) {
    advance(span.offset, true);
    if (text !== '') result.push({ text, length: text.length });
    advance(span.offset + span.length, false);
  }
  advance(Number.POSITIVE_INFINITY, true);
  return result;
}

function part(piece: Piece, from: number, to: number): Piece {
  if (piece.offset !== undefined) return { offset: piece.offset + from, length: to - from };
  return { text: piece.text.slice(from, to), length: to - from };
}

function fromPieces(text: string, pieces: readonly Piece[]): Replacement[] {
  const result: Replacement[] = [];
  let [end, written] = [0, ''];
  for (const piece of [...pieces, { offset: text.length, length: 0 }]) {
    if (piece.offset === undefined) {
      written += piece.text;
      continue;
    }
    if (text.slice(end, piece.offset) !== written)
      result.push({ span: { offset: end, length: piece.offset - end }, text: written });
    [end, written] = [piece.offset + piece.length, ''];
  }
  return result;
}
