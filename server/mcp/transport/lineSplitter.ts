/** More bytes came without a line end than one message may have. */
export class LineTooLong extends Error {
  constructor(maximumBytes: number) {
    super(`a line is longer than ${maximumBytes} bytes`);
    this.name = 'LineTooLong';
  }
}

/** Cuts a stream of bytes into lines. What is kept of an unfinished line is bounded; its cost grows with its length only. */
export class LineSplitter {
  readonly #maximumBytes: number;
  #pieces: Buffer[] = [];
  #bytes = 0;

  constructor(maximumBytes: number) {
    this.#maximumBytes = maximumBytes;
  }

  /** The lines that this chunk completes, without their ends. Throws {@link LineTooLong}. */
  push(chunk: Buffer): readonly string[] {
    const lines: string[] = [];
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      this.#keep(chunk.subarray(start, end));
      lines.push(this.rest().replace(/\r$/, ''));
      start = end + 1;
    }
    this.#keep(chunk.subarray(start));
    return lines;
  }

  /** What came after the last line end; it is given away and starts anew. */
  rest(): string {
    const text = Buffer.concat(this.#pieces).toString('utf8');
    this.#pieces = [];
    this.#bytes = 0;
    return text;
  }

  #keep(piece: Buffer): void {
    this.#bytes += piece.length;
    if (this.#bytes > this.#maximumBytes) {
      this.#pieces = [];
      throw new LineTooLong(this.#maximumBytes);
    }
    if (piece.length > 0) this.#pieces.push(piece);
  }
}
