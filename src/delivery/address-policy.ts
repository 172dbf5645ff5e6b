import { type LookupAddress, type LookupAllOptions, lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

export const URL_MAX_CHARS = 2048;

export interface AddressPolicy {
  /** Development only: this machine may receive webhooks, over plain http too. */
  readonly allowLoopback: boolean;
}

export interface UrlProblem {
  type: 'url_invalid' | 'url_scheme' | 'url_too_long' | 'url_credentials' | 'address_forbidden';
  message: string;
}

/** A host name resolved to an address that the policy refuses; the message does not say to which. */
export class BlockedAddressError extends Error {
  readonly address: string;

  constructor(hostname: string, address: string) {
    super(`${hostname} resolves to an address that is not public`);
    this.name = new.target.name;
    this.address = address;
  }
}

/** Resolves a name to all of its addresses, in the shape of node:dns. */
export type Resolve = (
  hostname: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

const GLOBAL_UNICAST_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');

/** Azure answers its guests' metadata and agent requests here, in the middle of a public range. */
const AZURE_HOST_ADDRESS = '168.63.129.16';

const LOOPBACK_ADDRESSES: LookupAddress[] = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
];

/**
 * What is wrong with a URL as far as its text tells: scheme, length, credentials, literal addresses and
 * loopback names. Other names are judged by `guardedLookup` when a connection is opened, which is not
 * enough alone, for a literal address is never looked up. A fragment is accepted and never sent.
 */
export function checkUrl(text: string, policy: AddressPolicy): UrlProblem | null {
  if (text.length > URL_MAX_CHARS) return tooLong;
  const url = URL.parse(text);
  // The parser would silently drop line breaks and outer blanks or controls: what is stored is to be what is called.
  if (url === null || /[\s\p{Cc}]/u.test(text)) {
    return { type: 'url_invalid', message: 'not an absolute URL such as https://example.com/webhooks' };
  }
  if (url.href.length > URL_MAX_CHARS) return tooLong;
  const kind = kindOfHost(url.hostname);
  if (
    url.protocol !== 'https:' &&
    !(url.protocol === 'http:' && kind === 'loopback' && policy.allowLoopback)
  ) {
    return { type: 'url_scheme', message: 'only https URLs are allowed' };
  }
  if (url.username !== '' || url.password !== '') {
    return { type: 'url_credentials', message: 'a URL must not contain a user name or password' };
  }
  if (kind === 'special' || (kind === 'loopback' && !policy.allowLoopback)) {
    return { type: 'address_forbidden', message: `${url.hostname} is not a public address` };
  }
  return null;
}

/**
 * A `lookup` for sockets. It fails with BlockedAddressError when any of a name's addresses is refused, so
 * that neither the order of the answer nor a retry of the socket can pick that one. The socket connects to
 * the addresses judged here, hence a name that is rebound between check and connection gains nothing.
 */
export function guardedLookup(policy: AddressPolicy, resolve: Resolve = systemLookup): LookupFunction {
  return (hostname, options, callback) => {
    const answer = (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => {
      if (error !== null) return callback(error, options.all ? [] : '');
      const refused = addresses.find(({ address }) => !isAllowed(address, policy));
      if (refused) return callback(new BlockedAddressError(hostname, refused.address), options.all ? [] : '');
      if (options.all) return callback(null, addresses);
      const [first] = addresses;
      if (first) return callback(null, first.address, first.family);
      callback(Object.assign(new Error(`no address for ${hostname}`), { code: 'ENOTFOUND' }), '');
    };
    // These names mean this machine, whatever a name server says (RFC 6761); plain http relies on it.
    if (policy.allowLoopback && isLocalhostName(hostname)) {
      const family = options.family === 'IPv4' ? 4 : options.family === 'IPv6' ? 6 : options.family || 0;
      const addresses = LOOPBACK_ADDRESSES.filter((each) => family === 0 || each.family === family);
      queueMicrotask(() => answer(null, addresses));
      return;
    }
    resolve(hostname, { ...options, all: true }, answer);
  };
}

const tooLong: UrlProblem = {
  type: 'url_too_long',
  message: `the URL is longer than ${URL_MAX_CHARS} characters`,
};

type AddressKind = 'public' | 'loopback' | 'special';

/** Of the host of a parsed URL, where every spelling of an IPv4 address has become dotted decimal. */
function kindOfHost(hostname: string): AddressKind | 'name' {
  const literal = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
  if (isIP(literal) !== 0) return kindOfAddress(literal);
  return isLocalhostName(hostname) ? 'loopback' : 'name';
}

function isAllowed(address: string, policy: AddressPolicy): boolean {
  const kind = kindOfAddress(address);
  return kind === 'public' || (kind === 'loopback' && policy.allowLoopback);
}

function kindOfAddress(address: string): AddressKind {
  if (isIP(address) === 0) return 'special';
  // `process` unwraps ::ffff:1.2.3.4; the ranges that embed an address for a gateway (6to4, NAT64, Teredo)
  // are no unicast ranges, thus special whatever they embed.
  const parsed = ipaddr.process(address);
  const range = parsed.range();
  if (range === 'loopback') return 'loopback';
  if (range !== 'unicast' || parsed.toString() === AZURE_HOST_ADDRESS) return 'special';
  return parsed instanceof ipaddr.IPv4 || parsed.match(GLOBAL_UNICAST_IPV6) ? 'public' : 'special';
}

function isLocalhostName(hostname: string): boolean {
  return /(^|\.)localhost\.*$/i.test(hostname);
}
