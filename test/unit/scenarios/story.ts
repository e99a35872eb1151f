import { wholeRun } from '../../../server/scenarios/runScenario.ts';
import { scenarioRuns } from '../../../server/scenarios/scenarioFile.ts';
import { callsIn } from '../../../server/scenarios/stepResult.ts';
import { resultInShort } from '../../../server/scenarios/stepText.ts';
import { scenariosOf } from '../../markedScenarios.ts';

/** What becomes of the steps of a file's cases: a line for the case, and lines for its steps and what failed in them. */
export function story(scenarios: readonly object[], more: object = {}): string[] {
  const file = scenariosOf(JSON.stringify({ policy: 'policy.json', ...more, scenarios }));
  return scenarioRuns(file).flatMap((run) => {
    if (run.blocked !== undefined) return [`${run.case.id}: ${run.blocked.message}`];
    const steps = wholeRun(run.steps()).flatMap((result) => [
      `  ${result.step.name}: ${result.tally.allowed}/${callsIn(result.tally)} ${resultInShort(result)}`,
      ...result.failures.map(({ message }) => `    ${message}`),
    ]);
    return [run.case.id, ...steps];
  });
}

export const charge = { tool: 'create_charge', args: { amount: 5, currency: 'usd' } };
export const rate = '/tools/create_charge/limits/create_charge_rate';
/** What becomes of one charge too many. */
export const full = `denied by ${rate}: Rate limit of 30 per minute reached. Try again later.`;
