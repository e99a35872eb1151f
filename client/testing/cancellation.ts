/** The part of VS Code's cancellation token that is needed. */
export interface Cancellation {
  readonly isCancellationRequested: boolean;
  readonly onCancellationRequested: (listener: () => void) => { dispose(): unknown };
}

/**
 * What the work comes to. Fails as soon as the person cancels: nobody waits for an answer that is not wanted any more, and
 * one that comes all the same is dropped.
 */
export function whileWanted<Answer>(work: Promise<Answer>, cancellation: Cancellation): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      subscription.dispose();
      reject(new Error('The run was cancelled.'));
    };
    const subscription = cancellation.onCancellationRequested(giveUp);
    // A token that was cancelled before says so to a new listener only later.
    if (cancellation.isCancellationRequested) giveUp();
    work.finally(() => subscription.dispose()).then(resolve, reject);
  });
}
