import type { SecretStorage } from 'vscode';
import { type SecretParams, type StoreSecretParams, secretKeyPrefix } from '../../server/protocol/authorization.ts';
import { isAnyOf, isShape, isText } from '../../server/protocol/shape.ts';

/** More than tokens ever take. */
const longest = 1_000_000;

const isValue = isText(longest);
const isSecretParams = isShape<SecretParams>({ key: isValue });
const isStoreSecretParams = isShape<StoreSecretParams>({ key: isValue, value: isAnyOf(isValue, isNothing) });

function isNothing(value: unknown): value is null {
  return value === null;
}

/** The language server's part of VS Code's secret storage. */
export interface ServerSecrets {
  read(params: unknown): Promise<string | null>;
  store(params: unknown): Promise<void>;
}

/** Answers for keys of the language server's own alone: answers to inputs are in the same storage. Rejects otherwise. */
export function serverSecrets(storage: SecretStorage): ServerSecrets {
  return {
    async read(params) {
      if (!isSecretParams(params) || !isOwn(params.key)) throw new Error('That is no secret of the language server.');
      return (await storage.get(params.key)) ?? null;
    },
    async store(params) {
      if (!isStoreSecretParams(params) || !isOwn(params.key)) {
        throw new Error('That is no secret of the language server.');
      }
      if (params.value === null) await storage.delete(params.key);
      else await storage.store(params.key, params.value);
    },
  };
}

function isOwn(key: string): boolean {
  return key.startsWith(secretKeyPrefix);
}
