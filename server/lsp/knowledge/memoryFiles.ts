/** Three digests, see `rememberedLists`: no other file has such a name. */
const listName = /^[\da-f]{20}-[\da-f]{20}-[\da-f]{20}\.list$/;

/** Whether a file of that name is a remembered list. */
export function isListName(name: string): boolean {
  return listName.test(name);
}

/** The remembered lists in a folder, and nothing else that is in it. */
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
