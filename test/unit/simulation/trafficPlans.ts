import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CompiledPolicy } from '../../../server/decision/compile/compiledPolicy.ts';
import { compiledPolicyOf } from '../../../server/decision/compile/compilePolicy.ts';
import { type PolicyDocument, parsePolicyDocument } from '../../../server/policy/policyDocument.ts';
import type { TrafficPlan, TrafficRun, TrafficStream } from '../../../server/protocol/traffic.ts';
import { RunningTraffic } from '../../../server/simulation/traffic/runningTraffic.ts';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
/** A midnight. */
export const start = Date.UTC(2026, 2, 1);

/** A stream of a call every second, but for what is said. */
export function stream(change: Partial<TrafficStream> = {}): TrafficStream {
  return {
    tool: 'pay',
    args: {},
    grant: 'default',
    session: 'default',
    upstream: 'ok',
    answeredAfter: 0,
    from: 0,
    to: day,
    pattern: { kind: 'steady', perMinute: 60 },
    ...change,
  };
}

/** A minute of traffic from midnight on, but for what is said. */
export function plan(streams: readonly TrafficStream[], change: Partial<TrafficPlan> = {}): TrafficPlan {
  return { start, duration: minute, windows: 'aligned', streams, ...change };
}

export function documentOf(policy: object): PolicyDocument {
  return parsePolicyDocument(TextDocument.create('file:///policy.json', 'json', 7, JSON.stringify(policy)));
}

export function compiled({ root }: PolicyDocument): CompiledPolicy {
  if (root === undefined) throw new Error('The test has no policy.');
  return compiledPolicyOf(root);
}

/** A policy that lists `pay` with these limits, each as `counter: max/window`. */
export function limited(limits: Readonly<Record<string, string>>): PolicyDocument {
  return documentOf({
    version: '1',
    default: 'deny',
    tools: {
      pay: {
        limits: Object.entries(limits).map(([counter, limit]) => {
          const [max, window] = limit.split('/');
          return { counter, window, max: Number(max), scope: 'grant' };
        }),
      },
    },
  });
}

export function runOf(document: PolicyDocument, of: TrafficPlan): TrafficRun {
  const traffic = new RunningTraffic(compiled(document), of);
  while (!traffic.advance(1000));
  const result = traffic.result(document);
  if (result.state !== 'run') throw new Error(`The traffic did not run: ${JSON.stringify(result)}`);
  return result;
}
