import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { itemsAt, labelOf, take } from '../completing.ts';
import { answering, picking, runCommand } from '../person.ts';
import { closeWithoutSaving, openPolicy, replaceText, untilCodes } from '../policyEditor.ts';
import { hoverAt } from '../reading.ts';
import { until } from '../until.ts';

/** One test for each family of language features that a person can see, on a policy whose server is connected. */
suite('Writing a policy whose server is connected', () => {
  let editor: vscode.TextEditor;

  suiteSetup(async () => {
    await openPolicy('two/payments.policy.json');
    await answering('Start Server', () => picking('payments', () => runCommand('mcpPolicy.connectServer')));
  });
  setup(async () => {
    editor = await openPolicy('two/payments.policy.json');
    await untilCodes(editor.document.uri);
  });
  teardown(closeWithoutSaving);

  test('completion inside conditions: the argument, its operators, its values', async () => {
    const before = '"deny_if": [{ "conditions": [{ "path": "';
    const head = '{"version": "1", "default": "deny", "tools": {"create_charge": {';
    await replaceText(editor, `${head}${before}`);
    const paths = await itemsAt(editor);
    assert.ok(
      paths.some((item) => labelOf(item) === 'args.currency'),
      `among ${paths.map(labelOf)}`,
    );
    await take(editor, paths, 'args.currency');
    await replaceText(editor, `${head}"deny_if": [{"conditions": [{"path": "args.currency", "op": "`);
    const operators = (await itemsAt(editor)).map(labelOf);
    assert.ok(operators.includes('in') && !operators.includes('gt'), `among ${operators}`);
    await replaceText(editor, `${head}"deny_if": [{"conditions": [{"path": "args.currency", "op": "eq", "value": "`);
    const values = (await itemsAt(editor)).map(labelOf);
    assert.ok(values.includes('"usd"') || values.includes('usd'), `among ${values}`);
  });

  test('hover: what a rule does, in a sentence, and what a limit comes to', async () => {
    const text = editor.document.getText();
    assert.match(await hoverAt(editor.document, text.indexOf('"conditions"') + 3), /amount/);
    assert.match(await hoverAt(editor.document, text.indexOf('"max"') + 2), /30/);
    assert.match(await hoverAt(editor.document, text.indexOf('"gt"') + 2), /greater|more/i);
  });

  test('a check against the schema, and its quick fix', async () => {
    const { document } = editor;
    await replaceText(editor, document.getText().replace('args.amount', 'args.amuont'));
    await untilCodes(document.uri, 'unknown-argument');
    const fix = (await actionsAt(document, document.getText().indexOf('amuont'))).find(({ title }) =>
      title.includes('amount'),
    );
    assert.ok(fix?.edit);
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    assert.ok(document.getText().includes('"args.amount"'));
    await untilCodes(document.uri);
  });

  test('fix all: every evident mistake in one go', async () => {
    const { document } = editor;
    await replaceText(editor, '{"version": 1, "default": "deny", "tools": {"create_charge": {"acton": "deny"}}}');
    await untilCodes(document.uri, 'wrong-value', 'unknown-key');
    await runCommand('editor.action.fixAll');
    await until('the policy without its mistakes', () => document.getText().includes('"version": "1"'));
    assert.ok(!document.getText().includes('acton'), document.getText());
  });

  test('rename: a counter within its tool', async () => {
    const { document } = editor;
    const at = document.positionAt(document.getText().indexOf('create_charge_rate') + 2);
    const edit: vscode.WorkspaceEdit = await vscode.commands.executeCommand(
      'vscode.executeDocumentRenameProvider',
      document.uri,
      at,
      'charges',
    );
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.ok(document.getText().includes('"counter": "charges"'));
  });

  test('rename: a tool, in its policy and in the scenarios of that policy', async () => {
    const { document } = editor;
    const at = document.positionAt(document.getText().indexOf('"create_charge"') + 2);
    const edit: vscode.WorkspaceEdit = await vscode.commands.executeCommand(
      'vscode.executeDocumentRenameProvider',
      document.uri,
      at,
      'charge',
    );
    assert.deepEqual(
      edit
        .entries()
        .map(([uri]) => uri.path.split('/').at(-1))
        .sort(),
      ['payments.policy.json', 'payments.policytest.json'],
    );
  });

  test('references, definition and outline', async () => {
    const { document } = editor;
    const at = document.positionAt(document.getText().indexOf('"list_charges"') + 2);
    const references: vscode.Location[] = await vscode.commands.executeCommand(
      'vscode.executeReferenceProvider',
      document.uri,
      at,
    );
    assert.equal(references.length, 1);
    const symbols: vscode.DocumentSymbol[] = await vscode.commands.executeCommand(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    );
    const names = (all: readonly vscode.DocumentSymbol[]): string[] =>
      all.flatMap(({ name, children }) => [name, ...names(children)]);
    assert.ok(names(symbols).includes('create_charge'), `among ${names(symbols)}`);
  });

  test('inlay hints: what a limit comes to in an hour and a day', async () => {
    const { document } = editor;
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const hints = await until('the hints', async () => {
      const found: vscode.InlayHint[] = await vscode.commands.executeCommand(
        'vscode.executeInlayHintProvider',
        document.uri,
        whole,
      );
      return found.length > 0 && found;
    });
    const label = hints[0]?.label;
    assert.match(
      typeof label === 'string' ? label : (label?.map(({ value }) => value).join('') ?? ''),
      /1,800.*43,200/,
    );
  });

  test('a source action sorts the tools; undo takes it back', async () => {
    const { document } = editor;
    await replaceText(
      editor,
      '{\n  "version": "1",\n  "default": "deny",\n  "tools": {\n    "b": {},\n    "a": {}\n  }\n}',
    );
    await untilCodes(document.uri, 'unknown-tool', 'unknown-tool');
    const actions = await actionsAt(document, 0, vscode.CodeActionKind.Source);
    const sort = actions.find(({ title }) => /sort/i.test(title) && /tools/i.test(title));
    assert.ok(sort?.edit, `among ${actions.map(({ title }) => title)}`);
    await vscode.workspace.applyEdit(sort.edit);
    assert.ok(document.getText().indexOf('"a"') < document.getText().indexOf('"b"'));
    await runCommand('undo');
    assert.ok(document.getText().indexOf('"b"') < document.getText().indexOf('"a"'));
  });
});

async function actionsAt(
  document: vscode.TextDocument,
  offset: number,
  kind?: vscode.CodeActionKind,
): Promise<vscode.CodeAction[]> {
  const at = document.positionAt(offset);
  return vscode.commands.executeCommand(
    'vscode.executeCodeActionProvider',
    document.uri,
    new vscode.Range(at, at),
    kind?.value,
  );
}
