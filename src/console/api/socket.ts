import { type Client, createClient } from 'graphql-ws/client';
import { Failure, toFailure, type WireError } from './client.ts';
import { connectionParams } from './session.ts';

const KEEP_ALIVE_MS = 10_000;
const PONG_MS = 5000;
/** Closed by the server for the key's sake: another try would end the same way. */
const KEY_REFUSED = new Set([4401, 4403]);

/** One socket, which is cut when the other side falls silent: a network may vanish without a word. */
export function openSocket(): Client {
  let pongDue: ReturnType<typeof setTimeout> | undefined;
  const client: Client = createClient({
    url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`,
    connectionParams,
    // Resuming needs another cursor than the first time, which the library's own retries do not know.
    retryAttempts: 0,
    keepAlive: KEEP_ALIVE_MS,
    on: {
      ping: (received) => {
        if (!received) pongDue = setTimeout(() => client.terminate(), PONG_MS);
      },
      pong: (received) => {
        if (received) clearTimeout(pongDue);
      },
      closed: () => clearTimeout(pongDue),
    },
  });
  return client;
}

/** Why a subscription ended: errors of GraphQL, or how its socket was closed. */
export function failureOf(reason: unknown): Failure {
  if (Array.isArray(reason)) return toFailure(reason[0] as WireError);
  if (reason instanceof CloseEvent && KEY_REFUSED.has(reason.code)) {
    return new Failure('INVALID_AUTHORIZATION', reason.reason.replace(/^[A-Z_]+: /, ''));
  }
  return new Failure('UNREACHABLE', 'The connection was lost.');
}
