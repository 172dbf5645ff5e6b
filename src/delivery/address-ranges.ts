import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

export type Address = ipaddr.IPv4 | ipaddr.IPv6;
/** A first address and how many of its bits are the network's. */
export type Network = readonly [Address, number];

/** Special is whatever has no public meaning: private, shared, link-local, multicast, reserved, documentation, … */
export type AddressKind = 'public' | 'loopback' | 'special';

const GLOBAL_UNICAST_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');
/** The prefix by which an IPv6-only network reaches IPv4 addresses, which are its last 32 bits (RFC 6052). */
const NAT64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96');

/** Azure answers its guests' metadata and agent requests here, in the middle of a public range. */
const AZURE_HOST_ADDRESS = '168.63.129.16';

/**
 * What no setting opens: a wide network that is allowed must not take with it what hands out credentials, and
 * in the other ranges no receiver can be.
 */
const NEVER_ALLOWED: readonly Network[] = [
  // Link-local: metadata and credentials of AWS (EC2, ECS, EKS), Azure, Google, Oracle, DigitalOcean, Hetzner, …
  '169.254.0.0/16',
  'fe80::/10',
  // Metadata beside that: Alibaba, Azure, Oracle; then AWS (EC2, EKS), Google, Oracle, Scaleway on IPv6.
  '100.100.100.200/32',
  `${AZURE_HOST_ADDRESS}/32`,
  '192.0.0.192/32',
  'fd00:ec2::254/128',
  'fd00:ec2::23/128',
  'fd20:ce::254/128',
  'fd00:c1::a9fe:a9fe/128',
  'fd00:42::42/128',
  // Not one machine's, or whichever machine's that asks.
  '0.0.0.0/8',
  '224.0.0.0/4',
  '255.255.255.255/32',
  '::/128',
  'ff00::/8',
  // Gateways to IPv4 addresses that cannot be told or judged from here: 6to4, Teredo, NAT64 with a local prefix.
  '2002::/16',
  '2001::/32',
  '64:ff9b:1::/48',
].map(parseNetwork);

/** @param cidr checked already, like `10.0.0.0/8` */
export function parseNetwork(cidr: string): Network {
  return ipaddr.parseCIDR(cidr);
}

/** Null unless it is an IP address; `::ffff:1.2.3.4` is 1.2.3.4. */
export function parseAddress(text: string): Address | null {
  return isIP(text) === 0 ? null : ipaddr.process(text);
}

export function kindOfAddress(address: Address): AddressKind {
  const range = address.range();
  if (range === 'loopback') return 'loopback';
  // The ranges that embed an address for a gateway (6to4, NAT64, Teredo) are no unicast ranges, thus special
  // whatever they embed.
  if (range !== 'unicast' || address.toString() === AZURE_HOST_ADDRESS) return 'special';
  return address instanceof ipaddr.IPv4 || address.match(GLOBAL_UNICAST_IPV6) ? 'public' : 'special';
}

export function isWithin(address: Address, networks: readonly Network[]): boolean {
  return networks.some(([first, bits]) => address.kind() === first.kind() && address.match(first, bits));
}

export function isNeverAllowed(address: Address): boolean {
  return isWithin(address, NEVER_ALLOWED);
}

/** Whether no address of the network can ever be allowed. */
export function isNeverAllowedNetwork([first, bits]: Network): boolean {
  return NEVER_ALLOWED.some((never) => never[1] <= bits && isWithin(first, [never]));
}

/** The IPv4 address to which a NAT64 gateway would connect, or null. */
export function translatedAddress(address: Address): ipaddr.IPv4 | null {
  if (!(address instanceof ipaddr.IPv6) || !address.match(NAT64)) return null;
  return new ipaddr.IPv4(address.toByteArray().slice(-4));
}
