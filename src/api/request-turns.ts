import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { holdConnection } from './hold-socket.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

export interface RequestTurns {
  /** Has the request answered, now or in its turn. */
  readonly add: Answer;
  /** Whether nothing of what came over a connection waits for its answer. */
  isFree(connection: Socket): boolean;
}

interface Turns {
  readonly waiting: [IncomingMessage, ServerResponse][];
  underWay: number;
  release: (() => void) | null;
}

/**
 * Bounds the requests of a client that sends them over one connection without waiting for answers (HTTP/1.1's
 * pipelining): Node's server would begin all that it reads. A request counts as under way until its answer is sent;
 * beyond the maximum, requests wait and nothing more is read from the connection. What waits in memory is at most what
 * came at once, 64 KiB.
 */
export function takeRequestsInTurn(maxRequests: number, answer: Answer): RequestTurns {
  const ofConnections = new WeakMap<Socket, Turns>();

  function takeOn(connection: Socket, turns: Turns): void {
    const { waiting } = turns;
    if (connection.destroyed) waiting.length = 0;
    while (waiting[0] && turns.underWay < maxRequests) {
      const [request, response] = waiting.shift() as (typeof waiting)[number];
      turns.underWay += 1;
      response.once('close', () => {
        turns.underWay -= 1;
        takeOn(connection, turns);
      });
      answer(request, response);
    }
    // The connection is held only when a request waits: then each one under way has been read as a whole, body
    // included.
    if (waiting.length > 0) turns.release ??= holdConnection(connection);
    else {
      turns.release?.();
      turns.release = null;
    }
  }

  return {
    add(request, response) {
      const { socket } = request;
      const turns = ofConnections.get(socket) ?? { waiting: [], underWay: 0, release: null };
      ofConnections.set(socket, turns);
      turns.waiting.push([request, response]);
      takeOn(socket, turns);
    },
    isFree: (connection) => !ofConnections.get(connection)?.underWay,
  };
}
