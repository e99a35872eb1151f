import type { Page } from 'playwright-core';
import { until } from './settled.ts';

/*
 * What a browser-hosted VS Code remembers of a window. The compiler does not know a browser's names in this folder; what is
 * used of them is declared here.
 */
type Request<T> = { result: T; error: unknown; onsuccess: () => void; onerror: () => void };
type Store = { getAll: () => Request<unknown[]> };
type Database = {
  objectStoreNames: Iterable<string>;
  transaction: (store: string) => { objectStore: (store: string) => Store };
  close: () => void;
};
declare const indexedDB: {
  databases: () => Promise<{ name: string }[]>;
  open: (name: string) => Request<Database>;
};

/** VS Code's memory, which a restart finds again. */
export function memory(page: Page) {
  /** Waits until all of these texts are in it: VS Code writes it with a delay. */
  async function untilKept(...texts: readonly string[]): Promise<void> {
    await until(async () => {
      const kept = await page.evaluate(keptTexts);
      return texts.every((text) => kept.some((each) => each.includes(text)));
    });
  }

  return { untilKept };
}

/** Runs inside the workbench's page, to which it is handed as source text: it stands alone. */
async function keptTexts(): Promise<string[]> {
  const answer = <T>(request: Request<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const texts: string[] = [];
  for (const { name } of await indexedDB.databases()) {
    const database = await answer(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const values = await answer(database.transaction(store).objectStore(store).getAll());
      texts.push(...values.filter((value) => typeof value === 'string'));
    }
    database.close();
  }
  return texts;
}
