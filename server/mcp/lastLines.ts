import { LineSplitter, LineTooLong } from './lineSplitter.ts';

const keptLines = 12;
const longestLine = 300;
const longestUnfinishedLine = 64 * 1024;

/** The last lines of a stream that may be endless: what a server said before it failed. */
export class LastLines {
  readonly #splitter = new LineSplitter(longestUnfinishedLine);
  readonly #lines: string[] = [];

  /** Adds a piece of the stream, wherever its lines end. */
  add(chunk: Buffer): void {
    try {
      for (const line of this.#splitter.push(chunk)) this.addLine(line);
    } catch (error) {
      if (!(error instanceof LineTooLong)) throw error;
      this.addLine('(a very long line)');
    }
  }

  addLine(line: string): void {
    if (line.trim() === '') return;
    this.#lines.push(line.length > longestLine ? `${line.slice(0, longestLine)}…` : line);
    if (this.#lines.length > keptLines) this.#lines.shift();
  }

  /** The stream is over: an unfinished last line counts too, for a crash does not end its lines. */
  end(): void {
    this.addLine(this.#splitter.rest());
  }

  get lines(): readonly string[] {
    return this.#lines;
  }
}
