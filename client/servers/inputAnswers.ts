import type { Memento, SecretStorage } from 'vscode';

const keyPrefix = 'mcpPolicy.input.';

/** Secret storage does not say what it holds: which answers there are is kept beside it, without the answers. */
const indexKey = 'mcpPolicy.answeredInputs';

/** The answers to the inputs of one definition. */
export interface KeptAnswers {
  get(id: string): Promise<string | undefined>;
  keep(id: string, answer: string): Promise<void>;
}

/**
 * What people answered to `${input:…}`, by the file that asks and the input's id, so that a definition that changes asks for
 * what is new in it alone. Kept in secret storage and nowhere else.
 */
export interface InputAnswers {
  /** @param hash of the definition that wants the answers: with it they are forgotten */
  of(source: string, hash: string): KeptAnswers;
  /** Forgets what definitions of these hashes were given. Resolves to the number of answers. */
  forget(hashes: readonly string[]): Promise<number>;
}

export function inputAnswers(storage: SecretStorage, memento: Memento): InputAnswers {
  /** By the answer's key: the hashes of the definitions that it was given to. */
  function index(): ReadonlyMap<string, readonly string[]> {
    const stored = memento.get<unknown>(indexKey);
    if (typeof stored !== 'object' || stored === null) return new Map();
    const isTexts = (value: unknown): value is string[] =>
      Array.isArray(value) && value.every((each) => typeof each === 'string');
    const entries = Object.entries(stored).filter((entry): entry is [string, string[]] => isTexts(entry[1]));
    return new Map(entries.filter(([key]) => key.startsWith(keyPrefix)));
  }

  async function givenTo(key: string, hash: string): Promise<void> {
    const before = index();
    const hashes = before.get(key) ?? [];
    if (hashes.includes(hash)) return;
    await memento.update(indexKey, Object.fromEntries([...before, [key, [...hashes, hash]]]));
  }

  return {
    of(source, hash) {
      const keyOf = (id: string) => `${keyPrefix}${JSON.stringify([source, id])}`;
      return {
        async get(id) {
          const answer = await storage.get(keyOf(id));
          if (answer !== undefined) await givenTo(keyOf(id), hash);
          return answer;
        },
        async keep(id, answer) {
          // First the index: an answer that it does not name could never be forgotten.
          await givenTo(keyOf(id), hash);
          await storage.store(keyOf(id), answer);
        },
      };
    },
    async forget(hashes) {
      const before = [...index()];
      const forgotten = before.filter(([, given]) => given.some((hash) => hashes.includes(hash)));
      for (const [key] of forgotten) await storage.delete(key);
      await memento.update(indexKey, Object.fromEntries(before.filter((entry) => !forgotten.includes(entry))));
      return forgotten.length;
    },
  };
}
