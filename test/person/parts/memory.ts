import type { Page } from 'playwright-core';
import { until } from './settled.ts';

/*
 * What a browser-hosted VS Code remembers of a window. The compiler does not know a browser's names in this folder; what is
 * used of them is declared here.
 */
type Request<T> = { result: T; error: unknown; onsuccess: () => void; onerror: () => void };
type Store = { getAll: () => Request<unknown[]>; getAllKeys: () => Request<unknown[]> };
type Database = {
  objectStoreNames: Iterable<string>;
  transaction: (store: string) => { objectStore: (store: string) => Store };
  close: () => void;
};
declare const indexedDB: {
  databases: () => Promise<{ name: string }[]>;
  open: (name: string) => Request<Database>;
};
declare const localStorage: Record<string, string>;
declare const sessionStorage: Record<string, string>;

/** One entry of the memory: where it lies, with its key, and what it says. */
export type Kept = { place: string; text: string };

/** VS Code's memory, which a restart finds again. */
export function memory(page: Page) {
  /** Everything that the browser keeps of the window; files among it are read as texts. */
  function readMemory(): Promise<Kept[]> {
    return page.evaluate(keptTexts);
  }

  /** Waits until all of these texts are in it: VS Code writes it with a delay. */
  async function untilKept(...texts: readonly string[]): Promise<void> {
    await until(async () => {
      const kept = await readMemory();
      return texts.every((text) => kept.some((each) => each.text.includes(text)));
    });
  }

  return { readMemory, untilKept };
}

/** Runs inside the workbench's page, to which it is handed as source text: it stands alone. */
async function keptTexts(): Promise<Kept[]> {
  const answer = <T>(request: Request<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const textOf = (value: unknown): string => {
    if (typeof value === 'string') return value;
    return value instanceof Uint8Array ? new TextDecoder().decode(value) : (JSON.stringify(value) ?? '');
  };
  const texts: Kept[] = [];
  for (const { name } of await indexedDB.databases()) {
    const database = await answer(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const entries = database.transaction(store).objectStore(store);
      const [keys, values] = await Promise.all([answer(entries.getAllKeys()), answer(entries.getAll())]);
      texts.push(...values.map((value, index) => ({ place: `${name} ${store} ${keys[index]}`, text: textOf(value) })));
    }
    database.close();
  }
  for (const storage of [localStorage, sessionStorage]) {
    texts.push(...Object.entries(storage).map(([key, text]) => ({ place: `storage ${key}`, text })));
  }
  return texts;
}
