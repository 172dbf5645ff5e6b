import { OperatorError } from '../errors.ts';
import {
  type Address,
  isNeverAllowed,
  isNeverAllowedNetwork,
  isWithin,
  kindOfAddress,
  type Network,
  parseAddress,
  parseNetwork,
  translatedAddress,
} from './address-ranges.ts';
import { isPortAllowed } from './ports.ts';

export const URL_MAX_CHARS = 2048;
/** Of a name in DNS (RFC 1035, 2.3.4), with the dot at its end. */
const HOSTNAME_MAX_CHARS = 254;

/** Where webhooks may go. */
export interface AddressPolicy {
  /** Development only: this machine may receive webhooks, over plain http too. */
  readonly allowLoopback: boolean;
  /** May receive them although it is not public, over https. */
  readonly allowed: readonly Network[];
  /** May not, though it be public, or allowed. */
  readonly denied: readonly Network[];
  /** Null: all but the forbidden ones. */
  readonly ports: ReadonlySet<number> | null;
}

export interface UrlProblem {
  type:
    | 'url_invalid'
    | 'url_scheme'
    | 'url_too_long'
    | 'url_credentials'
    | 'address_forbidden'
    | 'port_forbidden';
  message: string;
  /** The limit that is broken. */
  maximum?: number;
}

/** What the policy says of an address. */
export type Verdict = 'allowed' | 'not_public' | 'denied';

export const LOOPBACK_ADDRESSES = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
];

const MESSAGES: Readonly<Record<Exclude<Verdict, 'allowed'>, string>> = {
  not_public: 'is not a public address',
  denied: 'is an address to which nothing is sent from here',
};

/** @throws OperatorError for a network that no setting can allow */
export function createAddressPolicy(settings: {
  readonly allowLoopback: boolean;
  /** Like `10.0.0.0/8`. */
  readonly allowCidrs?: readonly string[];
  readonly denyCidrs?: readonly string[];
  readonly allowedPorts?: readonly number[] | null;
}): AddressPolicy {
  const { allowCidrs = [], denyCidrs = [], allowedPorts = null } = settings;
  const hopeless = allowCidrs.find((cidr) => isNeverAllowedNetwork(parseNetwork(cidr)));
  if (hopeless !== undefined)
    throw new OperatorError(
      `HOOKLINE_DELIVERY_ALLOW_CIDRS names ${hopeless}, where no webhook ever goes: cloud metadata, link-local, unspecified, multicast, or translated in a way that cannot be judged.`,
      'Take it out, and name the networks of your receivers only.',
    );
  return {
    allowLoopback: settings.allowLoopback,
    allowed: allowCidrs.map(parseNetwork),
    denied: denyCidrs.map(parseNetwork),
    ports: allowedPorts && new Set(allowedPorts),
  };
}

/**
 * What is wrong with a URL as far as its text tells: scheme, length, credentials, port, literal addresses and
 * loopback names. Other names are judged by `guardedLookup` when a connection is opened, which is not
 * enough alone, for a literal address is never looked up. A fragment is accepted and never sent.
 */
export function checkUrl(text: string, policy: AddressPolicy): UrlProblem | null {
  if (text.length > URL_MAX_CHARS) return tooLong;
  const url = URL.parse(text);
  // The parser would silently drop line breaks and outer blanks or controls: what is stored is to be what is called.
  if (url === null || /[\s\p{Cc}]/u.test(text)) {
    return noUrl;
  }
  if (url.href.length > URL_MAX_CHARS) return tooLong;
  // SOCKS tells a name's length in one byte: of a longer one a proxy would take the beginning for the name.
  if (url.hostname.length > HOSTNAME_MAX_CHARS)
    return { type: 'url_invalid', message: `a host name has at most ${HOSTNAME_MAX_CHARS - 1} characters` };
  const isHttps = url.protocol === 'https:';
  const address = literalAddress(url.hostname);
  if (!isHttps && !(url.protocol === 'http:' && policy.allowLoopback && isLoopback(url.hostname, address))) {
    return { type: 'url_scheme', message: 'only https URLs are allowed' };
  }
  if (url.username !== '' || url.password !== '') {
    return { type: 'url_credentials', message: 'a URL must not contain a user name or password' };
  }
  const verdict = address ? judgeAddress(address, policy) : judgeName(url.hostname, policy);
  if (verdict !== 'allowed')
    return { type: 'address_forbidden', message: `${url.hostname} ${MESSAGES[verdict]}` };
  const port = Number(url.port || (isHttps ? 443 : 80));
  if (!isPortAllowed(port, policy.ports))
    return { type: 'port_forbidden', message: `port ${port} is not one that webhooks are sent to` };
  return null;
}

/**
 * What is wrong with a URL that is about to be stored. The parser takes `https:example.com` and `https:\\example.com`
 * for `https://example.com`, which others who read what is stored need not do. Where it is stored already, it is called.
 */
export function checkNewUrl(text: string, policy: AddressPolicy): UrlProblem | null {
  return checkUrl(text, policy) ?? (/^https?:\/\/[^/\\]+($|[/?#])/i.test(text) ? null : noUrl);
}

/** Of an address in any form that `parseAddress` takes; what is none is not public. */
export function verdictOn(text: string, policy: AddressPolicy): Verdict {
  const address = parseAddress(text);
  return address ? judgeAddress(address, policy) : 'not_public';
}

/** Of a name this tells only whether it means this machine, and this machine is not allowed. */
function judgeName(hostname: string, policy: AddressPolicy): Verdict {
  if (!isLocalhostName(hostname)) return 'allowed';
  const verdicts = LOOPBACK_ADDRESSES.map(({ address }) => verdictOn(address, policy));
  return verdicts.find((verdict) => verdict !== 'allowed') ?? 'allowed';
}

function judgeAddress(address: Address, policy: AddressPolicy): Verdict {
  if (isWithin(address, policy.denied)) return 'denied';
  const kind = kindOfAddress(address);
  if (kind === 'public' || (kind === 'loopback' && policy.allowLoopback)) return 'allowed';
  if (isNeverAllowed(address) || !isWithin(address, policy.allowed)) return 'not_public';
  const translated = translatedAddress(address);
  return translated ? judgeAddress(translated, policy) : 'allowed';
}

const noUrl: UrlProblem = {
  type: 'url_invalid',
  message: 'not an absolute URL such as https://example.com/webhooks',
};

const tooLong: UrlProblem = {
  type: 'url_too_long',
  message: `the URL is longer than ${URL_MAX_CHARS} characters`,
  maximum: URL_MAX_CHARS,
};

/** Of the host of a parsed URL, where every spelling of an IPv4 address has become dotted decimal. */
function literalAddress(hostname: string): Address | null {
  return parseAddress(hostname.startsWith('[') ? hostname.slice(1, -1) : hostname);
}

function isLoopback(hostname: string, address: Address | null): boolean {
  return address ? kindOfAddress(address) === 'loopback' : isLocalhostName(hostname);
}

/** These names mean this machine, whatever a name server says (RFC 6761). */
export function isLocalhostName(hostname: string): boolean {
  return /(^|\.)localhost\.*$/i.test(hostname);
}
