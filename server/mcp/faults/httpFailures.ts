import type { ConnectionProblem } from '../../tools/knowledge.ts';
import { signInToken } from '../oauth/quotation.ts';
import { bringsAuthorization, type Evidence } from '../session.ts';
import type { Failure } from './explainFailure.ts';
import { errorCode } from './wording.ts';

/** Explains what goes wrong with a server that is reached over HTTP. */
export function explainHttp(failure: Failure): ConnectionProblem | undefined {
  const { definition, evidence, stopped } = failure;
  if (definition.transport === 'stdio') return undefined;
  const place = `${definition.url.origin}${definition.url.pathname}`;
  const status = evidence.http?.status ?? 0;
  if (status >= 300) return explainStatus(status, place, failure);
  return stopped === undefined ? explainNetwork(errorCode(failure.error), place, definition.url) : undefined;
}

function explainStatus(status: number, place: string, failure: Failure): ConnectionProblem {
  const { step, evidence, quoted } = failure;
  if (status < 400) {
    const target = evidence.http?.redirect ?? 'somewhere else';
    return {
      what: `${place} redirects to ${target}. That was not followed: it would hand your headers to another address.`,
      remedy: 'If that address is the server you mean, write it in the definition.',
    };
  }
  const words = bodyWords(evidence.http?.body ?? '', quoted);
  switch (status) {
    case 401:
      return explainUnauthorized(place, words, failure);
    case 403:
      return explainForbidden(place, words, failure);
    case 404:
      return step !== 'connect'
        ? {
            what: `${place} lost the session (HTTP 404).${words}`,
            remedy: 'Connect again; the server may have restarted.',
          }
        : {
            what: `There is nothing at ${place} (HTTP 404).${words}`,
            remedy: 'Correct the path of the URL; many servers end in /mcp or /sse.',
          };
    default:
      return status >= 500
        ? {
            what: `${place} failed (HTTP ${status}).${words}`,
            remedy: 'Try again later, or look into the server’s own log.',
          }
        : {
            what: `${place} refused the request (HTTP ${status}).${words}`,
            remedy: 'Check that the URL leads to an MCP server.',
          };
  }
}

function explainUnauthorized(place: string, words: string, { definition, evidence }: Failure): ConnectionProblem {
  if (isSignedIn(evidence)) {
    return {
      what: `${place} does not accept what signing in gave (HTTP 401).${words}`,
      remedy:
        'Sign out and connect again, perhaps as somebody else. If that does not help, ask those who run the server.',
    };
  }
  const token = 'a valid token under "headers" in the definition, e.g. "Authorization": "Bearer ${input:token}"';
  const bringsItsOwn = definition.transport !== 'stdio' && bringsAuthorization(definition);
  return {
    what: `${place} asks for authorization (HTTP 401).${words}`,
    remedy: bringsItsOwn ? `Write ${token}.` : `Add ${token}; or connect in VS Code and sign in with the browser.`,
  };
}

function explainForbidden(place: string, words: string, { evidence, quoted }: Failure): ConnectionProblem {
  const { challenge = '' } = evidence.http ?? {};
  const [, scope] = /\bscope="([^"]+)"/.exec(challenge) ?? [];
  if (/\binsufficient_scope\b/.test(challenge)) {
    const missing = scope === undefined ? '' : ` It asks for the scope ${quoted(scope)}.`;
    return {
      what: `${place} refuses access: what you are signed in with allows too little (HTTP 403).${missing}${words}`,
      remedy: isSignedIn(evidence)
        ? 'Sign out and connect again as somebody who may, or ask those who run the server.'
        : 'Use a token that has this scope.',
    };
  }
  return {
    what: `${place} refuses access (HTTP 403).${words}`,
    remedy: isSignedIn(evidence)
      ? 'Sign out and connect again as somebody who may list this server’s tools.'
      : 'Check that the token in the definition may list this server’s tools.',
  };
}

/** A token of a sign-in was sent. */
function isSignedIn({ secrets = [] }: Evidence): boolean {
  return secrets.some(({ name }) => name === signInToken);
}

/** A page of HTML tells a person nothing; a short text or a JSON-RPC error does. */
function bodyWords(body: string, quoted: Failure['quoted']): string {
  const message = /"message"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(body)?.[1];
  if (message !== undefined) return ` It says: ${quoted(message)}.`;
  const isShortText = body.trim() !== '' && body.length <= 300 && !/^\s*[<{[]/.test(body);
  return isShortText ? ` It says: ${quoted(body)}.` : '';
}

const tlsCodes = /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_|ERR_SSL_|EPROTO|HOSTNAME_MISMATCH)/;

function explainNetwork(code: string | undefined, place: string, url: URL): ConnectionProblem | undefined {
  if (code === undefined) return undefined;
  if (code === 'ECONNREFUSED') {
    return {
      what: `Nothing answers at ${url.host}: the connection was refused.`,
      remedy: 'Start the server, or correct host and port of the URL.',
    };
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return {
      what: `The host ${url.hostname} was not found (${code}).`,
      remedy: 'Correct the URL, or check the network connection.',
    };
  }
  if (tlsCodes.test(code)) {
    return {
      what: `No secure connection to ${url.host}: its certificate or its TLS is not accepted (${code}).`,
      remedy:
        'If the server speaks plain http, write http:// in the definition. For a certificate of your own authority, name ' +
        'its file in the variable NODE_EXTRA_CA_CERTS before the editor starts.',
    };
  }
  return {
    what: `The connection to ${place} broke (${code}).`,
    remedy: 'Try again; check the network and the server’s own log.',
  };
}
