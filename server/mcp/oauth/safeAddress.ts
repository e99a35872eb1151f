import { lookup } from 'node:dns/promises';
import { farthest, mayName, nearest, type Reach, reachOfAddress, writtenReach } from './addressReach.ts';
import { SignInProblem } from './signInProblem.ts';

/** Hosts that are this computer, whatever the name service says (RFC 8252 and RFC 6761). */
export function isLoopback({ hostname }: URL): boolean {
  return (
    hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '127.0.0.1' || hostname === '[::1]'
  );
}

/** True where what is sent cannot be read on its way: https, or never leaving this computer. */
export function isPrivateWay(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));
}

/** The addresses that a name has; rejects when it has none. */
export type Lookup = (hostname: string) => Promise<readonly string[]>;

async function systemLookup(hostname: string): Promise<readonly string[]> {
  return (await lookup(hostname, { all: true })).map(({ address }) => address);
}

const places: Readonly<Record<Exclude<Reach, 'public'>, string>> = {
  computer: 'is said to be this very computer',
  private: 'is in a private network, which the server itself is not in',
  link: 'is an address of this network segment alone, where machines keep their keys',
};

/**
 * Refuses addresses that a person must not be sent to and that must not get a secret. A server elsewhere that names this
 * very computer, or a machine of its reader's network, would have us talk to whatever listens there. The server's own
 * host may always be named: the person agreed to it. See "Server-side request forgery" in MCP's best practices on security.
 * @param what names the address in the message, e.g. `its authorization server`
 */
export async function demandSafe(
  address: string | URL,
  what: string,
  server: URL,
  addressesOf: Lookup = systemLookup,
): Promise<URL> {
  const url = URL.canParse(String(address)) ? new URL(address) : undefined;
  const refused = (why: string) =>
    new SignInProblem({
      what: `Nobody was signed in to ${server.host}: ${what} ${why}.`,
      remedy: 'Tell those who run the server, or write a token under "headers" in the definition.',
    });
  if (url === undefined) throw refused('is not an address');
  if (!isPrivateWay(url))
    throw refused(`(${url.origin}) is not reached over https, so secrets could be read on the way`);
  if (url.hostname === server.hostname) return url;
  const target = nearest([writtenReach(url), ...(await reachesOf(url, addressesOf))]);
  if (target === 'public') return url;
  // Without https only what the definition itself says counts: a name may lead elsewhere the next moment.
  const looked = url.protocol === 'https:' ? farthest(await reachesOf(server, addressesOf)) : undefined;
  const own = nearest([writtenReach(server), ...(looked === undefined ? [] : [looked])]);
  if (!mayName(own, target)) throw refused(`(${url.origin}) ${places[target]}`);
  return url;
}

/** Where a name leads; nowhere when nobody knows it, and then no request will get there. */
async function reachesOf({ hostname }: URL, addressesOf: Lookup): Promise<readonly Reach[]> {
  const isNumber = /^\[|^[\d.]+$/.test(hostname);
  const addresses = isNumber ? [] : await addressesOf(hostname).catch(() => []);
  return addresses.map(reachOfAddress);
}
