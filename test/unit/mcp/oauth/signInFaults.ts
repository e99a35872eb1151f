import { sendJson } from '../httpServer.ts';
import type { Scene, Script } from './signedInServer.ts';

/** Something that goes wrong on the way to a token, and what the author is told. */
export interface Fault {
  readonly name: string;
  readonly script?: Script;
  readonly change?: (scene: Scene) => void;
  readonly what: RegExp;
  readonly remedy: RegExp;
  /** How often the browser may have been opened; by default never. */
  readonly pages?: number;
  /** The sign-in itself went well. */
  readonly isSignedIn?: boolean;
}

/** An answer of the authorization server with something else in it. */
function metadataWith(changes: object): (scene: Scene) => void {
  return ({ authorizationServer: { change, issuer } }) =>
    change({
      instead({ url }, response) {
        if (url !== '/.well-known/oauth-authorization-server') return false;
        const endpoints = { authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token` };
        const methods = { response_types_supported: ['code'], code_challenge_methods_supported: ['S256'] };
        sendJson(response, { issuer, ...endpoints, registration_endpoint: `${issuer}/reg`, ...methods, ...changes });
        return true;
      },
    });
}

function tokenAnswer(status: number, body: string): (scene: Scene) => void {
  return ({ authorizationServer: { change } }) =>
    change({
      instead: ({ url }, response) =>
        url === '/token' && response.writeHead(status, { 'content-type': 'application/json' }).end(body) !== undefined,
    });
}

function described(description: (scene: Scene) => object | null): (scene: Scene) => void {
  return (scene) => scene.server.change({ description: description(scene) });
}

const withQuery = (changes: Readonly<Record<string, string | null>>): Script => ({
  browser: {
    meddle(callback) {
      for (const [name, value] of Object.entries(changes)) {
        if (value === null) callback.searchParams.delete(name);
        else callback.searchParams.set(name, value);
      }
      return callback.href;
    },
  },
});

const notBelonging = /what the browser brought back does not belong to this sign-in/;
const otherIssuer = /the answer came from another authorization server than the one that was asked/;

export const faults: readonly Fault[] = [
  {
    name: 'the person says no',
    script: { authorizationServer: { person: 'no' } },
    what: /access was not granted/,
    remedy: /Connect again when you want to grant it/,
    pages: 1,
  },
  {
    name: 'the person gives up',
    script: { browser: { meddle: () => undefined } },
    what: /the browser did not come back/,
    remedy: /Connect again/,
    pages: 1,
  },
  {
    name: 'the browser never comes back',
    script: { browser: { meddle: () => new Promise(() => undefined) }, browserMilliseconds: 300 },
    what: /the browser did not come back/,
    remedy: /Connect again/,
    pages: 1,
  },
  {
    name: 'the browser brings back another state',
    script: withQuery({ state: 'another' }),
    what: notBelonging,
    remedy: /use the page that is opened then/,
    pages: 1,
  },
  {
    name: 'the browser brings back no state',
    script: withQuery({ state: null }),
    what: notBelonging,
    remedy: /use the page that is opened then/,
    pages: 1,
  },
  {
    name: 'another issuer answers (mix-up)',
    script: withQuery({ iss: 'https://other.example' }),
    what: otherIssuer,
    remedy: /Do not try again before you have asked/,
    pages: 1,
  },
  {
    name: 'an issuer that always names itself does not',
    script: withQuery({ iss: null }),
    what: otherIssuer,
    remedy: /Do not try again before you have asked/,
    pages: 1,
  },
  {
    name: 'words of another issuer are not repeated',
    script: withQuery({ iss: 'https://other.example', error: 'x', error_description: 'call this number' }),
    what: /^(?!.*number).*another authorization server/,
    remedy: /Do not try again/,
    pages: 1,
  },
  {
    name: 'the page refuses',
    script: withQuery({ code: null, error: 'invalid_scope', error_description: 'no such\u202e scope' }),
    what: /the authorization server refused\. It says: “no such<U\+202E> scope”\./,
    remedy: /Write the scopes it knows in the definition/,
    pages: 1,
  },
  {
    name: 'it brings back nothing at all',
    script: withQuery({ code: null }),
    what: /it brought neither a code nor an error/,
    remedy: /Try again later/,
    pages: 1,
  },
  {
    name: 'the code is not accepted',
    script: withQuery({ code: 'made-up' }),
    what: /gave no token \(invalid_grant\)/,
    remedy: /Connect again/,
    pages: 1,
  },
  {
    name: 'the token is of another kind',
    change: tokenAnswer(200, '{"access_token": "a", "token_type": "DPoP"}'),
    what: /gave a token of a kind that cannot be used here/,
    remedy: /bearer token/,
    pages: 1,
  },
  {
    name: 'the token is no JSON',
    change: tokenAnswer(200, '<html>'),
    what: /answered in a way that is not OAuth/,
    remedy: /Tell those who run the server/,
    pages: 1,
  },
  {
    name: 'the answer is endless',
    change: tokenAnswer(200, `{"access_token": "${'a'.repeat(2_000_000)}"}`),
    what: /larger than 1048576 bytes/,
    remedy: /Tell those who run the server/,
    pages: 1,
  },
  {
    name: 'a client is refused',
    change: ({ authorizationServer: { change } }) =>
      change({
        instead: ({ url }, response) =>
          url === '/reg' &&
          response.writeHead(403).end('{"error":"access_denied","error_description":"not here"}') !== undefined,
      }),
    what: /refused to register a client \(HTTP 403\)\. It says: “not here”\./,
    remedy: /Register a client there by hand, with the redirect address vscode:\/\/.*"oauth": \{ "clientId"/,
  },
  {
    name: 'no client is ever registered',
    script: { authorizationServer: { registers: false } },
    what: /^Nobody was signed in to 127\.0\.0\.1:\d+: http:\/\/127\.0\.0\.1:\d+ does not register clients by itself\.$/,
    remedy: /with the redirect address vscode:\/\/mcp-policy\.author\/signed-in\b.*"clientId"/,
  },
  {
    name: 'the server says nowhere how to sign in',
    script: { server: { description: null, challenge: null } },
    what: /asks for authorization \(HTTP 401\) and says nowhere how to sign in/,
    remedy: /token under "headers"/,
  },
  {
    name: 'its description is broken, and there is nothing of old',
    script: { server: { description: { resource: 7 } } },
    what: /says nowhere how to sign in/,
    remedy: /token under "headers"/,
  },
  {
    name: 'its description is said to be at another origin',
    script: { server: { challenge: 'Bearer resource_metadata="https://other.example/description"' } },
    what: /its description is said to be at https:\/\/other\.example, which is another place/,
    remedy: /Tell those who run the server/,
  },
  {
    name: 'its description is that of another server',
    change: described(({ authorizationServer: { issuer } }) => ({
      resource: 'https://bank.example/mcp',
      authorization_servers: [issuer],
    })),
    what: /its description is that of https:\/\/bank\.example\/mcp/,
    remedy: /Tell those who run the server/,
  },
  {
    name: 'its description is that of another path',
    change: described(({ authorizationServer: { issuer }, server: { url } }) => ({
      resource: `${url}/deeper`,
      authorization_servers: [issuer],
    })),
    what: /its description is that of http:\S+\/mcp\/deeper/,
    remedy: /Tell those who run the server/,
  },
  {
    name: 'its authorization server is not reached over https',
    change: described(({ server: { url } }) => ({
      resource: url,
      authorization_servers: ['http://signin.example'],
    })),
    what: /its authorization server \(http:\/\/signin\.example\) is not reached over https/,
    remedy: /Tell those who run the server/,
  },
  {
    name: 'its authorization server says that it is somebody else',
    change: metadataWith({ issuer: 'https://bank.example' }),
    what: /says of itself that it is somebody else/,
    remedy: /Do not try again/,
  },
  {
    name: 'its authorization server says nothing',
    change: ({ authorizationServer: { change } }) =>
      change({ instead: (_request, response) => response.writeHead(404).end() !== undefined }),
    what: /names http:\/\/127\.0\.0\.1:\d+ as its authorization server, which does not say how to sign in/,
    remedy: /Try again later/,
  },
  {
    name: 'its authorization server breaks',
    change: ({ authorizationServer: { change } }) =>
      change({ instead: (_request, response) => response.destroy() !== undefined }),
    what: /cannot be reached \((UND_ERR_SOCKET|ECONNRESET)\)/,
    remedy: /Check the network/,
  },
  {
    name: 'nobody may use PKCE',
    change: metadataWith({ code_challenge_methods_supported: undefined }),
    what: /does not say that it knows PKCE with S256/,
    remedy: /Tell those who run the server/,
  },
  {
    name: 'the page to sign in on is not reached over https',
    change: metadataWith({ authorization_endpoint: 'http://signin.example/page' }),
    what: /the page to sign in on \(http:\/\/signin\.example\) is not reached over https/,
    remedy: /Tell those who run the server/,
  },
  {
    name: 'the address to get a token at is not reached over https',
    change: metadataWith({ token_endpoint: 'http://signin.example/token' }),
    what: /the address to get a token at \(http:\/\/signin\.example\) is not reached over https/,
    remedy: /Tell those who run the server/,
    pages: 1,
  },
  {
    name: 'the server takes no token at all',
    script: {
      server: {
        instead: ({ url }, response) =>
          url === '/mcp' && response.writeHead(401, { 'www-authenticate': 'Bearer' }).end('never') !== undefined,
      },
    },
    what: /does not accept what signing in gave \(HTTP 401\)\. It says: “never”/,
    remedy: /Sign out and connect again/,
    pages: 1,
    isSignedIn: true,
  },
];
