import type { Node } from 'jsonc-parser';

/*
 * The nodes of a syntax tree, shaped for memory: a policy of a megabyte has some two hundred thousand of them, made anew
 * with each keystroke, and what takes time then is the room they take. Whoever reads them sees jsonc-parser's `Node`.
 *
 * Fields are declared and set by hand: as class fields each would be written twice.
 */

/** A property. Its parts are fields of its own; the list of them is only made for who asks. */
export class PropertyNode {
  declare readonly offset: number;
  declare readonly length: number;
  declare readonly key: Node;
  /** Absent while the author has not typed it yet. */
  declare readonly written: Node | undefined;
  /** Absent while there is no colon. */
  declare readonly colonOffset?: number;

  constructor(offset: number, length: number, key: Node, written: Node | undefined, colonOffset?: number) {
    this.offset = offset;
    this.length = length;
    this.key = key;
    this.written = written;
    if (colonOffset !== undefined) this.colonOffset = colonOffset;
  }

  get type(): 'property' {
    return 'property';
  }

  get children(): Node[] {
    return this.written === undefined ? [this.key] : [this.key, this.written];
  }
}

/** A key, or a text as a value. */
export class TextNode {
  declare readonly offset: number;
  declare readonly length: number;
  declare readonly value: string;

  constructor(offset: number, length: number, value: string) {
    this.offset = offset;
    this.length = length;
    this.value = value;
  }

  get type(): 'string' {
    return 'string';
  }
}
