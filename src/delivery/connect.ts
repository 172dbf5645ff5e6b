import type { Socket } from 'node:net';
import tls from 'node:tls';
import { buildConnector } from 'undici';
import type { AddressPolicy } from './address-policy.ts';
import { boundAnswers } from './answer-bound.ts';
import { guardedLookup, type Resolve } from './guarded-lookup.ts';
import { resolveWith } from './name-servers.ts';
import { tunnelConnector } from './tunnel.ts';

/** A connection that does not stand by then is given up, so that the next attempt begins with a fresh one. */
const CONNECT_TIMEOUT_MS = 10_000;

// Node gives up on an address after 250 ms when the host has another, and then reports far but healthy
// hosts as dead because the other address family has no route.
const ADDRESS_ATTEMPT_MS = 1_000;

/**
 * The way by which requests leave. Without any of these they go straight to their receivers, and the system looks names
 * up.
 */
export interface Route {
  /** Certificates (PEM) that are trusted beside Node's. */
  readonly extraCa?: readonly string[];
  /** Like `192.0.2.53:53`, or those that the system knows: they are asked for names instead of the system. */
  readonly nameServers?: readonly string[] | 'auto' | null;
  /** Replaces the look-up of names; its answers are judged all the same. */
  readonly resolve?: Resolve;
  readonly proxy?: {
    /** A secret: `http:`, `https:` or `socks5:`, with user and password. */
    readonly url: string;
    /** It is handed names, and has to judge their addresses itself. */
    readonly resolvesNames: boolean;
  } | null;
}

/**
 * How undici's agent is to open connections; all that can be is made here, once.
 *
 * @param signal ends what is being connected: the agent's own destroy() leaves such sockets alone
 */
export function connectBy(
  policy: AddressPolicy,
  { extraCa = [], nameServers = null, resolve, proxy }: Route,
  signal: AbortSignal,
): buildConnector.connector {
  const asked = nameServers === null ? undefined : resolveWith(nameServers, signal);
  const lookup = guardedLookup(policy, resolve ?? asked);
  // A list of authorities given with each connection would be parsed for each: 18 ms (measured with node 24).
  const secureContext = tls.createSecureContext(
    extraCa.length > 0 ? { ca: [...tls.getCACertificates('default'), ...extraCa] } : {},
  );
  const connector = endedBy(
    signal,
    buildConnector({
      lookup,
      timeout: CONNECT_TIMEOUT_MS,
      autoSelectFamilyAttemptTimeout: ADDRESS_ATTEMPT_MS,
      secureContext,
      rejectUnauthorized: true,
      allowH2: false,
    }),
  );
  const open = proxy
    ? tunnelConnector({
        proxy: new URL(proxy.url),
        lookup: proxy.resolvesNames ? null : lookup,
        secureContext,
        connector,
        timeoutMs: CONNECT_TIMEOUT_MS,
        signal,
      })
    : connector;
  return boundAnswers(open);
}

/**
 * Lets a signal end what is being connected. The socket's own option does that too, but keeps the socket for as long as
 * the signal lasts: 29 KB for each connection that ever was (node 24).
 */
function endedBy(signal: AbortSignal, connector: buildConnector.connector): buildConnector.connector {
  // undici gives the socket back, which its types leave out.
  const open = connector as (...args: Parameters<buildConnector.connector>) => Socket;
  return (target, callback) => {
    const end = () => socket.destroy(signal.reason);
    const socket = open(target, (...result) => {
      signal.removeEventListener('abort', end);
      result[1]?.once('error', endWithError);
      callback(...result);
    });
    if (signal.aborted) end();
    else signal.addEventListener('abort', end);
  };
}

/**
 * Node leaves a socket open to which an alert of TLS came, as when the server wants a certificate, and undici then takes
 * its end for the error.
 */
function endWithError(this: Socket, error: Error): void {
  this.destroy(error);
}
