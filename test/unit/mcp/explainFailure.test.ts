import { strict as assert } from 'node:assert';
import { explainFailure } from '../../../server/mcp/faults/explainFailure.ts';
import { StepFailure } from '../../../server/mcp/faults/stepFailure.ts';
import type { ReadyDefinition } from '../../../server/serverConfig/definition/readyDefinition.ts';
import { nodeServer } from './processes.ts';

const url: ReadyDefinition = {
  name: 'far',
  transport: 'http',
  url: new URL('https://example.com/mcp'),
  headers: new Map(),
  secrets: [],
};

function explained(error: Error, definition: ReadyDefinition = url) {
  return explainFailure(new StepFailure('connect', error, {}), {
    definition,
    stopped: undefined,
    timeoutMilliseconds: 1_000,
  });
}

/** As undici and the MCP client wrap the system's errors. */
function fetchFailure(code: string): Error {
  const cause = new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });
  return Object.assign(new Error('probe failed', { cause }), { code: 'ERA_NEGOTIATION_FAILED' });
}

suite('Explaining failures that a test cannot bring about', () => {
  const rows: readonly (readonly [code: string, what: RegExp, remedy: RegExp])[] = [
    ['ENOTFOUND', /^The host example\.com was not found \(ENOTFOUND\)\.$/, /network connection/],
    ['EAI_AGAIN', /host example\.com was not found/, /Correct the URL/],
    [
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      /^No secure connection to example\.com: .*DEPTH_ZERO_SELF_SIGNED_CERT/,
      /NODE_EXTRA_CA_CERTS/,
    ],
    ['CERT_HAS_EXPIRED', /No secure connection/, /certificate/],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /No secure connection/, /certificate/],
    ['ETIMEDOUT', /^The connection to https:\/\/example\.com\/mcp broke \(ETIMEDOUT\)\.$/, /Try again/],
  ];
  for (const [code, what, remedy] of rows) {
    test(`${code} of an HTTP server`, () => {
      const problem = explained(fetchFailure(code));
      assert.match(problem.what, what);
      assert.match(problem.remedy, remedy);
    });
  }

  test('a command that the system refuses for another reason is named with the code', () => {
    const error = Object.assign(new Error('spawn E2BIG'), { code: 'E2BIG', syscall: 'spawn node' });
    assert.match(explained(error, nodeServer([], { command: 'node' })).what, /“node” could not be started \(E2BIG\)/);
  });

  test('an error nobody foresaw still says what the server is called and what went wrong', () => {
    const problem = explained(new Error('strange\n\u202ethings'));
    assert.equal(problem.what, 'The server "far" answered in a way that is not MCP: “strange <U+202E>things”.');
  });

  const secret = 'canary-0123456789';
  const repeated: readonly (readonly [how: string, value: string, message: string])[] = [
    ['where the message is cut', secret, `${'p'.repeat(290)} ${secret}`],
    ['where white space is drawn together', 'canary  of  many  words', 'bad canary  of  many  words'],
    ['drawn together by the server', 'canary  of\nmany', 'bad canary of many'],
    ['trimmed', `${secret}\n`, `bad ${secret}!`],
    ['line by line', '-----BEGIN-----\ncanary-1234\ncanary-5678\n', 'line 2 is canary-1234, line 3 canary-5678'],
    ['escaped for JSON', 'canary"with\\both', 'bad {"key":"canary\\"with\\\\both"}'],
    ['escaped twice', 'canary"with\\both', JSON.stringify(JSON.stringify('canary"with\\both'))],
    ['escaped for ASCII', 'canary-é-"ü', 'bad "canary-\\u00e9-\\"\\u00fc"'],
    ['in single quotes', "canary\\and'quote", "bad 'canary\\\\and\\'quote'"],
  ];
  for (const [how, value, message] of repeated) {
    test(`a secret that is repeated ${how} is taken out`, () => {
      const { what } = explained(new Error(message), { ...url, secrets: [{ name: 'KEY', value }] });
      assert.doesNotMatch(what, /canary/);
      assert.match(what, /‹KEY›/);
    });
  }

  test('secrets are taken out of messages whole, also where one contains the other', () => {
    const secrets = [
      { name: 'SHORT', value: 'abc' },
      { name: 'LONG', value: 'abcdef' },
    ];
    const problem = explained(new Error('abcdef and abc'), { ...url, secrets });
    assert.match(problem.what, /“‹LONG› and ‹SHORT›”/);
  });
});
