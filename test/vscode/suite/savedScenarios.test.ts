import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { saveScenarios } from '../../../client/simulator/scenarios/saveScenario.ts';
import type { ScenarioToSave } from '../../../client/simulator/scenarios/scenarioSteps.ts';
import { answering } from '../person.ts';
import { closeWithoutSaving, workspaceFile } from '../policyEditor.ts';

const made: ScenarioToSave = {
  windows: 'aligned',
  scenario: {
    name: 'A charge is allowed',
    now: '2026-03-02T10:31:00Z',
    steps: [{ tool: 'create_charge', args: { amount: 100 }, expect: { outcome: 'allowed' } }],
  },
};

suite('Scenarios that the simulator saves', () => {
  teardown(closeWithoutSaving);

  test('go to the end of the file beside the policy, unsaved, shown, and can be undone', async () => {
    const file = workspaceFile('scenarios/charges.policytest.json');
    const before = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
    const editor = await saveScenarios(workspaceFile('scenarios/charges.policy.json'), [made]);
    assert.ok(editor);
    const { document, selection } = editor;
    assert.equal(document.uri.toString(), file.toString());
    assert.ok(document.isDirty);
    assert.deepEqual(JSON.parse(document.getText()).scenarios.at(-1), made.scenario);
    assert.deepEqual(JSON.parse(document.getText(selection)), made.scenario);
    assert.equal(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)), before);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), before);
  });

  test('begin a new document of that name where there is none, and go on in it', async () => {
    const policy = workspaceFile('everything/policy.json');
    const editor = await saveScenarios(policy, [made]);
    assert.ok(editor?.document.isUntitled);
    assert.match(editor.document.uri.path, /\/everything\/policy\.policytest\.json$/);
    const again = await saveScenarios(policy, [made]);
    assert.equal(again?.document, editor.document);
    const { policy: named, scenarios } = JSON.parse(editor.document.getText());
    assert.equal(named, 'policy.json');
    assert.deepEqual(
      scenarios.map(({ name }: { readonly name: string }) => name),
      ['A charge is allowed', 'A charge is allowed (2)'],
    );
  });

  test('are not written into a file that cannot be read: it is shown, and that is said', async () => {
    const file = workspaceFile('scenarios/charges.policytest.json');
    const editor = await vscode.window.showTextDocument(file);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '{'));
    const before = editor.document.getText();
    const shown = await answering(undefined, () =>
      saveScenarios(workspaceFile('scenarios/charges.policy.json'), [made]),
    );
    assert.match(
      shown[0]?.text ?? '',
      /^Nothing was written: .*charges\.policytest\.json is not valid JSON: mend it first\.$/,
    );
    assert.equal(editor.document.getText(), before);
  });

  test('need a policy that is a file', async () => {
    const policy = vscode.Uri.parse('untitled:policy.json');
    const shown = await answering(undefined, () => saveScenarios(policy, [made]));
    assert.match(shown[0]?.text ?? '', /^Save the policy first/);
  });
});
