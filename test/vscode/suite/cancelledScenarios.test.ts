import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ExtensionObservations } from '../../../client/extension.ts';
import type { ScenarioRun } from '../../../client/testing/scenarioRun.ts';
import { runCommand } from '../person.ts';
import { closeWithoutSaving, openPolicy, replaceText, workspaceFile } from '../policyEditor.ts';
import { until } from '../until.ts';

const scenarios = 'scenarios/long.policytest.json';
const policy = 'scenarios/charges.policy.json';

/** Nearly a billion calls: minutes of work. */
const step = '{ "traffic": [{ "tool": "create_charge", "perMinute": 1000000 }], "for": "19m" }';
const steps = Array.from({ length: 50 }, () => step);
const long = `{ "policy": "charges.policy.json", "scenarios": [{ "name": "Long", "steps": [${steps.join(', ')}] }] }`;
const short = `{ "policy": "charges.policy.json", "scenarios": [{ "name": "Short", "steps": [
  { "tool": "create_charge", "args": { "amount": 1 }, "expect": { "outcome": "allowed" } }
] }] }`;

suite('Scenarios that a person stops', () => {
  let begun: ScenarioRun[] = [];
  let ended: ScenarioRun[] = [];
  let editor: vscode.TextEditor;
  let subscription: vscode.Disposable;

  suiteSetup(async () => {
    const extension = vscode.extensions.getExtension<ExtensionObservations>('mcp-policy-author.mcp-policy-author');
    const observations = await extension?.activate();
    assert.ok(observations);
    subscription = vscode.Disposable.from(
      observations.onDidBeginScenarios((run) => begun.push(run)),
      observations.onDidRunScenarios((run) => ended.push(run)),
    );
    await vscode.workspace.fs.writeFile(workspaceFile(scenarios), new TextEncoder().encode(short));
  });
  setup(async () => {
    editor = await openPolicy(scenarios);
    // VS Code saves what its command runs, so the test before may have left the long text on the disk.
    await replaceText(editor, short);
    // VS Code may not have heard of the test view of an extension that has only just started.
    await until('a run of the file', async () => {
      await runCommand('testing.runCurrentFile');
      return ended.length > 0;
    });
    [begun, ended] = [[], []];
  });
  teardown(async () => {
    await runCommand('testing.stopContinuousRun');
    await runCommand('testing.cancelRun');
    await closeWithoutSaving();
  });
  suiteTeardown(async () => {
    subscription.dispose();
    await vscode.workspace.fs.delete(workspaceFile(scenarios));
  });

  /** The long run, once VS Code was told that its steps are running. */
  function underWay(): Promise<ScenarioRun> {
    return until(
      'a long run that is under way',
      () => begun.find(({ started }) => started.length === steps.length) ?? false,
    );
  }

  function end(run: ScenarioRun): Promise<unknown> {
    return until('its end', () => ended.includes(run));
  }

  /** What is asked of the language server next is answered behind whatever it still has to say of the run. */
  async function runSomethingElse(): Promise<void> {
    await openPolicy(policy);
    await runCommand('mcpPolicy.runPolicyScenarios');
    await until('another run', () => ended.find(({ reports }) => reports.some(({ state }) => state === 'passed')));
  }

  function assertStopped({ reports, isCancelled, output, coverage }: ScenarioRun): void {
    assert.equal(isCancelled, true);
    assert.deepEqual(new Set(reports.map(({ state }) => state)), new Set(['skipped']));
    assert.deepEqual([output, coverage], ['', []]);
  }

  test('Cancel Test Run ends a run that is under way, without results, now or later', async () => {
    await replaceText(editor, long);
    // The command ends with its run.
    const command = runCommand('testing.runCurrentFile');
    const run = await underWay();
    assert.deepEqual([run.isContinuous, run.reports], [false, []]);
    await runCommand('testing.cancelRun');
    await end(run);
    await command;
    assertStopped(run);
    await replaceText(editor, short);
    await runSomethingElse();
    assertStopped(run);
  });

  test('Stop Continuous Run ends the rerun that is under way, and nothing is run any more', async () => {
    await runCommand('testing.startContinuousRun');
    const first = await until('the first run', () => ended[0]);
    assert.equal(first.isContinuous, true);
    await replaceText(editor, long);
    const rerun = await underWay();
    assert.equal(rerun.isContinuous, true);
    await runCommand('testing.stopContinuousRun');
    await end(rerun);
    assertStopped(rerun);
    const runs = begun.length;
    await replaceText(editor, short);
    await runSomethingElse();
    assertStopped(rerun);
    assert.deepEqual(
      begun.slice(runs).map(({ isContinuous }) => isContinuous),
      [false],
    );
  });
});
