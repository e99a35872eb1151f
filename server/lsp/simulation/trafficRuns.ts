import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { TrafficJob, TrafficProgress, TrafficReport } from './trafficJob.ts';

/** What a worker's owner hears of it. What comes after the answer or the failure is not listened to. */
export interface TrafficWorkerListener {
  readonly report: (report: TrafficReport) => void;
  /** It died without an answer. */
  readonly failed: (reason: Error) => void;
}

/** Starts a job somewhere beside the language server. It may throw. */
export type StartTrafficWorker = (
  job: TrafficJob,
  listener: TrafficWorkerListener,
) => {
  /** Ends it at once. */
  stop(): void;
};

export type TrafficAnswer = Exclude<TrafficReport, { progress: TrafficProgress }>;

interface Waiting {
  readonly job: TrafficJob;
  readonly progress: (progress: TrafficProgress) => void;
  readonly resolve: (answer: TrafficAnswer) => void;
  readonly reject: (reason: Error) => void;
  /** Absent until it is the job's turn. */
  stop?: () => void;
}

const mostWorkers = 2;

/**
 * Runs traffic jobs on workers, so many at once. A document has one run and one explanation at a time; the next one of its
 * kind takes its place.
 */
export class TrafficRuns {
  readonly #start: StartTrafficWorker;
  /** In the order in which they came; those that run among them. */
  readonly #jobs = new Map<string, Waiting>();

  constructor(start: StartTrafficWorker) {
    this.#start = start;
  }

  /** Resolves to the answer. Rejects with a `ResponseError` when it is cancelled, replaced, or its worker dies. */
  run(
    job: TrafficJob,
    token: CancellationToken,
    progress: (progress: TrafficProgress) => void,
  ): Promise<TrafficAnswer> {
    const key = `${job.call === undefined ? 'run' : 'call'} ${job.uri}`;
    this.#end(key, replaced);
    return new Promise((resolve, reject) => {
      if (token.isCancellationRequested) return reject(cancelled());
      const waiting: Waiting = { job, progress, resolve, reject };
      this.#jobs.set(key, waiting);
      token.onCancellationRequested(() => {
        if (this.#jobs.get(key) === waiting) this.#end(key, cancelled);
      });
      this.#startNext();
    });
  }

  #end(key: string, reason: () => Error): void {
    const job = this.#take(key);
    job?.stop?.();
    job?.reject(reason());
    this.#startNext();
  }

  #take(key: string): Waiting | undefined {
    const job = this.#jobs.get(key);
    this.#jobs.delete(key);
    return job;
  }

  #startNext(): void {
    for (const [index, [key, waiting]] of [...this.#jobs].entries()) {
      if (index < mostWorkers && waiting.stop === undefined) this.#startWorker(key, waiting);
    }
  }

  #startWorker(key: string, waiting: Waiting): void {
    const isCurrent = (): boolean => this.#jobs.get(key) === waiting;
    waiting.stop = () => undefined;
    try {
      const worker = this.#start(waiting.job, {
        report: (report) => {
          if (!isCurrent()) return;
          if ('progress' in report) return waiting.progress(report.progress);
          this.#take(key);
          waiting.resolve(report);
          this.#startNext();
        },
        failed: (reason) => {
          if (isCurrent()) this.#end(key, () => died(reason));
        },
      });
      waiting.stop = () => worker.stop();
    } catch (error) {
      this.#end(key, () => died(error));
    }
  }
}

function cancelled(): Error {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'The traffic was cancelled.');
}

function replaced(): Error {
  return new ResponseError(LSPErrorCodes.ServerCancelled, 'Newer traffic of the same policy took its place.');
}

function died(error: unknown): Error {
  const message = `The traffic did not run to its end: ${reasonOf(error)}. Run it again, with fewer calls or for a shorter time if that does not help.`;
  return new ResponseError(LSPErrorCodes.RequestFailed, message);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') return 'it needed more memory than it may have';
  return error.message.replace(/\.$/, '');
}
