import { BlockList, isIP } from 'node:net';

/**
 * From where a host can be reached. `link` is the network segment alone, where clouds keep the keys of a machine (metadata
 * services); `computer` is this very one.
 */
export type Reach = 'public' | 'private' | 'computer' | 'link';

type Range = readonly [network: string, prefix: number];

/*
 * What IANA's registries of special addresses call not globally reachable (RFC 6890), shared and carrier addresses included:
 * some clouds keep their metadata there.
 */
const ranges: readonly (readonly [reach: Reach, of: readonly Range[]])[] = [
  [
    'link',
    [
      ['169.254.0.0', 16],
      ['100.100.100.200', 32],
      ['fe80::', 10],
      ['fd00:ec2::', 32],
    ],
  ],
  [
    'computer',
    [
      ['0.0.0.0', 8],
      ['127.0.0.0', 8],
      ['::', 127],
    ],
  ],
  [
    'private',
    [
      ['10.0.0.0', 8],
      ['100.64.0.0', 10],
      ['172.16.0.0', 12],
      ['192.0.0.0', 24],
      ['192.168.0.0', 16],
      ['198.18.0.0', 15],
      ['224.0.0.0', 3],
      ['fc00::', 7],
      ['fec0::', 10],
      ['ff00::', 8],
    ],
  ],
];

const lists = ranges.map(([reach, of]) => {
  const list = new BlockList();
  for (const [network, prefix] of of) list.addSubnet(network, prefix, network.includes(':') ? 'ipv6' : 'ipv4');
  return [reach, list] as const;
});

/** The reach of an address in numbers, in any form that `net.isIP` knows. */
export function reachOfAddress(address: string): Reach {
  const [plain = ''] = address.split('%', 1);
  const inside = isIP(plain) === 6 ? ipv4Within(plain) : undefined;
  if (inside !== undefined) return reachOfAddress(inside);
  const family = isIP(plain) === 6 ? 'ipv6' : 'ipv4';
  return lists.find(([, list]) => isIP(plain) !== 0 && list.check(plain, family))?.[0] ?? 'public';
}

/** The IPv4 address that an IPv6 address leads to: mapped, compatible, translated (NAT64), tunnelled (6to4). */
function ipv4Within(address: string): string | undefined {
  const groups = groupsOf(address);
  const from = (index: number): string =>
    [groups[index] ?? 0, groups[index + 1] ?? 0].flatMap((group) => [group >> 8, group & 0xff]).join('.');
  const isZeroUpTo = (count: number): boolean => groups.slice(0, count).every((group) => group === 0);
  if (isZeroUpTo(5) && groups[5] === 0xffff) return from(6);
  if (isZeroUpTo(4) && groups[4] === 0xffff && groups[5] === 0) return from(6);
  // `::` and `::1` are addresses of their own.
  if (isZeroUpTo(6) && (groups[6] !== 0 || (groups[7] ?? 0) > 1)) return from(6);
  if (groups[0] === 0x64 && groups[1] === 0xff9b) return from(6);
  return groups[0] === 0x2002 ? from(1) : undefined;
}

function groupsOf(address: string): readonly number[] {
  // The URL parser writes an address in its one short form, the last four bytes included.
  const [left = '', right] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const numbers = (part: string) =>
    part.split(':').flatMap((group) => (group === '' ? [] : [Number.parseInt(group, 16)]));
  const [before, after] = [numbers(left), numbers(right ?? '')];
  return [...before, ...Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => 0), ...after];
}

/** Names that lead nowhere but into one's own network (RFC 6761, RFC 6762, RFC 8375, ICANN's `internal`). */
const privateNames = /(?:^[^.]+|\.(?:local|internal|intranet|lan|corp|home|home\.arpa|private))$/;
const metadataNames: ReadonlySet<string> = new Set(['metadata', 'metadata.google.internal', 'instance-data']);

/** What a URL's host says by itself. Whatever its numbers were written in, a `URL` has them in their one form. */
export function writtenReach({ hostname }: URL): Reach {
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (isIP(host) !== 0) return reachOfAddress(host);
  if (host === 'localhost' || host.endsWith('.localhost')) return 'computer';
  if (metadataNames.has(host)) return 'link';
  return privateNames.test(host) ? 'private' : 'public';
}

/** Who is farther away is not let in to where it could not get by itself. */
const nearness: Readonly<Record<Reach, number>> = { public: 0, private: 1, computer: 2, link: 3 };

/**
 * Whether a server that is reached from there may have us make requests to here. What is meant for a network segment alone
 * nobody may name.
 */
export function mayName(server: Reach, target: Reach): boolean {
  return target !== 'link' && nearness[target] <= nearness[server === 'link' ? 'private' : server];
}

/** The farthest of several: what a server has to be taken for when its name has many addresses. */
export function farthest(reaches: readonly Reach[]): Reach | undefined {
  return inOrder(reaches)[0];
}

/** The nearest of several: what a request may arrive at. */
export function nearest(reaches: readonly Reach[]): Reach {
  return inOrder(reaches).at(-1) ?? 'public';
}

function inOrder(reaches: readonly Reach[]): readonly Reach[] {
  return reaches.toSorted((left, right) => nearness[left] - nearness[right]);
}
