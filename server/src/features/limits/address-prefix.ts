import { isIPv4, isIPv6 } from 'node:net';

// Some proxies write the port as well.
const withoutPort = (address: string): string =>
  /^\[([^\]]+)\](?::\d+)?$/.exec(address)?.[1] ?? /^([\d.]+):\d+$/.exec(address)?.[1] ?? address;

/** The eight groups of an IPv6 address (RFC 4291) in the form of RFC 5952, which the URL standard writes. */
const groupsOf = (address: string): readonly string[] => {
  const canonical = new URL(`http://[${address.replace(/%.*$/, '')}]`).hostname.slice(1, -1);
  const [left = [], right = []] = canonical.split('::').map((half) => half.split(':').filter(Boolean));
  const missing = canonical.includes('::') ? 8 - left.length - right.length : 0;
  return [...left, ...Array.from({ length: missing }, () => '0'), ...right];
};

const isMapped = (groups: readonly string[]): boolean =>
  groups.slice(0, 5).every((group) => group === '0') && groups[5] === 'ffff';

const toIPv4 = (groups: readonly string[]): string =>
  groups
    .slice(6)
    .map((group) => Number.parseInt(group, 16))
    .flatMap((word) => [word >> 8, word & 255])
    .join('.');

/**
 * What of an address is one customer of a network: all of IPv4, the first 64 bits of IPv6, behind which one household has
 * more addresses than there are in IPv4. What is no address counts as one of its own.
 */
export const prefixOf = (address: string): string => {
  const bare = withoutPort(address);
  if (isIPv4(bare)) return bare;
  if (!isIPv6(bare)) return 'unknown';
  const groups = groupsOf(bare);
  return isMapped(groups) ? toIPv4(groups) : `${groups.slice(0, 4).join(':')}::/64`;
};
