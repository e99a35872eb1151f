import assert from 'node:assert/strict';
import fs from 'node:fs';
import { answering, picking, runCommand, type ShownMessage } from '../person.ts';
import { closeWithoutSaving, openPolicy, workspaceFile } from '../policyEditor.ts';
import { type Prompt, prompting } from '../prompts.ts';

/** Notes what it was given, and starts with the right token alone. */
const server = `
import { writeFileSync } from 'node:fs';
const { TOKEN, REGION, ROLE } = process.env;
writeFileSync('started.json', JSON.stringify([TOKEN, REGION, ROLE]));
if (TOKEN === 'wrong') {
  console.error('The token is wrong.');
  process.exit(1);
}
process.argv[2] = '../two/contacts.json';
await import('../two/server.mjs');
`;

const definition = {
  inputs: [
    { id: 'token', type: 'promptString', description: 'Token of the shop', password: true },
    { id: 'region', type: 'promptString', description: 'Region', default: 'eu' },
    { id: 'role', type: 'pickString', description: 'Role', options: ['writer', 'reader'], default: 'reader' },
  ],
  servers: {
    asking: {
      command: 'node',
      args: ['server.mjs'],
      cwd: '${workspaceFolder}',
      env: { TOKEN: '${input:token}', REGION: '${input:region}', ROLE: '${input:role}' },
    },
  },
};

const kept = ' — Your answer is kept in VS Code’s secret storage until you run “Forget Trusted MCP Servers”.';
const token: Prompt = { text: `Token of the shop${kept}`, password: true };
const region: Prompt = { text: `Region${kept}`, password: false, preset: 'eu' };
const role: Prompt = { text: 'Role', labels: ['reader', 'writer'] };

suite('Answers that a definition asks for', () => {
  const file = (name: string) => workspaceFile(`inputs/${name}`).fsPath;
  /** What the server was started with since it was asked the last time. */
  function startedWith(): unknown {
    if (!fs.existsSync(file('started.json'))) return undefined;
    const given = JSON.parse(fs.readFileSync(file('started.json'), 'utf8'));
    fs.rmSync(file('started.json'));
    return given;
  }
  /** Connects and answers; resolves to what was asked, in boxes, in lists and in messages. */
  async function connect(answers: readonly (string | undefined)[], buttons: readonly string[] = ['Start Server']) {
    let messages: ShownMessage[] = [];
    const prompts = await prompting(answers, async () => {
      messages = await answering(buttons, () => runCommand('mcpPolicy.connectServer'));
    });
    return { prompts, messages: messages.map(({ text }) => text) };
  }
  const question = 'Start the MCP server "asking" on this computer?';

  suiteSetup(() => {
    fs.mkdirSync(file('.vscode'), { recursive: true });
    fs.writeFileSync(file('.vscode/mcp.json'), JSON.stringify(definition));
    fs.writeFileSync(file('server.mjs'), server);
    fs.writeFileSync(file('policy.json'), '{ "version": "1", "default": "deny", "tools": {} }\n');
  });
  setup(() => openPolicy('inputs/policy.json'));
  teardown(closeWithoutSaving);
  suiteTeardown(async () => {
    await picking('asking', () => answering(undefined, () => runCommand('mcpPolicy.forgetServers')));
    fs.rmSync(file('.'), { recursive: true });
  });

  test('are asked for after the person said yes; Escape starts nothing, and keeps nothing', async () => {
    assert.deepEqual((await connect(['right'], [])).prompts, []);
    assert.deepEqual(await connect(['secret', 'us', undefined]), {
      prompts: [token, region, role],
      messages: [question],
    });
    assert.equal(startedWith(), undefined);
  });

  test('are hidden where they are passwords, preset where there is a default, and given to the server', async () => {
    const { prompts, messages } = await connect(['right', 'eu', 'writer']);
    assert.deepEqual(prompts, [token, region, role]);
    assert.deepEqual(messages, []);
    assert.deepEqual(startedWith(), ['right', 'eu', 'writer']);
  });

  test('are asked for once', async () => {
    assert.deepEqual(await connect([]), { prompts: [], messages: [] });
    assert.deepEqual(startedWith(), ['right', 'eu', 'writer']);
  });

  test('can be given anew when they did not work', async () => {
    await picking('asking', () => answering(undefined, () => runCommand('mcpPolicy.forgetServers')));
    const answers = ['wrong', 'eu', 'reader', 'right', 'us', 'reader'];
    const { prompts, messages } = await connect(answers, ['Start Server', 'Answer Again']);
    assert.deepEqual(prompts, [token, region, role, token, region, role]);
    assert.equal(messages.length, 2);
    assert.match(messages[1] ?? '', /“The token is ‹\$\{input:token\}›\.”/);
    assert.deepEqual(startedWith(), ['right', 'us', 'reader']);
  });

  test('are forgotten together with the server', async () => {
    await picking('asking', () => answering(undefined, () => runCommand('mcpPolicy.forgetServers')));
    assert.deepEqual(await connect([undefined]), { prompts: [token], messages: [question] });
    assert.equal(startedWith(), undefined);
  });

  test('an option that is not offered any more is asked for again', async () => {
    await connect(['right', 'eu', 'writer']);
    const [first, second, third] = definition.inputs;
    const inputs = [first, second, { ...third, options: ['reader', 'auditor'] }];
    fs.writeFileSync(file('.vscode/mcp.json'), JSON.stringify({ ...definition, inputs }));
    const { prompts } = await connect(['auditor']);
    assert.deepEqual(prompts, [{ ...role, labels: ['reader', 'auditor'] }]);
    assert.deepEqual(startedWith(), ['right', 'eu', 'auditor']);
  });
});
