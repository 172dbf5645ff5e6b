import type { UrlProblem } from './address-policy.ts';

/** Of an endpoint that is no place in a network: its deliveries are read from the feed, by `hookline listen`. */
const SCHEME = 'listen:';
const NAME = /^[a-z0-9.-]{1,64}$/;

/** Whether nothing is ever sent to this address. Case counts: any other spelling is a URL like all others. */
export function isListenAddress(url: string): boolean {
  return url.startsWith(SCHEME);
}

export function listenAddress(name: string): string {
  return SCHEME + name;
}

export function isListenName(name: string): boolean {
  return NAME.test(name);
}

/** What is wrong with an address of which `isListenAddress` holds. */
export function checkListenAddress(url: string): UrlProblem | null {
  if (isListenName(url.slice(SCHEME.length))) return null;
  const message = 'listen: is followed by 1 to 64 lower-case letters, digits, dots and hyphens';
  return { type: 'url_invalid', message };
}
