import { type LookupAddress, type LookupOptions, lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/**
 * What is not the public Internet, by the IANA registries of special-purpose addresses (RFC 6890): private networks, those of
 * carriers, link-local (where clouds answer with their machines' credentials), multicast, and IPv6 that carries IPv4.
 */
const inner = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  inner.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of [
  ['::', 128],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  inner.addSubnet(network, bits, 'ipv6');

/** Why nothing is sent there. */
export const innerAddress = 'the address is in a private network';

export interface ReceiverRule {
  /** Addresses of private networks too: what whoever runs the server has allowed. */
  allowPrivate: boolean;
}

/** Whether a host name of an address means this machine itself, in so many words. */
function namesThisMachine(hostname: string): boolean {
  return hostname === 'localhost' || isIn(loopback, hostname);
}

/**
 * Whether something may be sent to an IP address. This machine only where the address says so in so many words: a name
 * that merely leads here, or into a private network, is somebody's attempt to reach what is not meant for them.
 */
export function mayReach(ip: string, hostname: string, { allowPrivate }: ReceiverRule): boolean {
  if (isIn(loopback, ip)) return namesThisMachine(hostname);
  return allowPrivate || !isIn(inner, ip);
}

/** Whether an address as it was typed may be kept: what names lead to is looked at again whenever something is sent. */
export function mayBeReceiver(address: string, rule: ReceiverRule): boolean {
  const hostname = hostOf(address);
  return isIP(hostname) === 0 || mayReach(hostname, hostname, rule);
}

/** As `net.connect` takes it: what may not be reached is refused after the name was looked up, so that it cannot change in between. */
export function guardedLookup(hostname: string, rule: ReceiverRule): LookupFunction {
  return (name, options: LookupOptions, callback) => {
    lookup(name, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error) return callback(error, '', 0);
      const open = addresses.filter(({ address }) => mayReach(address, hostname, rule));
      const [first] = open;
      if (!first) return callback(new Error(innerAddress), '', 0);
      if (options.all) return callback(null, open);
      callback(null, first.address, first.family);
    });
  };
}

/** Without the brackets of IPv6. */
export function hostOf(address: string): string {
  return new URL(address).hostname.replace(/^\[|\]$/g, '');
}

function isIn(list: BlockList, ip: string): boolean {
  const version = isIP(ip);
  return version !== 0 && list.check(ip, version === 4 ? 'ipv4' : 'ipv6');
}
