import {
  type CallResult,
  maximumTimes,
  type SimulatedCall,
  type SimulationResult,
  type ToolChoice,
} from '../../server/protocol/simulation.ts';
import { writtenJson } from '../../server/protocol/writtenJson.ts';

/** What the policy is asked while a draft is made. */
export interface DraftQuestions {
  readonly tools: readonly ToolChoice[];
  /** Replays calls from empty counters. */
  simulate(calls: readonly SimulatedCall[]): Promise<SimulationResult>;
}

/** A draft, or why there is none. */
export type Draft = { readonly text: string } | { readonly problem: string };

/** A call, and what the policy says to it when it is the first of all. */
interface Answered {
  readonly call: SimulatedCall;
  readonly result: CallResult;
}

/** Where the clock of a scenario file starts that says nothing else. */
const start = Date.UTC(2026, 0, 1, 12);

/** More tools than this are not tried. */
const mostTried = 50;

/** What a policy says to tools that it does not list. */
const unlisted = 'a_tool_that_is_not_listed';

/** Ends the search for a draft: the policy decides nothing. */
class Undecidable extends Error {}

/**
 * A scenario file to start from: a call that the policy allows and one that it does not, found by asking the policy, with
 * what it said as the expectations.
 *
 * @param policy the policy's path, relative to the file
 */
export async function draftScenarios(policy: string, { tools, simulate }: DraftQuestions): Promise<Draft> {
  async function answerTo(call: SimulatedCall): Promise<Answered | undefined> {
    const answer = await simulate([call]);
    if (answer.state === 'undecidable') throw new Undecidable(answer.reason);
    const result = answer.results[0];
    return result && { call, result };
  }

  async function firstOf(calls: readonly SimulatedCall[], isWanted: (result: CallResult) => boolean) {
    for (const call of calls) {
      const answered = await answerTo(call);
      if (answered !== undefined && isWanted(answered.result)) return answered;
    }
    return undefined;
  }

  /** The burst that fills a limit and asks once more. */
  async function beyondLimit(call: SimulatedCall): Promise<Answered | undefined> {
    const filled = await answerTo({ ...call, times: maximumTimes });
    if (filled === undefined || filled.result.allowed === maximumTimes) return undefined;
    return answerTo({ ...call, times: filled.result.allowed + 1 });
  }

  const calls = [...tools.toSorted(byWorth).slice(0, mostTried).flatMap(attempts), call(unlisted, {})];
  try {
    const allowed = await firstOf(calls, isAllowed);
    const ofSameTool = calls.filter(({ tool }) => tool === allowed?.call.tool);
    const denied =
      (await firstOf(ofSameTool, (result) => !isAllowed(result))) ??
      (allowed && (await beyondLimit(allowed.call))) ??
      (await firstOf(calls, (result) => !isAllowed(result)));
    const scenarios = [allowed, denied].flatMap((answered) => (answered === undefined ? [] : scenario(answered)));
    return { text: `${writtenJson({ policy, scenarios }, 2)}\n` };
  } catch (error) {
    if (error instanceof Undecidable) return { problem: error.message };
    throw error;
  }
}

function isAllowed({ outcome }: CallResult): boolean {
  return outcome === 'allowed';
}

/** A tool with rules says more of a policy than one without. */
const worth: readonly ToolChoice['standing'][] = ['conditioned', 'limited', 'allowed', 'approval', 'denied', 'hidden'];

function byWorth(one: ToolChoice, other: ToolChoice): number {
  return worth.indexOf(one.standing) - worth.indexOf(other.standing);
}

function attempts({ name, sampleArguments }: ToolChoice): SimulatedCall[] {
  const empty = call(name, {});
  return Object.keys(sampleArguments).length === 0 ? [empty] : [call(name, sampleArguments), empty];
}

function call(tool: string, args: SimulatedCall['args']): SimulatedCall {
  return { tool, args, at: start, grant: 'default', session: 'default', upstream: 'ok', times: 1 };
}

function scenario({ call: { tool, args, times }, result: { outcome, rule, allowed } }: Answered) {
  const isBurst = times > 1;
  const verdict = { allowed: 'is allowed', denied: 'is denied', approval: 'needs approval' }[outcome];
  const often = allowed === 1 ? 'once' : `${allowed} times`;
  return {
    name: isBurst ? `${tool} is allowed ${often} at one moment, then no more` : `${tool} ${verdict}`,
    steps: [
      {
        tool,
        ...(Object.keys(args).length === 0 ? {} : { args }),
        ...(isBurst ? { times } : {}),
        expect: { outcome, ...(rule === undefined ? {} : { rule }), ...(isBurst ? { allowed } : {}) },
      },
    ],
  };
}
