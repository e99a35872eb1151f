import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ExtensionObservations } from '../../../client/extension.ts';
import type { ScenarioRun } from '../../../client/testing/scenarioRun.ts';
import { answering, runCommand } from '../person.ts';
import { closeWithoutSaving, openPolicy, replaceText, workspaceFile } from '../policyEditor.ts';
import { until } from '../until.ts';

const scenarios = 'scenarios/charges.policytest.json';
const policy = 'scenarios/charges.policy.json';

/** VS Code shows results to people only, so the extension says what it told VS Code. */
suite('Scenarios in the test view', () => {
  let runs: ScenarioRun[] = [];
  let subscription: vscode.Disposable;

  suiteSetup(async () => {
    const extension = vscode.extensions.getExtension<ExtensionObservations>('mcp-policy-author.mcp-policy-author');
    const observations = await extension?.activate();
    assert.ok(observations);
    subscription = observations.onDidRunScenarios((run) => runs.push(run));
  });
  setup(() => {
    runs = [];
  });
  teardown(closeWithoutSaving);
  suiteTeardown(() => subscription.dispose());

  function nextRun(): Promise<ScenarioRun> {
    return until('a run', () => runs.shift() ?? false);
  }

  /** What was told of one file: `label state`. */
  function told({ reports }: ScenarioRun, path = scenarios): string[] {
    const file = workspaceFile(path).toString();
    return reports.filter((report) => report.file === file).map(({ label, state }) => `${label} ${state}`);
  }

  const asWritten = [
    'create_charge ×3 passed',
    'create_charge passed',
    'create_charge passed',
    'create_charge passed',
    'create_charge passed',
    'create_charge passed',
    'create_charge failed',
  ];

  test('Run All runs the scenarios of every folder', async () => {
    // VS Code may not have heard of the test view of an extension that has only just started.
    const run = await until('a run of everything', async () => {
      await runCommand('testing.runAll');
      return runs.shift() ?? false;
    });
    assert.deepEqual(told(run), asWritten);
    assert.deepEqual(told(run, 'two/payments.policytest.json'), ['create_charge passed']);
    assert.equal(run.coverage.length > 0, true);
  });

  test('a failing step is told at its expectation, with both chains and the rule that decided', async () => {
    const { document } = await openPolicy(scenarios);
    await runCommand('testing.runCurrentFile');
    const run = await nextRun();
    assert.deepEqual(told(run), asWritten);
    const message = run.reports.find(({ state }) => state === 'failed')?.messages[0];
    assert.ok(message?.range && message.difference && message.decidedAt);
    const line = document.lineAt(message.range.start.line).text;
    assert.match(line, /9000.*"expect"/);
    assert.notEqual(message.difference.expected, message.difference.actual);
    assert.equal(vscode.Uri.parse(message.decidedAt.policyUri).toString(), workspaceFile(policy).toString());
    assert.match(run.output, /A large charge is allowed/);
    assert.equal(run.output.replaceAll('\r\n', '').includes('\n'), false);
  });

  test('Run Scenarios of This Policy goes by the text in the editor, saved or not', async () => {
    const editor = await openPolicy(policy);
    await replaceText(editor, editor.document.getText().replace('5000', '9999'));
    await runCommand('mcpPolicy.runPolicyScenarios');
    const run = await nextRun();
    assert.deepEqual(told(run).slice(3), [
      'create_charge passed',
      'create_charge failed',
      'create_charge passed',
      'create_charge passed',
    ]);
    assert.deepEqual(new Set(run.reports.map(({ file }) => file)), new Set([workspaceFile(scenarios).toString()]));
  });

  test('scenarios that cannot be read are an error of the file', async () => {
    const editor = await openPolicy(scenarios);
    await replaceText(editor, '{"policy": "charges.policy.json", ');
    // VS Code's own command would save the file first.
    await runCommand('mcpPolicy.runPolicyScenarios');
    const run = await nextRun();
    assert.deepEqual(
      run.reports.map(({ state, test }) => [state, test]),
      [['errored', undefined]],
    );
  });

  test('a file that is deleted is not run any more, though VS Code still holds its text', async () => {
    const gone = 'scenarios/gone.policytest.json';
    const runOfPolicy = async () => {
      await runCommand('mcpPolicy.runPolicyScenarios');
      return nextRun();
    };
    const text = await vscode.workspace.fs.readFile(workspaceFile(scenarios));
    await vscode.workspace.fs.writeFile(workspaceFile(gone), text);
    const { document } = await openPolicy(gone);
    await openPolicy(policy);
    await until('a run with the file', async () => told(await runOfPolicy(), gone).length > 0);
    await vscode.workspace.fs.delete(workspaceFile(gone));
    const run = await until('a run without it', async () => {
      const next = await runOfPolicy();
      return told(next, gone).length === 0 && next;
    });
    assert.equal(document.isClosed, false);
    assert.deepEqual(told(run), asWritten);
  });

  test('coverage says which rules, conditions and limits were exercised', async () => {
    await openPolicy(scenarios);
    await runCommand('testing.coverageCurrentFile');
    const { coverage } = await nextRun();
    const ofPolicy = coverage.find(({ policyUri }) => policyUri.endsWith('charges.policy.json'));
    const executed = ofPolicy?.statements.map(({ kind, executed }) => `${kind} ${executed > 0}`);
    assert.deepEqual(executed, ['tool true', 'rule true', 'rule true', 'limit true', 'tool false']);
    const condition = (path: string) =>
      ofPolicy?.branches.find(({ kind, name }) => kind === 'condition' && name.includes(path));
    assert.ok((condition('args.amount')?.heldTrue ?? 0) > 0);
    assert.ok((condition('args.amount')?.heldFalse ?? 0) > 0);
    assert.equal(condition('args.currency')?.heldTrue, 0);
  });

  test('while they are watched, an edit of the scenario or of the policy runs them again', async () => {
    await openPolicy(scenarios);
    await runCommand('testing.startContinuousRun');
    const first = await nextRun();
    assert.equal(first.isContinuous, true);
    const editor = await openPolicy(policy);
    await replaceText(editor, editor.document.getText().replace('5000', '9999'));
    const again = await until('a run with the new policy', async () => {
      const run = await nextRun();
      return told(run).at(-1) === 'create_charge passed' && run;
    });
    assert.equal(again.isContinuous, true);
    await runCommand('testing.stopContinuousRun');
  });

  suite('New Scenario', () => {
    test('opens a document beside the policy with a call that is allowed and one that is denied', async () => {
      await openPolicy('two/contacts.policy.json');
      await runCommand('mcpPolicy.newScenario');
      const document = vscode.window.activeTextEditor?.document;
      assert.equal(document?.isUntitled, true);
      assert.equal(document?.uri.path, workspaceFile('two/contacts.policytest.json').path);
      const { policy: named, scenarios: drafted } = JSON.parse(document?.getText() ?? '');
      assert.equal(named, 'contacts.policy.json');
      const outcomes = drafted.flatMap(({ steps }: { steps: { expect: { outcome: string } }[] }) =>
        steps.map(({ expect }) => expect.outcome),
      );
      assert.deepEqual(outcomes, ['allowed', 'denied']);
    });

    test('overwrites nothing: where there is a file, the name gets a number', async () => {
      await openPolicy(policy);
      await runCommand('mcpPolicy.newScenario');
      assert.equal(
        vscode.window.activeTextEditor?.document.uri.path,
        workspaceFile('scenarios/charges-2.policytest.json').path,
      );
    });

    test('is offered where a policy has no scenarios', async () => {
      await openPolicy('two/contacts.policy.json');
      const shown = await answering('New Scenario', () => runCommand('mcpPolicy.runPolicyScenarios'));
      assert.deepEqual(
        shown.map(({ text }) => text),
        ['No scenario file names this policy.'],
      );
      assert.equal(vscode.window.activeTextEditor?.document.isUntitled, true);
    });
  });
});
