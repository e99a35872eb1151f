/** The entry of a worker thread that does one traffic job: bundled to `dist/trafficWorker.js`, beside the server. */
import { parentPort, workerData } from 'node:worker_threads';
import { doTrafficJob, type TrafficJob } from './trafficJob.ts';

// Posted by `trafficThread`, which takes nothing else.
const job: TrafficJob = workerData;
doTrafficJob(
  job,
  (report) => parentPort?.postMessage(report),
  () => performance.now(),
);
