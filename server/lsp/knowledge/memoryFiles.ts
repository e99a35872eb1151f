/** A flat folder of files that nobody else writes to. */
export interface MemoryFiles {
  list(): Promise<readonly MemoryFile[]>;
  /** `undefined` when there is no such file. */
  read(name: string): Promise<string | undefined>;
  /** Whoever reads meanwhile gets the old text or the new one, never a part. */
  write(name: string, text: string): Promise<void>;
  remove(name: string): Promise<void>;
}

export interface MemoryFile {
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** In milliseconds since the Unix epoch, with fractions. */
  readonly modifiedAt: number;
}
