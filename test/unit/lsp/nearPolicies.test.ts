import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import { policiesNear } from '../../../server/lsp/documents/nearPolicies.ts';
import { diskPolicyFiles } from '../../../server/lsp/documents/policyFiles.ts';
import { placeIn } from '../../../server/lsp/documents/policyPlace.ts';
import { diskTexts } from '../../../server/lsp/scenarios/scenarioTexts.ts';
import { type PolicyDocument, parsePolicyDocument } from '../../../server/policy/policyDocument.ts';

const policy = '{"version": "1", "default": "deny", "tools": {}}';
const stranger = '{"Version": "2012-10-17", "Statement": []}';

suite('The policies that a scenario file can be about', () => {
  let folder = '';
  setup(() => {
    folder = mkdtempSync(join(tmpdir(), 'policies-'));
  });
  teardown(() => rmSync(folder, { recursive: true }));

  function write(files: Readonly<Record<string, string>>): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  }

  function opened(path: string, text = policy): PolicyDocument {
    const uri = URI.file(join(folder, path)).toString();
    return parsePolicyDocument(TextDocument.create(uri, 'json', 1, text));
  }

  function near(scenarios: string, open: readonly PolicyDocument[] = [], workspace = folder): Promise<string[]> {
    const uri = scenarios.includes(':') ? scenarios : URI.file(join(folder, scenarios)).toString();
    return policiesNear(uri, {
      open: () => open,
      saved: diskTexts,
      files: diskPolicyFiles,
      placeOf: (each) => placeIn([URI.file(workspace).toString()], each),
    });
  }

  test('the one of its own name first, then those beside and below it, then those around it', async () => {
    write({
      'policy.json': policy,
      'a/charges.policy.json': policy,
      'a/books.policy.json': policy,
      'a/deep/policy.json': policy,
      'b/policy.json': policy,
    });
    assert.deepEqual(await near('a/charges.policytest.json'), [
      'charges.policy.json',
      'books.policy.json',
      'deep/policy.json',
      '../policy.json',
      '../b/policy.json',
    ]);
    assert.equal((await near('b/policy.policytest.json'))[0], 'policy.json');
  });

  test("other products' policies are none, nor are those of packages and behind links", async () => {
    write({
      'policy.json': stranger,
      'node_modules/x/policy.json': policy,
      'a/policy.json': policy,
      'a/b.json': policy,
    });
    symlinkSync(folder, join(folder, 'a', 'loop'));
    assert.deepEqual(await near('x.policytest.json'), ['a/policy.json']);
  });

  test('what is open counts under any name, and once', async () => {
    write({ 'a.policy.json': policy });
    const open = [opened('rules.json'), opened('a.policy.json'), opened('new/policy.json')];
    assert.deepEqual(await near('x.policytest.json', open), ['a.policy.json', 'rules.json', 'new/policy.json']);
  });

  test('outside of every folder only what is open is known; a name that is none has no policies', async () => {
    write({ 'a.policy.json': policy });
    assert.deepEqual(await near('x.policytest.json', [opened('b.json')], join(folder, 'elsewhere')), ['b.json']);
    assert.deepEqual(await near('a b:c'), []);
  });

  test('a new document has those of the place where it will be saved', async () => {
    write({ 'a/a.policy.json': policy });
    const uri = URI.file(join(folder, 'a/x.policytest.json')).with({ scheme: 'untitled' }).toString();
    const open = [opened('a/a.policy.json')];
    assert.deepEqual(await near(uri, open), ['a.policy.json']);
    assert.deepEqual(await near('untitled:Untitled-1', open), []);
  });

  test('a folder of very many folders is not looked through to its end', async () => {
    for (let index = 0; index < 600; index++) mkdirSync(join(folder, `f${String(index).padStart(3, '0')}`));
    write({ 'f001/a.policy.json': policy, 'f599/z.policy.json': policy });
    assert.deepEqual(await near('x.policytest.json'), ['f001/a.policy.json']);
  });
});
