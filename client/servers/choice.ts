import type * as vscode from 'vscode';

const storageKey = 'mcpPolicy.chosenServers';

/** More policies than anyone goes back to; the oldest choices go first. */
const mostChoices = 200;

/** Which server a person connected from which policy, kept with the workspace and in no file of it. */
export interface ServerChoices {
  /** By the policy's URI. */
  all(): Readonly<Record<string, string>>;
  remember(policy: string, server: string): Thenable<void>;
}

export function serverChoices(memento: vscode.Memento): ServerChoices {
  function kept(): [string, string][] {
    const stored = memento.get<unknown>(storageKey);
    if (typeof stored !== 'object' || stored === null) return [];
    return Object.entries(stored).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  }

  return {
    all: () => Object.fromEntries(kept()),
    remember(policy, server) {
      const others = kept().filter(([uri]) => uri !== policy);
      return memento.update(storageKey, Object.fromEntries([...others.slice(1 - mostChoices), [policy, server]]));
    },
  };
}
