import { strict as assert } from 'node:assert';
import { problemOf } from './failure.ts';
import { faultyServer, nodeServer, withPids } from './processes.ts';

/** What a server does, and the words that its author gets. Each runs against a real process. */
const faults: readonly {
  readonly mode: string;
  readonly what: RegExp;
  readonly remedy: RegExp;
  readonly timeoutMilliseconds?: number;
}[] = [
  {
    mode: 'exits',
    what: /^The server "test server" exited with code 1 before it answered\. It wrote on stderr: “Starting up Error: the key ‹SECRET› is not valid”\.$/,
    remedy: /key or an argument is missing/,
  },
  {
    mode: 'exits-mid-list',
    what: /exited with code 3 while it listed its tools\. It wrote on stderr: “out of memory”\./,
    remedy: /Do what its message asks for/,
  },
  {
    mode: 'orphaned-grandchild',
    what: /exited with code 4/,
    remedy: /Run the command in a terminal/,
  },
  {
    mode: 'silent',
    what: /^The server "test server" was started and did not answer within 1\.5 seconds\.$/,
    remedy: /Check that the command starts an MCP server\. If it only starts slowly/,
    timeoutMilliseconds: 1_500,
  },
  {
    mode: 'stubborn',
    what: /did not answer within 1\.5 seconds/,
    remedy: /connect again/,
    timeoutMilliseconds: 1_500,
  },
  {
    mode: 'silent-list',
    what: /was started and did not list its tools within 3 seconds/,
    remedy: /Check that the command/,
    timeoutMilliseconds: 3_000,
  },
  {
    mode: 'noise-only',
    what: /did not answer within 1\.5 seconds\. It wrote on stdout what is not MCP: “Server ready!”\./,
    remedy: /standard output is for MCP messages alone/,
    timeoutMilliseconds: 1_500,
  },
  {
    mode: 'endless-line',
    what: /sent more than can be read at once: a line is longer than 67108864 bytes/,
    remedy: /fewer tools/,
  },
  {
    mode: 'asks-without-reading',
    what: /^The server does not read what it is sent: more than 1048576 bytes wait on its standard input/,
    remedy: /server’s own log/,
  },
  {
    mode: 'rpc-error',
    what: /answered the request for its tools with error -32603: “Internal error with "details"”\./,
    remedy: /server’s own log/,
  },
  {
    mode: 'no-tools',
    what: /^The server "test server" has no tools: it does not know tools\/list\.$/,
    remedy: /the server the policy is for/,
  },
  {
    mode: 'rejects-handshake',
    what: /answered the handshake with error -32603: “no handshake today”/,
    remedy: /a key, an argument or a newer version/,
  },
  { mode: 'odd-handshake', what: /answered in a way that is not MCP/, remedy: /starts or reaches an MCP server/ },
  { mode: 'not-a-list', what: /not MCP: “the answer to tools\/list has no list of tools”/, remedy: /MCP server/ },
];

suite('Faults of a server process', () => {
  for (const { mode, what, remedy, timeoutMilliseconds = 15_000 } of faults) {
    test(`${mode}: the author is told why, and no process is left`, async () => {
      const { result, started, left } = await withPids((PIDS) => {
        const environment = new Map([
          ['PIDS', PIDS],
          ['SECRET', 'canary-4711'],
        ]);
        const secrets = [{ name: 'SECRET', value: 'canary-4711' }];
        return problemOf(nodeServer([faultyServer, mode], { environment, secrets }), { timeoutMilliseconds });
      });
      assert.match(result.what, what);
      assert.match(result.remedy, remedy);
      assert.ok(started > 0);
      assert.deepEqual(left, []);
    });
  }

  for (const timeoutMilliseconds of [0, -1, 0.2, Number.NaN]) {
    test(`a timeout of ${timeoutMilliseconds} ms is as short as one can be, and explained like any other`, async () => {
      const problem = await problemOf(nodeServer([faultyServer, 'silent']), { timeoutMilliseconds });
      assert.match(problem.what, /did not answer within 0 seconds/);
    });
  }

  test('a command that does not exist: the PATH that was searched is named', async () => {
    const environment = new Map([['PATH', '/nowhere/bin:/elsewhere/bin']]);
    const problem = await problemOf(nodeServer([], { command: 'no-such-command', environment }), {
      timeoutMilliseconds: 5_000,
    });
    assert.equal(
      problem.what,
      'The command “no-such-command” was not found. Searched in PATH: /nowhere/bin:/elsewhere/bin.',
    );
    assert.match(problem.remedy, /full path/);
  });

  test('a working folder that does not exist is not mistaken for a missing command', async () => {
    const problem = await problemOf(nodeServer([], { cwd: '/no/such/folder' }), { timeoutMilliseconds: 5_000 });
    assert.equal(problem.what, 'The server was to run in /no/such/folder, which is not a folder.');
    assert.match(problem.remedy, /"cwd"/);
  });

  test('a file that may not be executed', async () => {
    const problem = await problemOf(nodeServer([], { command: faultyServer }), { timeoutMilliseconds: 5_000 });
    assert.match(problem.what, /may not be executed/);
    assert.match(problem.remedy, /executable/);
  });

  test('the person stops it: said in one sentence, and no process is left', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 400);
    const { result, left } = await withPids((PIDS) =>
      problemOf(nodeServer([faultyServer, 'silent'], { environment: new Map([['PIDS', PIDS]]) }), {
        timeoutMilliseconds: 15_000,
        signal: stop.signal,
      }),
    );
    assert.equal(result.what, 'Connecting was stopped.');
    assert.deepEqual(left, []);
  });

  test('stopped before it began: nothing is started', async () => {
    const problem = await problemOf(nodeServer([faultyServer, 'silent']), {
      timeoutMilliseconds: 15_000,
      signal: AbortSignal.abort(),
    });
    assert.equal(problem.what, 'Connecting was stopped.');
  });
});
