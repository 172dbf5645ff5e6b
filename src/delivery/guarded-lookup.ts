import { type LookupAddress, type LookupAllOptions, lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import {
  type AddressPolicy,
  isLocalhostName,
  LOOPBACK_ADDRESSES,
  type Verdict,
  verdictOn,
} from './address-policy.ts';

const MESSAGES: Readonly<Record<Exclude<Verdict, 'allowed'>, string>> = {
  not_public: 'resolves to an address that is not public',
  denied: 'resolves to an address to which nothing is sent from here',
};

/** A host name resolved to an address that the policy refuses; the message does not say to which. */
export class BlockedAddressError extends Error {
  readonly address: string;

  constructor(hostname: string, address: string, verdict: Exclude<Verdict, 'allowed'>) {
    super(`${hostname} ${MESSAGES[verdict]}`);
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

/**
 * A `lookup` for sockets. It fails with BlockedAddressError when any of a name's addresses is refused, so
 * that neither the order of the answer nor a retry of the socket can pick that one. The socket connects to
 * the addresses judged here, hence a name that is rebound between check and connection gains nothing.
 */
export function guardedLookup(policy: AddressPolicy, resolve: Resolve = systemLookup): LookupFunction {
  return (hostname, options, callback) => {
    const answer = (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => {
      if (error !== null) return callback(error, options.all ? [] : '');
      for (const { address } of addresses) {
        const verdict = verdictOn(address, policy);
        if (verdict === 'allowed') continue;
        return callback(new BlockedAddressError(hostname, address, verdict), options.all ? [] : '');
      }
      if (options.all) return callback(null, addresses);
      const [first] = addresses;
      if (first) return callback(null, first.address, first.family);
      callback(Object.assign(new Error(`no address for ${hostname}`), { code: 'ENOTFOUND' }), '');
    };
    // Nobody is asked for these: plain http relies on it.
    if (isLocalhostName(hostname)) {
      const family = options.family === 'IPv4' ? 4 : options.family === 'IPv6' ? 6 : options.family || 0;
      const addresses = LOOPBACK_ADDRESSES.filter((each) => family === 0 || each.family === family);
      queueMicrotask(() => answer(null, addresses));
      return;
    }
    resolve(hostname, { ...options, all: true }, answer);
  };
}
