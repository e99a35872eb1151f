import { TextDocument } from 'vscode-languageserver-textdocument';
import { compiledPolicyOf } from '../../decision/compile/compilePolicy.ts';
import { type PolicyDocument, parsePolicyDocument } from '../../policy/policyDocument.ts';
import type { TrafficProgressParams } from '../../protocol/requests.ts';
import type { TrafficCallResult, TrafficPlan, TrafficResult } from '../../protocol/traffic.ts';
import { RunningTraffic } from '../../simulation/traffic/runningTraffic.ts';
import { shownTrafficCall, trafficCallAt } from '../../simulation/traffic/trafficCallAt.ts';

/** What a worker is given: plain values, since they cross threads. The policy can be decided on. */
export interface TrafficJob {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
  readonly plan: TrafficPlan;
  /** The call to explain, by its place in the run; absent: the run is wanted. */
  readonly call?: number;
}

export type TrafficProgress = Omit<TrafficProgressParams, 'token'>;

/** What a worker says of its job: how far it is, and in the end the answer. */
export type TrafficReport =
  | { readonly progress: TrafficProgress }
  | { readonly result: TrafficResult }
  | { readonly explained: TrafficCallResult | undefined };

/** How many calls are made between two looks at the clock; an expensive pattern takes its time. */
const callsAtOnce = 2_000;
/** Milliseconds between two reports. */
const betweenReports = 100;

/**
 * Does a job to its end on this thread.
 * @param now milliseconds, whatever they count from
 */
export function doTrafficJob(job: TrafficJob, report: (report: TrafficReport) => void, now: () => number): void {
  const document = parsePolicyDocument(TextDocument.create(job.uri, 'json', job.version, job.text));
  const { root } = document;
  if (root === undefined) throw new Error('There is no policy in the text.');
  const policy = compiledPolicyOf(root);
  if (job.call === undefined) {
    report({ result: run(new RunningTraffic(policy, job.plan), document, report, now) });
    return;
  }
  const explained = trafficCallAt(policy, job.plan, job.call);
  report({ explained: explained && shownTrafficCall(explained, document) });
}

function run(
  traffic: RunningTraffic,
  document: PolicyDocument,
  report: (report: TrafficReport) => void,
  now: () => number,
): TrafficResult {
  let reported = now();
  while (!traffic.advance(callsAtOnce)) {
    const moment = now();
    if (moment - reported < betweenReports) continue;
    reported = moment;
    report({ progress: { done: traffic.made, calls: traffic.calls } });
  }
  return traffic.result(document);
}
