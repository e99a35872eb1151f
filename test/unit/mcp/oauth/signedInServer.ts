import { type ListOptions, listTools } from '../../../../server/mcp/listing/listTools.ts';
import type { SecretStore } from '../../../../server/mcp/oauth/secretStore.ts';
import { type SignIns, signIns } from '../../../../server/mcp/oauth/signIns.ts';
import type { ConfiguredClient } from '../../../../server/serverConfig/definition/configuredClient.ts';
import type { ReadyUrl } from '../../../../server/serverConfig/definition/readyDefinition.ts';
import type { ConnectionProblem } from '../../../../server/tools/knowledge.ts';
import type { ToolList } from '../../../../server/tools/tool.ts';
import { problemOf } from '../failure.ts';
import {
  type AuthorizationServer,
  type AuthorizationServerOptions,
  withAuthorizationServer,
} from './authorizationServer.ts';
import { type ProtectedServer, type ProtectedServerOptions, withProtectedServer } from './protectedServer.ts';
import { type BrowserScript, type ScriptedBrowser, scriptedBrowser } from './scriptedBrowser.ts';

export interface Script {
  readonly authorizationServer?: AuthorizationServerOptions;
  readonly server?: ProtectedServerOptions;
  readonly browser?: BrowserScript;
  readonly oauth?: ConfiguredClient;
  readonly headers?: ReadonlyMap<string, string>;
  readonly browserMilliseconds?: number;
}

/** A server that wants people to sign in, an authorization server, and an author who connects. */
export interface Scene {
  readonly authorizationServer: AuthorizationServer;
  readonly server: ProtectedServer;
  readonly browser: ScriptedBrowser;
  readonly store: SecretStore;
  readonly definition: ReadyUrl;
  readonly signIns: SignIns;
  /** By how many milliseconds the author's clock is ahead. */
  ahead: number;
  /** As after a restart: nothing is known but what is kept. */
  restarted(): SignIns;
  list(mayAsk?: boolean, options?: Partial<ListOptions>): Promise<ToolList>;
  problem(mayAsk?: boolean, options?: Partial<ListOptions>): Promise<ConnectionProblem>;
}

export function withScene<Result>(work: (scene: Scene) => Promise<Result>, script: Script = {}): Promise<Result> {
  const browser = scriptedBrowser(script.browser);
  const store = memoryStore();
  return withAuthorizationServer(
    (authorizationServer) =>
      withProtectedServer(authorizationServer, (server) => work(scene(authorizationServer, server)), script.server),
    script.authorizationServer,
  );

  function scene(authorizationServer: AuthorizationServer, server: ProtectedServer): Scene {
    const definition: ReadyUrl = {
      name: 'guarded server',
      transport: 'http',
      url: new URL(server.url),
      headers: script.headers ?? new Map(),
      secrets: [...(script.headers ?? [])].map(([name, value]) => ({ name, value })),
      ...(script.oauth !== undefined && { oauth: script.oauth }),
    };
    const { browserMilliseconds } = script;
    const patience = browserMilliseconds === undefined ? {} : { browserMilliseconds };
    const started = () => signIns({ store, browser, now: () => Date.now() + made.ahead, ...patience });
    const options = (mayAsk: boolean, given: Partial<ListOptions>): ListOptions => ({
      timeoutMilliseconds: 15_000,
      authorization: made.signIns.authorizationOf(definition, mayAsk),
      ...given,
    });
    const made: Scene = {
      authorizationServer,
      server,
      browser,
      store,
      definition,
      ahead: 0,
      signIns: signIns({ store, browser, now: () => Date.now() + made.ahead, ...patience }),
      restarted: started,
      list: (mayAsk = true, given = {}) => listTools(definition, options(mayAsk, given)),
      problem: (mayAsk = true, given = {}) => problemOf(definition, options(mayAsk, given)),
    };
    return made;
  }
}

/** Secrets that live as long as the test. */
function memoryStore(): SecretStore {
  const secrets = new Map<string, string>();
  return {
    get: async (key) => secrets.get(key),
    set: async (key, value) => void secrets.set(key, value),
    delete: async (key) => void secrets.delete(key),
  };
}
