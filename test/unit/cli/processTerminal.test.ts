import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processTerminal } from '../../../server/cli/processTerminal.ts';
import { runCommandLine } from '../../../server/cli/program.ts';
import type { Terminal } from '../../../server/cli/terminal.ts';

interface Ran {
  readonly exitCode: number;
  readonly output: string;
  readonly complaints: string;
}

/** On the real disk, with what would be printed kept. */
async function run(...words: readonly string[]): Promise<Ran> {
  const [output, complaints]: [string[], string[]] = [[], []];
  const terminal: Terminal = {
    ...processTerminal(),
    print: (text) => void output.push(text),
    complain: (line) => void complaints.push(line),
  };
  const exitCode = await runCommandLine(words, '1', terminal, () => Promise.reject(new Error('not served here')));
  return { exitCode, output: output.join(''), complaints: complaints.join('\n') };
}

const policy = '{"version": "1", "default": "deny", "tools": {"pay": {}}}';

suite('Hostile files on the command line', () => {
  let folder = '';
  const path = (name: string) => join(folder, name);
  setup(() => {
    folder = mkdtempSync(join(tmpdir(), 'mcp-policy-cli-'));
    writeFileSync(path('policy.json'), policy);
  });
  teardown(() => rmSync(folder, { recursive: true, force: true }));

  if (process.platform !== 'win32') {
    const odd: readonly (readonly [what: string, make: (at: string) => void, reason: RegExp])[] = [
      ['a pipe that nobody writes to', (at) => void execFileSync('mkfifo', [at]), /is not a file/],
      ['a link to an endless device', (at) => symlinkSync('/dev/zero', at), /is not a file/],
      ['a link to itself', (at) => symlinkSync(at, at), /its links lead in a circle/],
      ['a folder', (at) => void mkdirSync(at), /is not a file/],
      [
        'gigabytes',
        (at) => {
          writeFileSync(at, '');
          truncateSync(at, 3e9);
        },
        /is larger than 16777216 bytes/,
      ],
    ];
    for (const [what, make, reason] of odd) {
      test(`${what} in the place of the snapshot beside a policy is not read`, async () => {
        make(path('policy.mcptools.json'));
        for (const words of [
          ['check', path('policy.json')],
          ['drift', path('policy.json')],
        ]) {
          const { exitCode, complaints } = await run(...words);
          assert.equal(exitCode, 2);
          assert.match(complaints, reason);
        }
      });

      test(`${what} that a scenario file names as its policy is not read`, async () => {
        make(path('other.json'));
        writeFileSync(path('a.policytest.json'), '{"policy": "other.json", "scenarios": [{"name": "a", "steps": []}]}');
        const { exitCode } = await run('test', path('a.policytest.json'));
        assert.equal(exitCode, 2);
      });
    }

    test('nothing of a file that a link beside the policy leads to is repeated', async () => {
      writeFileSync(path('secret'), 'hunter2:swordfish');
      symlinkSync(path('secret'), path('policy.mcptools.json'));
      const { exitCode, complaints } = await run('check', path('policy.json'));
      assert.equal(exitCode, 2);
      assert.match(complaints, /The snapshot is not JSON/);
      assert.doesNotMatch(complaints, /hunter|sword/);
    });

    test('what a link leads to is not written over, unless it is a snapshot', async () => {
      writeFileSync(path('captured.json'), '{"tools": [{"name": "a", "inputSchema": {"type": "object"}}]}');
      writeFileSync(path('precious'), 'mine');
      symlinkSync(path('precious'), path('out.mcptools.json'));
      const words = ['tools', '--import', path('captured.json'), '--out', path('out.mcptools.json')];
      const { exitCode, complaints } = await run(...words);
      assert.equal(exitCode, 2);
      assert.match(complaints, /is a link to a file that is no snapshot, so nothing was written over it/);
      assert.equal(readFileSync(path('precious'), 'utf8'), 'mine');
      writeFileSync(path('precious'), '{"tools": []}');
      assert.equal((await run(...words)).exitCode, 0);
    });

    test('a name that would rewrite the terminal is written out', async () => {
      const name = 'a\u001B[2J\n::error::\u202E.json';
      writeFileSync(path(name), '{');
      for (const words of [
        ['check', path(name)],
        ['check', path(`${name}x`)],
        ['simulate', path('policy.json'), '--calls', path(name)],
      ]) {
        const { output, complaints } = await run(...words);
        const lines = `${output}${complaints}`;
        assert.doesNotMatch(lines, /\p{Cf}|(?!\n)\p{Cc}|^::error/mu);
        assert.match(lines, /<U\+001B>\[2J<U\+000A>::error::<U\+202E>/);
      }
    });

    test('an input without end is given up', async () => {
      await assert.rejects(
        processTerminal().read('/dev/zero'),
        /^UnreadableInput: \/dev\/zero cannot be read: it is larger/,
      );
    });
  }
});
