/** A value that is written as text in a field. */
export interface WrittenField<Subject> {
  readonly label: string;
  readonly hint: string;
  /** What stands behind what is written, e.g. `a minute`. */
  readonly unit?: string;
  /** What is wrong with what cannot be read, in few words and in full. */
  readonly problem: { readonly short: string; readonly full: string };
  readonly write: (subject: Subject) => string;
  /** The subject with what was written; `undefined` when that cannot be read. */
  readonly read: (subject: Subject, text: string) => Subject | undefined;
}
