import type { Redact } from '../redaction.ts';
import { LineSplitter, LineTooLong } from '../transport/lineSplitter.ts';

const keptLines = 12;
const longestLine = 300;
const longestWholeLine = 8 * 1024;

/**
 * The last lines of a stream that may be endless: what a server said before it failed. Lines are kept whole and cut only
 * when secrets are out of them; one that is too long for that is not kept at all.
 */
export class LastLines {
  readonly #redact: Redact;
  readonly #splitter = new LineSplitter(longestWholeLine);
  readonly #lines: string[] = [];
  #isInLongLine = false;

  constructor(redact: Redact) {
    this.#redact = redact;
  }

  /** Adds a piece of the stream, wherever its lines end. */
  add(chunk: Buffer): void {
    for (let start = 0; start < chunk.length; ) {
      const end = chunk.indexOf(10, start);
      const next = end < 0 ? chunk.length : end + 1;
      this.#addPiece(chunk.subarray(start, next), end >= 0);
      start = next;
    }
  }

  /** At most one line. What follows a line that was too long, up to its end, may be half a secret and is passed over. */
  #addPiece(piece: Buffer, endsLine: boolean): void {
    if (this.#isInLongLine) {
      this.#isInLongLine = !endsLine;
      return;
    }
    try {
      for (const line of this.#splitter.push(piece)) this.addLine(line);
    } catch (error) {
      if (!(error instanceof LineTooLong)) throw error;
      this.#splitter.rest();
      this.addLine(veryLongLine);
      this.#isInLongLine = !endsLine;
    }
  }

  addLine(line: string): void {
    if (line.trim() === '') return;
    this.#lines.push(line.length > longestWholeLine ? veryLongLine : line);
    if (this.#lines.length > keptLines) this.#lines.shift();
  }

  /** The stream is over: an unfinished last line counts too, for a crash does not end its lines. */
  end(): void {
    this.addLine(this.#splitter.rest());
  }

  get lines(): readonly string[] {
    return this.#lines
      .map(this.#redact)
      .map((line) => (line.length > longestLine ? `${line.slice(0, longestLine)}…` : line));
  }
}

const veryLongLine = '(a very long line)';
