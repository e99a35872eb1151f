/** Reads configuration files. Everything in this folder gets its files through this, never from the disk. */
export interface ConfigFiles {
  /** True when anything is there, also what is no file or cannot be read. Never opens it. */
  exists(path: string): Promise<boolean>;
  /** The file's text; `undefined` when nothing is there. Rejects when it is no file, is larger or cannot be read. */
  read(path: string, maximumBytes: number): Promise<string | undefined>;
}

/** What definitions may refer to, and how paths are written here. */
export interface Environment {
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** The user's home folder. */
  readonly home: string;
  /** The workspace folder that holds the document; `undefined` for a document outside of every folder. */
  readonly workspaceFolder: string | undefined;
  /** The other folders of the workspace. */
  readonly otherFolders?: readonly string[];
  /** The folder of VS Code's user settings. */
  readonly userFolder?: string | undefined;
  /** As Node's `process.platform` names it. */
  readonly platform: string;
}

/** Turns text into a fingerprint; SHA-256 in hexadecimal outside of tests. */
export type Digest = (text: string) => string;

/** What is injected: where files come from, what surrounds them, how fingerprints are taken. */
export interface ConfigSources {
  readonly files: ConfigFiles;
  readonly environment: Environment;
  readonly digest: Digest;
}
