/** How a language server stands, as its client says. */
export type ServerState = 'running' | 'starting' | 'stopped';

/** What happens to a language server after its first start. */
export interface ServerLife {
  /** It ended and runs again: it knows nothing of what was before. */
  readonly again: () => void;
  /** It ended, or did not start, and nobody starts it again. */
  readonly over: () => void;
}

/**
 * Tells one from the other. A client that starts a server anew says first that it has stopped, as it does when it gives up.
 * @param stateNow asked once the client has had its say
 */
export function followServer(stateNow: () => ServerState, { again, over }: ServerLife): (state: ServerState) => void {
  return (state) => {
    if (state === 'running') again();
    if (state !== 'stopped') return;
    queueMicrotask(() => {
      if (stateNow() === 'stopped') over();
    });
  };
}
