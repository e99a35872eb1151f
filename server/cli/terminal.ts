/** The world of a command, so that commands can be tested without one. */
export interface Terminal {
  /** Writes to standard output. */
  print(text: string): void;
  /** Writes one line to standard error. */
  complain(line: string): void;
  /** The text of a file, or of standard input for `-`. Throws an {@link UnreadableInput}. */
  read(file: string): Promise<string>;
  /**
   * The text of a file that nobody named on the command line: it was found beside another, or another names it. Whoever wrote
   * the folder may have put anything there: only a regular file of at most 16 MB is read. Throws an {@link UnreadableInput}.
   */
  readFound(file: string): Promise<string>;
  /** Writes a file, replacing it. Throws an {@link UnreadableInput}. */
  write(file: string, text: string): Promise<void>;
  /** True when a path is a link, whatever it leads to. */
  isLink(file: string): Promise<boolean>;
  /** Writes a file that does not exist yet: what a person wrote is never replaced. Throws an {@link UnreadableInput}. */
  create(file: string, text: string): Promise<void>;
  /** The files that a path or a glob pattern names. Throws an {@link UnreadableInput} when a pattern names none. */
  find(pattern: string): Promise<readonly string[]>;
  /** The names in a folder, files and others; none when it cannot be listed. */
  names(folder: string): Promise<readonly string[]>;
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Aborted when the person interrupts the command. Whoever asks for it takes over ending the command. */
  interrupted(): AbortSignal;
}

/** 0: fine. 1: findings, or a call that was not allowed where that was asked. 2: wrong usage or unreadable input. */
export type ExitCode = 0 | 1 | 2;

/** Input that cannot be used: what happened, why, what to do. The command ends with 2. */
export class UnreadableInput extends Error {
  override readonly name = 'UnreadableInput';
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
