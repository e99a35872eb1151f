import { SignInProblem } from './signInProblem.ts';

/** Hosts that are this computer, whatever the name service says (RFC 8252 and RFC 6761). */
export function isLoopback({ hostname }: URL): boolean {
  return (
    hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '127.0.0.1' || hostname === '[::1]'
  );
}

/** Any name or number of this computer: nobody elsewhere has a reason to send us to one. */
function isThisComputer(url: URL): boolean {
  const hostname = url.hostname.replace(/\.$/, '');
  const ipv4 = /^\[::ffff:([\da-f]{1,4}):[\da-f]{1,4}\]$/.exec(hostname)?.[1];
  const isOfLoopback = ipv4 !== undefined && Number.parseInt(ipv4, 16) >> 8 === 127;
  const isUnspecified = hostname === '0.0.0.0' || hostname === '[::]' || hostname === '[::ffff:0:0]';
  return (
    isUnspecified || isOfLoopback || /^127\.\d+\.\d+\.\d+$/.test(hostname) || isLoopback(new URL(`http://${hostname}`))
  );
}

/** True where what is sent cannot be read on its way: https, or never leaving this computer. */
export function isPrivateWay(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));
}

/**
 * Refuses addresses that a person must not be sent to and that must not get a secret. A server elsewhere that names this
 * very computer as its authorization server would have us talk to whatever listens here.
 * @param what names the address in the message, e.g. `its authorization server`
 */
export function demandSafe(address: string | URL, what: string, server: URL): URL {
  const url = URL.canParse(String(address)) ? new URL(address) : undefined;
  const refused = (why: string) =>
    new SignInProblem({
      what: `Nobody was signed in to ${server.host}: ${what} ${why}.`,
      remedy: 'Tell those who run the server, or write a token under "headers" in the definition.',
    });
  if (url === undefined) throw refused('is not an address');
  if (!isPrivateWay(url))
    throw refused(`(${url.origin}) is not reached over https, so secrets could be read on the way`);
  if (isThisComputer(url) && !isThisComputer(server)) throw refused(`(${url.origin}) is said to be this very computer`);
  return url;
}
