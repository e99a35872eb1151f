import type { Dialect } from './dialect.ts';

/** A file that may define servers, whether it exists or not. */
export interface ConfigFile {
  readonly path: string;
  readonly dialect: Dialect;
  /** Whose file it is and at which level, for people: `Cursor, user`. */
  readonly origin: string;
  /** What `${workspaceFolder}` stands for in it. */
  readonly folder: string;
  /** Where the servers start that name no folder: around a workspace's file, and the home of a user's. */
  readonly start: string;
}
