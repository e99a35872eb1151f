import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { TrafficReport } from './trafficJob.ts';
import type { StartTrafficWorker } from './trafficRuns.ts';

/**
 * Ten million calls need some 20 MB: a run's memory does not grow with its calls. Answers that are waited for do take
 * memory, and there are at most a million of them.
 */
const resourceLimits = { maxOldGenerationSizeMb: 768 };

/** Does traffic jobs on threads of their own, from the bundle beside this one. */
export const startTrafficThread: StartTrafficWorker = (job, { report, failed }) => {
  // Nothing that is written there may reach the standard output, on which the editor is spoken to.
  const worker = new Worker(join(__dirname, 'trafficWorker.js'), { workerData: job, resourceLimits, stdout: true });
  worker.on('message', (message: TrafficReport) => report(message));
  worker.on('error', failed);
  worker.on('exit', (code) => failed(new Error(`its thread ended with code ${code}`)));
  // The language server ends when its editor does, whatever is still being run.
  worker.unref();
  return { stop: () => void worker.terminate() };
};
