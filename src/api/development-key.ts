import type { IncomingMessage } from 'node:http';
import { isLoopbackHost } from '../loopback.ts';

/**
 * Headers that a proxy or a tunnel adds. The requests of strangers that it brings to a developer's machine come from
 * that machine, and often with its name in the header Host.
 */
const FORWARDED = /^(forwarded|via|x-forwarded-.*|x-original-host|x-real-ip)$/;

/**
 * Whether a request is of a browser on this machine that was led here by this machine's name.
 * @param headerNames of the request, in lower case
 */
export function mayShowDevelopmentKey(
  hostname: string,
  remoteAddress: string | undefined,
  headerNames: readonly string[],
): boolean {
  // The name counts too: a page whose own name resolves to this machine (DNS rebinding) was led here by that one.
  const isForThisMachine = isLoopbackAddress(remoteAddress) && isLoopbackHost(hostname);
  return isForThisMachine && !headerNames.some((name) => FORWARDED.test(name));
}

/** The name that a request was led here by, without the port; empty when it names none. */
export function hostnameOf({ headers }: IncomingMessage): string {
  return URL.parse(`http://${headers.host ?? ''}`)?.hostname ?? '';
}

function isLoopbackAddress(address: string | undefined): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address ?? '');
}
