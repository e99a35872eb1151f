import Mocha from 'mocha';
import { testFailure } from './failure.ts';
import { writeTotals } from './totals.ts';

/** mocha's reporter `spec`, which besides leaves the totals and what failed in a file when the environment names one. */
class TotalsReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options?: Mocha.MochaOptions) {
    super(runner, options);
    const file = process.env.MCP_POLICY_TEST_TOTALS;
    const suite = process.env.MCP_POLICY_TEST_SUITE;
    if (file === undefined || suite === undefined) return;
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      const failed = this.failures.map((test) => testFailure(test.titlePath(), test.err));
      writeTotals(file, { suite, passed: passes, failed: failures, pending, failures: failed });
    });
  }
}

export = TotalsReporter;
