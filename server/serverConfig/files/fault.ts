/** Why an entry of a configuration file cannot be used; thrown while it is read, reported as a problem at its line. */
export class EntryFault extends Error {
  /** Where in the file's text, in UTF-16 code units. */
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.name = 'EntryFault';
    this.offset = offset;
  }
}
