import type {
  AgreedServer,
  ServerSearch,
  WatchableServers,
  WatchingOptions,
  WatchResult,
} from '../../../server/lsp/servers/toolServers.ts';
import type { ConnectionProblem } from '../../../server/tools/knowledge.ts';
import type { ToolList } from '../../../server/tools/tool.ts';
import { SlowServers } from './inMemory.ts';

export function listOf(...names: readonly string[]): ToolList {
  return { server: 'S', tools: names.map((name) => ({ name, inputSchema: {} })), skipped: [], fetchedAt: Date.now() };
}

/** A watch that a test keeps, in place of a connection. */
export interface HeldWatch {
  readonly server: string;
  readonly options: WatchingOptions;
  /** It gives up by itself. */
  giveUp(problem: ConnectionProblem): void;
}

/** Servers whose watches the test holds in its hand. */
export class HeldWatches extends SlowServers implements WatchableServers {
  readonly held: HeldWatch[] = [];
  /** What is not agreed to. */
  refusal: ConnectionProblem | undefined;

  override async watch(
    _search: ServerSearch,
    { server }: AgreedServer,
    options: WatchingOptions,
  ): Promise<WatchResult> {
    if (this.refusal !== undefined) return { problem: this.refusal };
    let over: (problem: ConnectionProblem | undefined) => void = () => undefined;
    const promise = new Promise<ConnectionProblem | undefined>((resolve) => {
      over = resolve;
    });
    options.signal?.addEventListener('abort', () => over(undefined));
    this.held.push({ server, options, giveUp: over });
    return { watch: { over: promise, end: async () => void (await promise) } };
  }

  async next(count: number): Promise<HeldWatch> {
    for (;;) {
      const last = this.held[count - 1];
      if (last !== undefined) return last;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}
