import type { ConnectParams, WatchEndedParams } from '../../server/protocol/requests.ts';
import type { DefinitionInput } from '../../server/protocol/serverDefinition.ts';
import { isShape, isText } from '../../server/protocol/shape.ts';

/** A connection that is kept open, as the person agreed to it. Answers to its inputs are in secret storage alone. */
export interface AgreedWatch extends Pick<ConnectParams, 'uri' | 'server' | 'source' | 'typed' | 'hash'> {
  readonly inputs: readonly DefinitionInput[];
}

/** What became of a connection that was asked for again. */
export type ReturnOutcome =
  | { readonly state: 'kept' }
  /** The person has chosen otherwise meanwhile. */
  | { readonly state: 'unwanted' }
  /** There is none, and why. */
  | { readonly state: 'refused'; readonly why: string }
  /** The language server ended before it answered. */
  | { readonly state: 'lost' };

/** What bringing connections back needs of the editor. */
export interface WatchSurroundings {
  /** Whether the policy is still in a folder of the workspace. */
  readonly isInFolder: (uri: string) => boolean;
  readonly isAgreed: (hash: string) => boolean;
  /** The answers that are kept. Asks nobody. */
  readonly answersTo: (watch: AgreedWatch) => Promise<ConnectParams['inputs']>;
  /** Asks the language server for the connection; the signal takes the question back. Never rejects. */
  readonly ask: (params: ConnectParams, signal: AbortSignal) => Promise<ReturnOutcome>;
  /** Tells the person that this connection does not come back. */
  readonly tellEnded: (watch: AgreedWatch, why: string) => void;
  /** Tells the person that nothing is watched any more, because the language server is not started again. */
  readonly tellAllEnded: (servers: readonly string[]) => void;
}

/** The connections that are kept open in this window: they outlive the language server that keeps them. */
export interface Watches {
  /** A connection stands that the person asked for. */
  remember(watch: AgreedWatch): void;
  /** What the language server tells of a connection that ended for good. */
  ended(parameters: unknown): void;
  /** The person wants these no longer, also while they are coming back. True when there were some. */
  takeOff(which: (watch: AgreedWatch) => boolean): boolean;
  /** Asks a language server that has just been started for all of them. Resolves when it has answered. Never rejects. */
  bringBack(): Promise<void>;
  /** Resolves when nothing is coming back any more. Never rejects. */
  settled(): Promise<void>;
  /** The language server has ended, and nobody starts it again. */
  over(): void;
}

const isName = isText(100_000);
const isEnded = isShape<WatchEndedParams>({ uri: isName, server: isName, hash: isName });

export function keptWatches(surroundings: WatchSurroundings): Watches {
  const kept = new Map<string, AgreedWatch>();
  /** Those that are coming back, with what takes the question back. */
  const returning = new Map<AgreedWatch, AbortController>();
  let returned: Promise<unknown> = Promise.resolve();

  function forget(watch: AgreedWatch): void {
    const key = keyOf(watch);
    if (kept.get(key) === watch) kept.delete(key);
  }

  async function comeBack(watch: AgreedWatch): Promise<void> {
    const taken = new AbortController();
    returning.set(watch, taken);
    const outcome = await outcomeOf(watch, taken.signal).catch((error: unknown) => refused(String(error)));
    // Asked for once more, because the language server ended again, somebody else answers for it.
    if (returning.get(watch) !== taken) return;
    returning.delete(watch);
    if (outcome.state === 'kept' || outcome.state === 'lost') return;
    forget(watch);
    // A folder that was closed meanwhile has taken its connections with it.
    const isWanted = !taken.signal.aborted && surroundings.isInFolder(watch.uri);
    if (outcome.state === 'refused' && isWanted) surroundings.tellEnded(watch, outcome.why);
  }

  async function outcomeOf(watch: AgreedWatch, signal: AbortSignal): Promise<ReturnOutcome> {
    if (!surroundings.isInFolder(watch.uri)) return { state: 'unwanted' };
    if (!surroundings.isAgreed(watch.hash)) return refused('It is not trusted any longer.');
    const inputs = await surroundings.answersTo(watch);
    const isMissing = watch.inputs.some(({ id }) => !Object.hasOwn(inputs, id));
    if (isMissing) return refused('An answer that it needs is not kept any longer.');
    if (signal.aborted) return { state: 'unwanted' };
    const { inputs: _questions, ...agreed } = watch;
    return surroundings.ask({ ...agreed, inputs, again: true }, signal);
  }

  return {
    remember: (watch) => void kept.set(keyOf(watch), watch),
    ended(parameters) {
      if (isEnded(parameters)) kept.delete(keyOf(parameters));
    },
    takeOff(which) {
      const wanted = [...kept.values()].filter(which);
      for (const watch of wanted) {
        forget(watch);
        returning.get(watch)?.abort();
      }
      return wanted.length > 0;
    },
    async bringBack() {
      const all = Promise.all([...kept.values()].map(comeBack));
      returned = all;
      await all;
    },
    async settled() {
      await returned;
    },
    over() {
      const servers = [...new Set([...kept.values()].map(({ server }) => server))];
      kept.clear();
      if (servers.length > 0) surroundings.tellAllEnded(servers);
    },
  };
}

function refused(why: string): ReturnOutcome {
  return { state: 'refused', why };
}

function keyOf({ uri, server, hash }: WatchEndedParams): string {
  return JSON.stringify([uri, server, hash]);
}
