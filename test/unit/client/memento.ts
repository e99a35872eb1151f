import type { Memento, SecretStorage } from 'vscode';

/** VS Code's memory for small things, in memory. */
export function memento(): Memento {
  const values = new Map<string, unknown>();
  return {
    keys: () => [...values.keys()],
    get: <Value>(key: string, otherwise?: Value) => (values.has(key) ? values.get(key) : otherwise) as Value,
    async update(key, value) {
      if (value === undefined) values.delete(key);
      else values.set(key, JSON.parse(JSON.stringify(value)));
    },
  };
}

/** VS Code's secret storage, in memory; `secrets` is what it holds. */
export function secretStorage(): SecretStorage & { readonly secrets: ReadonlyMap<string, string> } {
  const secrets = new Map<string, string>();
  return {
    secrets,
    get: async (key) => secrets.get(key),
    store: async (key, value) => void secrets.set(key, value),
    delete: async (key) => void secrets.delete(key),
    onDidChange: () => ({ dispose: () => undefined }),
  };
}
