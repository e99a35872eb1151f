import type { CallServer } from '../languageServer.ts';
import { type Session, windowsOf } from '../session/session.ts';
import { expectationOf, isWritable, type ScenariosToSave, scenarioOf } from './scenarioSteps.ts';

/**
 * The history as one scenario, with what the policy as it is says to each call as what is expected. Rejects when there is
 * none, and says why.
 */
export async function historyScenario(
  server: Pick<CallServer, 'simulate'>,
  uri: string,
  session: Session | undefined,
): Promise<ScenariosToSave> {
  const calls = session?.history.map(({ call }) => call) ?? [];
  const last = calls.at(-1);
  if (session === undefined || last === undefined) throw new Error('There are no calls in the history.');
  if (!isWritable(last.at)) throw new Error('The clock is beyond the year 9999, which a scenario file cannot name.');
  const windows = windowsOf(session.form);
  // Whoever saves waits for it: nobody takes it back.
  const answer = await server.simulate({ uri, calls, windows }, new AbortController().signal);
  if (answer.state === 'undecidable') throw new Error(answer.reason);
  const expected = calls.map((call, place) => {
    const result = answer.results[place];
    return { call, expect: result === undefined ? {} : expectationOf(result, call.times) };
  });
  return { scenarios: [{ windows, scenario: scenarioOf({ name: nameOf(session) }, expected) }], unwritten: [] };
}

/** Names beyond these are told by their number. */
const mostNames = 3;

function nameOf({ history }: Session): string {
  const count = history.reduce((sum, { call }) => sum + call.times, 0);
  const tools = [...new Set(history.map(({ call }) => call.tool))];
  const others = tools.length - mostNames;
  const names = [...tools.slice(0, mostNames), ...(others > 0 ? [`${others} more`] : [])];
  return `${count === 1 ? '1 call' : `${count} calls`} of ${names.join(', ')}`;
}
