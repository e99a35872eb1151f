import { strict as assert } from 'node:assert';
import type { ServerResponse } from 'node:http';
import { authorizationFetch } from '../../../../server/mcp/oauth/authorizationFetch.ts';
import { demandSafe, isLoopback, type Lookup } from '../../../../server/mcp/oauth/safeAddress.ts';
import { type Answer, withHttpServer } from '../httpServer.ts';
import { withScene } from './signedInServer.ts';

suite('Addresses that a server may have us request', () => {
  const elsewhere = new URL('https://mcp.example/mcp');
  const addresses: readonly (readonly [address: string, server: URL, isSafe: boolean])[] = [
    ['https://signin.example', elsewhere, true],
    ['http://signin.example', elsewhere, false],
    ['http://localhost:1', new URL('http://localhost:2/mcp'), true],
    ['http://[::1]:1', new URL('http://127.0.0.1:2/mcp'), true],
    ['http://127.0.0.1:1', elsewhere, false],
    // Whatever it is called, an https server on this computer is none of another server's.
    ['https://127.8.8.8', elsewhere, false],
    ['https://localhost.', elsewhere, false],
    ['https://0.0.0.0', elsewhere, false],
    ['https://[::]', elsewhere, false],
    ['https://[::ffff:127.0.0.1]', elsewhere, false],
    ['https://[::ffff:10.0.0.1]', elsewhere, false],
    // Nor is what only its reader's network has: routers, other machines, a cloud's keys.
    ['https://10.1.2.3', elsewhere, false],
    ['https://172.20.0.1', elsewhere, false],
    ['https://172.32.0.1', elsewhere, true],
    ['https://192.168.1.1', elsewhere, false],
    ['https://100.64.0.1', elsewhere, false],
    ['https://169.254.169.254', elsewhere, false],
    ['https://2852039166', elsewhere, false],
    ['https://0xA9.0xFE.0251.254', elsewhere, false],
    ['https://127.1', elsewhere, false],
    ['https://[fe80::1]', elsewhere, false],
    ['https://[fd12::1]', elsewhere, false],
    ['https://[fd00:ec2::254]', elsewhere, false],
    ['https://[::127.0.0.1]', elsewhere, false],
    ['https://[64:ff9b::10.0.0.1]', elsewhere, false],
    ['https://[2002:7f00:1::]', elsewhere, false],
    ['https://[2606:4700::1111]', elsewhere, true],
    ['https://8.8.8.8', elsewhere, true],
    ['https://router', elsewhere, false],
    ['https://nas.local', elsewhere, false],
    ['https://auth.corp', elsewhere, false],
    ['https://metadata.google.internal', elsewhere, false],
    // A company's own.
    ['https://10.1.2.3', new URL('https://10.9.9.9/mcp'), true],
    ['https://auth.corp', new URL('https://mcp.corp/mcp'), true],
    ['https://auth.corp', new URL('http://localhost:2/mcp'), true],
    ['https://signin.example', new URL('https://10.9.9.9/mcp'), true],
    ['https://10.9.9.9:8443', new URL('https://10.9.9.9/mcp'), true],
    ['https://127.0.0.1', new URL('https://10.9.9.9/mcp'), false],
    ['https://169.254.169.254', new URL('https://10.9.9.9/mcp'), false],
    ['https://169.254.169.254', new URL('http://localhost:2/mcp'), false],
    ['https://169.254.1.1', new URL('https://169.254.1.1/mcp'), true],
    ['https://0x7f000001', elsewhere, false],
    ['https://localhost', elsewhere, false],
    ['http://localhost.signin.example', elsewhere, false],
    ['javascript:alert(1)', elsewhere, false],
    ['file:///etc/passwd', elsewhere, false],
    ['nonsense', elsewhere, false],
  ];
  for (const [address, server, isSafe] of addresses) {
    test(`${address} is ${isSafe ? '' : 'not '}good enough for ${server.host}`, async () => {
      const demanded = demandSafe(address, 'it', server, nameService({}));
      if (isSafe) assert.equal((await demanded).href, new URL(address).href);
      else await assert.rejects(demanded, /Nobody was signed in to \S+: it /);
    });
  }

  const names = nameService({
    'inside.example': ['10.0.0.7'],
    'both.example': ['93.184.216.34', '10.0.0.7'],
    'here.example': ['::1'],
    'keys.example': ['169.254.169.254'],
    'outside.example': ['93.184.216.34', '2606:2800:220::1'],
    'mcp.company.example': ['10.0.0.8', 'fd12::8'],
    'dev.example': ['127.0.0.1'],
  });
  const named: readonly (readonly [address: string, server: string, isSafe: boolean])[] = [
    ['https://outside.example', 'https://mcp.example', true],
    ['https://inside.example', 'https://mcp.example', false],
    ['https://both.example', 'https://outside.example', false],
    ['https://here.example', 'https://outside.example', false],
    ['https://keys.example', 'https://outside.example', false],
    ['https://keys.example', 'https://mcp.company.example', false],
    ['https://inside.example', 'https://mcp.company.example', true],
    ['https://10.0.0.7', 'https://mcp.company.example', true],
    // Whoever may be outside is.
    ['https://inside.example', 'https://both.example', false],
    ['https://both.example', 'https://both.example', true],
    ['https://here.example', 'https://dev.example', true],
    // A name that leads to this computer now may lead elsewhere when it is asked for tools.
    ['http://127.0.0.1:9229', 'https://dev.example', false],
    // Nobody knows the name: no request gets there either.
    ['https://nowhere.example', 'https://outside.example', true],
  ];
  for (const [address, server, isSafe] of named) {
    test(`by where the names lead, ${address} is ${isSafe ? '' : 'not '}good enough for ${server}`, async () => {
      const demanded = demandSafe(address, 'it', new URL(server), names);
      if (isSafe) assert.equal((await demanded).href, new URL(address).href);
      else await assert.rejects(demanded, /Nobody was signed in to \S+: it \(/);
    });
  }

  test('where a name leads to is asked before anything is requested from it', async () => {
    const fetchFn = authorizationFetch(new URL('https://outside.example'), new AbortController().signal, names);
    await assert.rejects(fetchFn('https://inside.example/.well-known/oauth-authorization-server'), {
      message:
        'Nobody was signed in to outside.example: an address of its authorization server (https://inside.example) is in a private network, which the server itself is not in.',
    });
  });

  test('only this computer is this computer', () => {
    assert.ok(isLoopback(new URL('http://a.localhost')));
    assert.ok(!isLoopback(new URL('http://127.0.0.1.example')));
  });

  test('what is asked on the way to a sign-in is not asked where anybody redirects', () => {
    const visitors: unknown[] = [];
    const elsewhere: Answer = (_message, response, request) => {
      visitors.push(request.url);
      response.writeHead(200).end();
    };
    return withHttpServer(elsewhere, (target) =>
      withScene(async (scene) => {
        const redirecting = (path: RegExp) => ({
          instead: ({ url = '' }: { url?: string | undefined }, response: ServerResponse) =>
            path.test(url) && response.writeHead(302, { location: new URL(url, target).href }).end() !== undefined,
        });
        scene.server.change({ ...redirecting(/well-known/), description: null });
        await scene.problem();
        scene.server.change({ instead: () => false });
        for (const path of [/well-known/, /reg/]) {
          scene.authorizationServer.change(redirecting(path));
          await scene.problem();
        }
        assert.deepEqual(visitors, []);
      }),
    );
  });

  test('the page comes with the hosts of all who take part', () =>
    withScene(async (scene) => {
      await scene.list();
      const [page] = scene.browser.pages;
      assert.equal(page?.serverHost, new URL(scene.server.url).host);
      assert.equal(page?.issuerHost, new URL(scene.authorizationServer.issuer).host);
      assert.notEqual(page?.serverHost, page?.issuerHost);
    }));
});

/** A name service that knows these names. */
function nameService(addresses: Readonly<Record<string, readonly string[]>>): Lookup {
  return async (name) => {
    const found = addresses[name];
    if (found === undefined) throw new Error(`nobody knows ${name}`);
    return found;
  };
}
