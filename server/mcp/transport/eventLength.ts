const lineFeed = 10;
const carriageReturn = 13;

/**
 * How long the events of an event stream are, in bytes. A stream that is kept open has no length that means anything: what
 * has to fit into memory is one event, and an empty line ends it.
 */
export class EventLength {
  #length = 0;
  #lineIsEmpty = true;
  #afterReturn = false;

  /** The length of the longest event that the chunk has a part of, as far as it has come. */
  add(chunk: Uint8Array): number {
    let longest = 0;
    for (const byte of chunk) {
      const endsReturn = this.#afterReturn && byte === lineFeed;
      this.#afterReturn = byte === carriageReturn;
      if (endsReturn) continue;
      this.#length += 1;
      const isLineEnd = byte === lineFeed || byte === carriageReturn;
      longest = Math.max(longest, this.#length);
      if (isLineEnd && this.#lineIsEmpty) this.#length = 0;
      this.#lineIsEmpty = isLineEnd;
    }
    return longest;
  }
}
