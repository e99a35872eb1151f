import { momentText } from '../decision/counting/windows.ts';
import { visibleLine } from '../policy/visibleText.ts';
import type { TrafficStream } from '../protocol/traffic.ts';
import { firstMoment, lastMoment } from './scenarioCase.ts';
import { callsIn, type Refusals, type Tally, type TrafficStepResult } from './stepResult.ts';
import type { StepTexts } from './stepText.ts';

/** A step of traffic as lines of text, as it came out and as it was expected: only the numbers of calls can differ. */
export function trafficTexts(result: TrafficStepResult): StepTexts {
  const { allowed, denied, approval } = result.tally;
  const calls = callsIn(result.tally);
  const wanted = new Map(result.step.expected.map(({ kind, expected }) => [kind, Number(expected)]));
  const rest = (known: number): number => Math.max(0, calls - approval - known);
  const expected = {
    allowed: wanted.get('allowed') ?? rest(wanted.get('denied') ?? denied),
    denied: wanted.get('denied') ?? rest(wanted.get('allowed') ?? allowed),
    approval,
  };
  return { expected: asText(result, expected), actual: asText(result, result.tally) };
}

/** `30 of 600 allowed; 570 denied by /tools/pay/limits/pay_rate: Rate limit of 30 per minute reached.` */
export function trafficInShort({ tally, refusals: [most] }: TrafficStepResult): string {
  const counts = `${tally.allowed} of ${callsIn(tally)} allowed`;
  return most === undefined ? counts : visibleLine(`${counts}; ${refusalsInShort(most)}`);
}

function asText({ step, streams, refusals, tally: made }: TrafficStepResult, tally: Tally): string {
  const calls = callsIn(made);
  const lines = [
    `traffic from ${momentText(firstMoment(step))} to ${momentText(lastMoment(step))}`,
    `allowed: ${tally.allowed} of ${calls}`,
    `denied: ${tally.denied} of ${calls}`,
    ...(made.approval > 0 ? [`approval required: ${made.approval} of ${calls}`] : []),
    'streams:',
    ...step.plan.streams.map((stream, index) => `  ${streamLine(stream, streams[index])}`),
    ...(refusals.length > 0 ? ['refused:'] : []),
    ...refusals.map((each) => `  ${refusalsInShort(each)}`),
  ];
  return `${lines.map(visibleLine).join('\n')}\n`;
}

function streamLine({ tool, grant, session }: TrafficStream, tally: Tally | undefined): string {
  const who = [
    grant === 'default' ? [] : [`grant ${grant}`],
    session === 'default' ? [] : [`session ${session}`],
  ].flat();
  const counts = tally === undefined ? '' : `: ${tally.allowed} of ${callsIn(tally)} allowed`;
  return `${tool}${who.length === 0 ? '' : ` (${who.join(', ')})`}${counts}`;
}

function refusalsInShort({ verdict: { outcome, rule, message }, calls }: Refusals): string {
  const words = outcome === 'approval' ? 'held back' : outcome;
  return `${calls} ${words} by ${rule}${message === undefined ? '' : `: ${message}`}`;
}
