/** A stretch of a document's text, in UTF-16 code units, as VS Code and LSP count. */
export interface Span {
  readonly offset: number;
  readonly length: number;
}
