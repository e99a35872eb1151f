import type { ToolKnowledge } from '../../tools/knowledge.ts';

/** What is known of the tools behind policies that need not be open: scenarios name them, or they are to be created. */
export interface ClosedPolicies {
  /**
   * What is known for a policy, open or not. For one that is not open, the disk and the editor are asked first; what they
   * say is kept, and follows what changes, for as long as the policy is wanted. Never rejects.
   */
  knowledgeFor(uri: string): Promise<ToolKnowledge>;
  /** Asks anew for those that are kept: settings, folders or configuration files have changed. True when it mattered. */
  settleAll(): Promise<boolean>;
  /** Forgets those that nobody wants any more. */
  release(): void;
  /** The policy was opened or closed: what is known of it is another's, or forgotten. */
  letGo(uri: string): void;
}

export interface ClosedPolicySources {
  readonly isOpen: (uri: string) => boolean;
  /** The policies that are wanted, open or not. */
  readonly wanted: () => ReadonlySet<string>;
  /** Asks the disk and the editor for a policy that is not open. */
  readonly settle: (uri: string) => Promise<void>;
  /** What is known for a settled policy; the same value as long as nothing changes. */
  readonly knowledgeOf: (uri: string) => ToolKnowledge;
  readonly forget: (uri: string) => void;
}

export function closedPolicies(sources: ClosedPolicySources): ClosedPolicies {
  const { isOpen, wanted, settle, knowledgeOf, forget } = sources;
  const settled = new Map<string, Promise<void>>();
  /** How many are waiting for an answer: none of them may be left without it by another one. */
  const waiting = new Map<string, number>();

  async function ask(uri: string): Promise<void> {
    await settle(uri);
    // Let go while the disk was asked.
    if (!settled.has(uri)) forgetClosed(uri);
  }

  function askOnce(uri: string): Promise<void> {
    const asking = settled.get(uri) ?? ask(uri);
    settled.set(uri, asking);
    return asking;
  }

  function forgetClosed(uri: string): void {
    if (!isOpen(uri)) forget(uri);
  }

  function wait(uri: string, count: 1 | -1): void {
    const left = (waiting.get(uri) ?? 0) + count;
    if (left === 0) waiting.delete(uri);
    else waiting.set(uri, left);
  }

  function release(): void {
    const kept = wanted();
    for (const uri of settled.keys()) {
      if (kept.has(uri) || waiting.has(uri)) continue;
      settled.delete(uri);
      forgetClosed(uri);
    }
  }

  return {
    async knowledgeFor(uri) {
      if (isOpen(uri)) return knowledgeOf(uri);
      wait(uri, 1);
      try {
        await askOnce(uri);
        return knowledgeOf(uri);
      } finally {
        wait(uri, -1);
        release();
      }
    },
    async settleAll() {
      const kept = [...settled.keys()];
      const before = kept.map(knowledgeOf);
      await Promise.all(kept.map(ask));
      return kept.some((uri, index) => knowledgeOf(uri) !== before[index]);
    },
    release,
    letGo: (uri) => void settled.delete(uri),
  };
}
