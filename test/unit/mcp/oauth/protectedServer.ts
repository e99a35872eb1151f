import type { IncomingMessage, ServerResponse } from 'node:http';
import { legacyServer, sendJson, withHttpServer } from '../httpServer.ts';
import type { AuthorizationServer } from './authorizationServer.ts';

/** What a test changes in the MCP server. */
export interface ProtectedServerOptions {
  /** What its description says instead; `null`: it has none. */
  readonly description?: object | null;
  /** Its `WWW-Authenticate` header, instead of the one that leads to the description; `null`: it has none. */
  readonly challenge?: string | null;
  /** The scope without which it answers 403 to the request for its tools. */
  readonly needs?: string;
  /** Answers a request instead of it; `false` leaves it to the server. */
  readonly instead?: (request: IncomingMessage, response: ServerResponse, body: string) => boolean;
}

export interface ProtectedServer {
  readonly url: string;
  /** The `Authorization` headers of the requests to its MCP address. */
  readonly authorizations: readonly (string | undefined)[];
  change(options: ProtectedServerOptions): void;
}

/** Runs with an MCP server that has one tool, for whoever has a token of the authorization server. */
export function withProtectedServer<Result>(
  authorizationServer: AuthorizationServer,
  work: (server: ProtectedServer) => Promise<Result>,
  options: ProtectedServerOptions = {},
): Promise<Result> {
  let current = options;
  let resource = '';
  const authorizations: (string | undefined)[] = [];
  const tools = [{ name: 'guarded', inputSchema: { type: 'object' } }];
  const mcp = legacyServer(({ id }, response) => sendJson(response, { jsonrpc: '2.0', id, result: { tools } }));

  return withHttpServer(
    (message, response, request) => {
      const origin = `http://${request.headers.host}`;
      if (current.instead?.(request, response, JSON.stringify(message))) return;
      if (request.url === '/.well-known/oauth-protected-resource/mcp') {
        const { description } = current;
        if (description === null) return void response.writeHead(404).end();
        const said = {
          resource,
          authorization_servers: [authorizationServer.issuer],
          scopes_supported: ['tools:read'],
        };
        return sendJson(response, description ?? said);
      }
      if (request.url !== '/mcp') return void response.writeHead(404).end();
      authorizations.push(request.headers.authorization);
      void admitted(request).then((scopes) => {
        const where = `resource_metadata="${origin}/.well-known/oauth-protected-resource/mcp"`;
        if (scopes === undefined) {
          const challenge = current.challenge === undefined ? `Bearer ${where}` : current.challenge;
          return sendJson(
            response,
            { error: { message: `no: ${request.headers.authorization}` } },
            401,
            challenge === null ? {} : { 'www-authenticate': challenge },
          );
        }
        if (message.method === 'tools/list' && current.needs !== undefined && !scopes.has(current.needs)) {
          const challenge = `Bearer error="insufficient_scope", scope="${current.needs}", ${where}`;
          return sendJson(response, {}, 403, { 'www-authenticate': challenge });
        }
        return mcp(message, response, request);
      });
    },
    (url) => {
      resource = url;
      const change = (changed: ProtectedServerOptions) => {
        current = { ...current, ...changed };
      };
      return work({ url, authorizations, change });
    },
  );

  async function admitted(request: IncomingMessage): Promise<ReadonlySet<string> | undefined> {
    const [, token] = /^Bearer (.+)$/.exec(request.headers.authorization ?? '') ?? [];
    return token === undefined ? undefined : authorizationServer.scopesOf(token, resource);
  }
}
