import { possibleTimeout } from '../possibleTimeout.ts';

/** Work ended by its clock. */
export class DeadlinePassed extends Error {
  constructor() {
    super('it took too long');
    this.name = 'DeadlinePassed';
  }
}

/** Does work with a signal that is aborted by the outer one or after so many milliseconds. Nothing of it stays behind. */
export async function withDeadline<Result>(
  milliseconds: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const pass = () => controller.abort(signal.reason);
  const timer = setTimeout(() => controller.abort(new DeadlinePassed()), possibleTimeout(milliseconds));
  signal.addEventListener('abort', pass);
  if (signal.aborted) pass();
  try {
    return await work(controller.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', pass);
  }
}
