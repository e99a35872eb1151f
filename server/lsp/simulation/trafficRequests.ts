import { type Connection, ErrorCodes, RequestType, ResponseError } from 'vscode-languageserver';
import type { PolicyDocument } from '../../policy/policyDocument.ts';
import type { Problem } from '../../policy/problems/problem.ts';
import { notifications, requests, type TrafficProgressParams } from '../../protocol/requests.ts';
import type { TrafficCallResult, TrafficPlan, TrafficResult } from '../../protocol/traffic.ts';
import { decidablePolicy } from '../../simulation/decidablePolicy.ts';
import { demandOpen } from '../documents/demandOpen.ts';
import type { PolicyDocuments } from '../documents/policyDocuments.ts';
import { checked, isTrafficCallParams, isTrafficParams } from '../requestParams.ts';
import type { Send } from '../sending.ts';
import type { TrafficJob } from './trafficJob.ts';
import { type StartTrafficWorker, TrafficRuns } from './trafficRuns.ts';

/** What answering needs. */
export interface TrafficAnswering {
  readonly documents: PolicyDocuments;
  readonly problems: (document: PolicyDocument) => readonly Problem[];
  readonly startWorker: StartTrafficWorker;
  readonly send: Send;
}

const trafficRequest = new RequestType<unknown, TrafficResult, void>(requests.traffic);
const trafficCallRequest = new RequestType<unknown, TrafficCallResult | null, void>(requests.trafficCall);

/** Answers what the simulator asks about traffic: on the open text, saved or not, and on threads of their own. */
export function answerTrafficRequests(connection: Connection, answering: TrafficAnswering): void {
  const { documents, problems, send } = answering;
  const runs = new TrafficRuns(answering.startWorker);

  connection.onRequest(trafficRequest, async (params, cancellation): Promise<TrafficResult> => {
    const { uri, plan, token } = checked(requests.traffic, isTrafficParams, params);
    const document = demandOpen(documents, uri);
    const decidable = decidablePolicy(document, problems(document));
    if ('reason' in decidable) return { state: 'undecidable', version: document.version, reason: decidable.reason };
    const answer = await runs.run(jobOf(document, plan), cancellation, ({ done, calls }) => {
      if (token === undefined) return;
      const progress: TrafficProgressParams = { token, done, calls };
      send(connection.sendNotification(notifications.trafficProgress, progress));
    });
    if ('result' in answer) return answer.result;
    throw new ResponseError(ErrorCodes.InternalError, 'The worker explained a call instead of running the traffic.');
  });

  connection.onRequest(trafficCallRequest, async (params, cancellation): Promise<TrafficCallResult | null> => {
    const { uri, plan, call } = checked(requests.trafficCall, isTrafficCallParams, params);
    const document = demandOpen(documents, uri);
    if ('reason' in decidablePolicy(document, problems(document))) return null;
    const answer = await runs.run({ ...jobOf(document, plan), call }, cancellation, () => undefined);
    return 'explained' in answer ? (answer.explained ?? null) : null;
  });
}

function jobOf({ uri, version, text }: PolicyDocument, plan: TrafficPlan): TrafficJob {
  return { uri, version, text: text.getText(), plan };
}
