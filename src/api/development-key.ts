import type { IncomingMessage } from 'node:http';

/** What a proxy or a tunnel adds. Those that lead strangers to a developer's machine come from it, and many write its name over theirs. */
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
  return (
    isLoopback(remoteAddress) && isLoopbackName(hostname) && !headerNames.some((name) => FORWARDED.test(name))
  );
}

/** The name that a request was led here by, without the port; empty when it names none. */
export function hostnameOf({ headers }: IncomingMessage): string {
  return URL.parse(`http://${headers.host ?? ''}`)?.hostname ?? '';
}

function isLoopback(address: string | undefined): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address ?? '');
}

/** A page of another name that resolves to this machine (DNS rebinding) is not led here by our name. */
function isLoopbackName(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
