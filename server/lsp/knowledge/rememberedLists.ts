import type { Digest } from '../../serverConfig/files/environment.ts';
import type { ToolList } from '../../tools/tool.ts';
import type { MemoryFiles } from './memoryFiles.ts';
import { readRemembered, rememberedText } from './rememberedText.ts';

/** Which server a list is of: its name in the configuration of a folder, and the hash of its definition. */
export interface ServerIdentity {
  readonly folder: string;
  readonly name: string;
  readonly hash: string;
}

/** The last good list of one definition. Nothing else of it is kept. */
export interface RememberedList extends ServerIdentity {
  readonly list: ToolList;
}

/** The last good list of each definition, kept over the sessions of an editor. Nothing here ever rejects. */
export interface RememberedLists {
  /** The list that was kept last of those that fit; what is left out fits anything. */
  recall(wanted: Partial<ServerIdentity>): Promise<RememberedList | undefined>;
  remember(kept: RememberedList): Promise<void>;
}

/** In UTF-16 code units: no list of a real server comes near. */
const longestText = 16 * 1024 * 1024;

/** Of all lists together; those that were kept first go first. */
const mostLists = 200;
const mostBytes = 128 * 1024 * 1024;

/** How many files that cannot be read are passed over. */
const mostTries = 5;

/**
 * Lists in files of their own, whose names say by digests what they hold, so that nothing need be read to find one.
 * @param log hears of what could not be kept or read: a list less is no failure
 */
export function rememberedLists(files: MemoryFiles, digest: Digest, log: (line: string) => void): RememberedLists {
  const part = (text: string) => digest(text).slice(0, 20);
  /** The list that came last is the one that stays. */
  let writing: Promise<unknown> = Promise.resolve();

  function fileName({ folder, name, hash }: ServerIdentity): string {
    return `${part(folder)}-${part(name)}-${part(hash)}.list`;
  }

  function fits(file: string, { folder, name, hash }: Partial<ServerIdentity>): boolean {
    const [ofFolder, ofName, ofHash] = file.replace(/\.list$/, '').split('-');
    return (
      (folder === undefined || ofFolder === part(folder)) &&
      (name === undefined || ofName === part(name)) &&
      (hash === undefined || ofHash === part(hash))
    );
  }

  async function read(file: string, wanted: Partial<ServerIdentity>): Promise<RememberedList | undefined> {
    const text = await files.read(file);
    const reading = text === undefined ? { problem: 'it is gone' } : readRemembered(text);
    if ('problem' in reading) {
      log(`A remembered list of tools was passed over (${file}): ${reading.problem}`);
      return undefined;
    }
    const { folder, name, hash } = { ...reading, ...wanted };
    // Digests are cut short: what the file says itself counts.
    return folder === reading.folder && name === reading.name && hash === reading.hash ? reading : undefined;
  }

  async function prune(): Promise<void> {
    const newestFirst = (await files.list()).toSorted((a, b) => b.modifiedAt - a.modifiedAt);
    let bytes = 0;
    for (const [index, { name, size }] of newestFirst.entries()) {
      bytes += size;
      if (index >= mostLists || bytes > mostBytes) await files.remove(name);
    }
  }

  /** Whatever a disk does. */
  async function safely<Result>(what: string, work: () => Promise<Result>): Promise<Result | undefined> {
    try {
      return await work();
    } catch (error) {
      log(`${what}: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  }

  return {
    recall: (wanted) =>
      safely('The remembered lists of tools cannot be read', async () => {
        const fitting = (await files.list()).filter(({ name }) => fits(name, wanted));
        for (const { name } of fitting.toSorted((a, b) => b.modifiedAt - a.modifiedAt).slice(0, mostTries)) {
          const found = await safely(`A remembered list of tools cannot be read (${name})`, () => read(name, wanted));
          if (found !== undefined) return found;
        }
        return undefined;
      }),
    async remember(kept) {
      writing = writing.then(() =>
        safely('A list of tools could not be remembered', async () => {
          const text = rememberedText(kept);
          if (text.length > longestText) throw new Error('it is too large');
          await files.write(fileName(kept), text);
          await prune();
        }),
      );
      await writing;
    },
  };
}
