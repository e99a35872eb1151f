import type * as vscode from 'vscode';
import { type TieOffers, tieOffers } from './tie.ts';
import { type TypedServers, typedServers } from './typed.ts';

const storageKey = 'mcpPolicy.chosenServers';

/** More policies than anyone goes back to; the oldest choices go first. */
const mostChoices = 200;

/** What a person chose in this workspace, kept with it and in no file of it: which server for which policy. */
export interface ServerChoices {
  /** By the policy's URI. */
  all(): Readonly<Record<string, string>>;
  remember(policy: string, server: string): Thenable<void>;
  readonly typed: TypedServers;
  readonly ties: TieOffers;
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
    typed: typedServers(memento),
    ties: tieOffers(memento),
  };
}
