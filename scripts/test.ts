import { parseArgs } from 'node:util';
import { runScript } from './prepare/ending.ts';
import { runNpmScript } from './prepare/runNpmScript.ts';
import { outcomeOf, type StepOutcome, summary } from './testRun/outcome.ts';
import { chooseSteps, type Step } from './testRun/steps.ts';
import { clearTotals, readTotals, totalsFile } from './testRun/totals.ts';

/**
 * `npm test`: runs every step, goes on after a failing one, and ends with one line of totals.
 *
 *   --only unit,lsp   these steps, and what they need
 */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  const names = values.only?.split(',').filter((name) => name !== '') ?? [];
  const outcomes: StepOutcome[] = [];
  for (const step of chooseSteps(names)) outcomes.push(await runStep(step));
  console.log(`\n${summary(outcomes)}`);
  return outcomes.some(({ failed }) => failed > 0) ? 1 : 0;
}

async function runStep({ name, script, suite, minutes = 5 }: Step): Promise<StepOutcome> {
  console.log(`\n=== ${name} (npm run ${script})`);
  const start = Date.now();
  if (suite !== undefined) clearTotals(suite);
  const env = suite === undefined ? {} : { MCP_POLICY_TEST_SUITE: suite, MCP_POLICY_TEST_TOTALS: totalsFile(suite) };
  const code = await runNpmScript(script, { env, timeoutMilliseconds: minutes * 60_000 });
  const totals = suite === undefined ? null : readTotals(suite);
  return outcomeOf(name, code, totals, Math.round((Date.now() - start) / 1000));
}

runScript(main);
