import { join } from 'node:path';
import { faultyServer } from '../processes.ts';
import { cutShort, definedAs, type Fault, faultyProcess, tools } from './fault.ts';

/** Faults of servers that are started as processes. */
export const processRows: readonly Fault[] = [
  {
    name: 'a command that is not found',
    server: definedAs({ command: 'no-such-command', environment: new Map([['PATH', '/nowhere/bin:/elsewhere/bin']]) }),
    told: {
      what: /^The command “no-such-command” was not found\. Searched in PATH: \/nowhere\/bin:\/elsewhere\/bin\.$/,
      remedy: /^Install it, or write its full path in the definition\..* set PATH under "env"\.$/,
    },
  },
  {
    name: 'a working folder that does not exist',
    server: definedAs({ cwd: '/no/such/folder' }),
    told: { what: /^The server was to run in \/no\/such\/folder, which is not a folder\.$/, remedy: /Correct "cwd"/ },
  },
  {
    name: 'a working folder that is a file',
    server: definedAs({ cwd: join(process.cwd(), 'package.json') }),
    told: { what: /package\.json, which is not a folder\.$/, remedy: /Correct "cwd"/ },
  },
  {
    name: 'a file that may not be executed',
    server: definedAs({ command: faultyServer }),
    told: { what: /may not be executed/, remedy: /executable/ },
  },
  {
    name: 'exits at once with a message on stderr',
    server: faultyProcess('exits'),
    told: {
      what: /^The server "test server" exited with code 1 before it answered\. It wrote on stderr: “Starting up Error: the key ‹SECRET› is not valid”\.$/,
      remedy: /key or an argument is missing/,
    },
  },
  {
    name: 'exits in the middle of its list',
    server: faultyProcess('exits-mid-list'),
    told: {
      what: /exited with code 3 while it listed its tools\. It wrote on stderr: “out of memory”\./,
      remedy: /Do what its message asks for/,
    },
  },
  {
    name: 'exits and leaves a process behind that holds its pipes',
    server: faultyProcess('orphaned-grandchild'),
    kills: true,
    told: { what: /exited with code 4/, remedy: /Run the command in a terminal/ },
  },
  {
    name: 'never answers',
    server: faultyProcess('silent'),
    timeout: 700,
    told: {
      what: /^The server "test server" was started and did not answer within 0\.7 seconds\.$/,
      remedy: /Check that the command starts an MCP server\. If it only starts slowly/,
    },
  },
  {
    name: 'never answers and ignores SIGTERM',
    server: faultyProcess('stubborn'),
    kills: true,
    timeout: 700,
    told: { what: /did not answer within 0\.7 seconds/, remedy: /connect again/ },
  },
  {
    name: 'never answers the request for its list',
    server: faultyProcess('silent-list'),
    timeout: 2_500,
    told: { what: /was started and did not list its tools within 2\.5 seconds/, remedy: /Check that the command/ },
  },
  {
    name: 'sends its list in a slow trickle without an end',
    server: faultyProcess('trickle'),
    timeout: 2_500,
    told: { what: /was started and did not list its tools within 2\.5 seconds/, remedy: /Check that the command/ },
  },
  {
    name: 'answers after the timeout',
    server: faultyProcess('late'),
    timeout: 700,
    told: { what: /did not answer within 0\.7 seconds/, remedy: /If it only starts slowly/ },
  },
  {
    name: 'writes nothing but noise on stdout',
    server: faultyProcess('noise-only'),
    timeout: 900,
    told: {
      what: /did not answer within 0\.9 seconds\. It wrote on stdout what is not MCP: “Server ready!”\./,
      remedy: /standard output is for MCP messages alone/,
    },
  },
  {
    name: 'writes noise around its messages',
    server: faultyProcess('noise-around'),
    read: tools('only'),
  },
  {
    name: 'floods stdout with noise',
    server: faultyProcess('flood-of-noise'),
    read: tools('only'),
  },
  {
    name: 'writes a line without an end',
    server: faultyProcess('endless-line'),
    told: { what: /sent more than can be read at once: a line is longer than 67108864 bytes/, remedy: /fewer tools/ },
  },
  {
    name: 'asks without end and reads no answer',
    server: faultyProcess('asks-without-reading'),
    told: {
      what: /^The server does not read what it is sent: more than 1048576 bytes wait on its standard input/,
      remedy: /server’s own log/,
    },
  },
  {
    name: 'has a grandchild that ignores its input and SIGTERM',
    server: faultyProcess('stubborn-grandchild'),
    kills: true,
    read: tools('only'),
  },
  {
    name: 'has a grandchild in a group of its own',
    server: faultyProcess('runaway-grandchild'),
    kills: true,
    read: tools('only'),
  },
  {
    name: 'starts a daemon',
    server: faultyProcess('daemon'),
    kills: true,
    read: tools('only'),
  },
  {
    name: 'answers the request for its list with a JSON-RPC error',
    server: faultyProcess('rpc-error'),
    told: {
      what: /answered the request for its tools with error -32603: “Internal error with "details"”\./,
      remedy: /server’s own log/,
    },
  },
  {
    name: 'has no tools',
    server: faultyProcess('no-tools'),
    told: {
      what: /^The server "test server" has no tools: it does not know tools\/list\.$/,
      remedy: /the server the policy is for/,
    },
  },
  {
    name: 'answers the handshake with a JSON-RPC error',
    server: faultyProcess('rejects-handshake'),
    told: {
      what: /answered the handshake with error -32603: “no handshake today”/,
      remedy: /a key, an argument or a newer version/,
    },
  },
  {
    name: 'answers the handshake with something else',
    server: faultyProcess('odd-handshake'),
    told: { what: /answered in a way that is not MCP/, remedy: /starts or reaches an MCP server/ },
  },
  {
    name: 'answers the request for its list with something else',
    server: faultyProcess('not-a-list'),
    told: { what: /not MCP: “the answer to tools\/list has no list of tools”/, remedy: /MCP server/ },
  },
  {
    name: 'lists two thousand tools in twelve megabytes',
    server: faultyProcess('large'),
    read: (list) => cutShortNowhere(list.tools.length, list.cutShort),
  },
  {
    name: 'names the same next page again and again',
    server: faultyProcess('repeated-cursor'),
    read: cutShort(2, /named the same next page twice, after 2 tools/),
  },
  {
    name: 'names the next page by a number',
    server: faultyProcess('number-as-cursor'),
    read: cutShort(1, /something that is not a text/),
  },
  { name: 'names the next page by an empty text', server: faultyProcess('empty-cursor'), read: tools('a', 'b') },
  { name: 'says null for the next page', server: faultyProcess('null-cursor'), read: tools('a') },
  {
    name: 'has pages without end',
    server: faultyProcess('endless-pages'),
    read: cutShort(200, /^Only the first 200 pages were read\.$/),
  },
];

function cutShortNowhere(count: number, why: string | undefined): void {
  if (count !== 2_000 || why !== undefined) throw new Error(`${count} tools were read: ${why}`);
}
