import assert from 'node:assert/strict';
import { openWorkbench, type Workbench } from './workbench.ts';
import { workspaceCopy } from './workspaceCopy.ts';

/*
 * What an author sees of scenarios in VS Code's own test view, in a real workbench. The tests are steps of one way and
 * follow each other.
 */
suite('A person runs the scenarios of a policy', () => {
  let workbench: Workbench;

  suiteSetup(async () => {
    workbench = await openWorkbench({
      workspace: workspaceCopy('test/vscode/workspace/scenarios', 'person-scenarios'),
    });
  });
  teardown(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('scenarios-failed');
  });
  suiteTeardown(() => workbench.close());

  test('finds the file in the test view without having opened one', async () => {
    await workbench.openTestView();
    assert.deepEqual(await workbench.readTests(), ['charges.policytest.json (Not yet run)']);
  });

  test('runs all, and sees which scenario failed and at which step', async () => {
    await workbench.clickTestAction('Run Tests');
    await workbench.untilTest('charges.policytest.json (Failed)');
    await workbench.expandTest('charges.policytest.json');
    await workbench.expandTest('A charge of');
    await workbench.expandTest('A large charge');
    assert.deepEqual(await workbench.readTests(), [
      'charges.policytest.json (Failed)',
      'The fourth charge in a minute is denied (Passed)',
      'A charge of ${amount} is ${outcome} (Passed)',
      'A charge of 5000 is allowed (Passed)',
      'A charge of 5001 is denied (Passed)',
      'A large charge is allowed (Failed)',
      'create_charge (Passed)',
      'create_charge (Failed)',
    ]);
    await workbench.screenshot('scenarios-ran');
  });

  test('jumps to the failing step, and compares the chain with the one expected', async () => {
    await workbench.openTest('create_charge (Failed)');
    const { expected, actual } = await workbench.readFailure();
    assert.ok(expected.includes('outcome: allowed'), expected.join('\n'));
    assert.ok(actual.includes('outcome: denied'), actual.join('\n'));
    assert.match(actual.join('\n'), /deny_if \/tools\/create_charge\/deny_if\/args\.amount-gt args\.amount is 9000/);
    await workbench.page.locator('.statusbar', { hasText: 'Ln 31,' }).waitFor();
    await workbench.screenshot('scenarios-failure');
  });

  test('goes on to the rule of the policy that decided', async () => {
    await workbench.runCommand('Test: Go to Next Test Failure');
    const stack = workbench.page.locator('.test-output-peek');
    await stack.getByText('charges.policy.json').waitFor();
    await workbench.screenshot('scenarios-decided');
    await workbench.press('Escape');
  });

  test('watches them: an edit of the policy that is not saved decides at once', async () => {
    await workbench.clickTestAction('Start Continuous Run');
    await workbench.openFile('charges.policy.json');
    await workbench.putCursor('selected', '5000');
    await workbench.type('9000');
    await workbench.untilTest('A large charge is allowed (Passed)');
    await workbench.untilTest('A charge of 5001 is denied (Failed)');
    await workbench.screenshot('scenarios-watched');
    await workbench.press('Control+Z');
    await workbench.untilTest('A large charge is allowed (Failed)');
    await workbench.clickTestAction('Stop Continuous Run');
  });

  test('runs with coverage, and sees in the policy what no scenario exercises', async () => {
    await workbench.clickTestAction('Run Tests with Coverage');
    await workbench.page.locator('.test-coverage-list-item').first().waitFor();
    await workbench.press('Control+J');
    await workbench.openFile('charges.policy.json');
    const coverage = new Map((await workbench.readCoverage()).map(({ line, coverage }) => [Number(line), coverage]));
    // A condition that held and did not hold, one that never held, and a tool that is never called.
    assert.deepEqual(
      [9, 15, 24].map((line) => coverage.get(line)),
      ['covered', 'both', 'uncovered'],
    );
    await workbench.screenshot('scenarios-coverage');
  });

  test('starts a scenario file from what the policy says, and saves it beside the other', async () => {
    await workbench.runCommand('MCP Policy: New Scenario');
    await workbench.page.locator('.tab.active', { hasText: 'charges-2.policytest.json' }).waitFor();
    await workbench.page.locator('.view-line', { hasText: '"policy": "charges.policy.json"' }).first().waitFor();
    await workbench.screenshot('scenarios-new');
    await workbench.press('Control+S');
    await workbench.untilTest('charges-2.policytest.json');
    await workbench.runCommand('Test: Run All Tests');
    await workbench.untilTest('charges-2.policytest.json (Passed)');
    await workbench.screenshot('scenarios-new-passed');
  });
});
