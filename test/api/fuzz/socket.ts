import { once } from 'node:events';
import WebSocket from 'ws';
import { bodyOf, type Piece } from './http.ts';
import type { Message } from './render.ts';

/** A WebSocket whose messages are written by hand: a client's library would make JSON of its own of the variables. */
export interface RawSocket extends AsyncDisposable {
  /** The answers of an operation, until it is complete or the signal says that it is over. */
  run(message: Message, over: AbortSignal): Promise<Piece[]>;
}

interface Running {
  pieces: Piece[];
  end(): void;
}

export async function openRawSocket(url: string, headers: Record<string, string>): Promise<RawSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers });
  const running = new Map<string, Running>();
  let closing: string | null = null;
  let count = 0;
  await once(socket, 'open');
  socket.send('{"type":"connection_init"}');
  await once(socket, 'message');
  socket.on('message', (data) => {
    const { type, id, payload } = JSON.parse(String(data)) as { type: string; id: string; payload?: unknown };
    const operation = running.get(id);
    if (type === 'next') operation?.pieces.push(piece(JSON.stringify(payload)));
    if (type === 'error') operation?.pieces.push(piece(JSON.stringify({ errors: payload })));
    if (type === 'complete' || type === 'error') operation?.end();
  });
  socket.once('close', (code, reason) => {
    closing = `the socket was closed with ${code} ${reason}`;
    for (const operation of running.values()) operation.end();
  });

  return {
    async run(message, over) {
      if (closing !== null) throw new Error(closing);
      const id = String(count++);
      const { promise: ended, resolve: end } = Promise.withResolvers<void>();
      const operation = { pieces: [] as Piece[], end };
      running.set(id, operation);
      socket.send(`{"id":"${id}","type":"subscribe","payload":${bodyOf(message)}}`);
      const stop = () => end();
      over.addEventListener('abort', stop);
      await ended;
      over.removeEventListener('abort', stop);
      running.delete(id);
      if (closing !== null) throw new Error(closing);
      if (over.aborted) socket.send(`{"id":"${id}","type":"complete"}`);
      return operation.pieces;
    },
    async [Symbol.asyncDispose]() {
      if (closing !== null) return;
      const closed = once(socket, 'close');
      socket.terminate();
      await closed;
    },
  };
}

const piece = (text: string): Piece => ({ status: null, contentType: '', text });
