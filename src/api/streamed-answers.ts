import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Plugin } from 'graphql-yoga';

const STREAMED = /^(text\/event-stream|multipart\/)/;

/** Leaves to Node's server what is its own of a connection over which an answer is streamed. */
export function leaveConnections(): Plugin<object, { req?: IncomingMessage; res?: ServerResponse }> {
  return {
    onResponse({ response: { headers }, serverContext: { req, res } }) {
      if (!STREAMED.test(headers.get('content-type') ?? '')) return;
      // Yoga says that the connection is kept, also where it is not, and sends chunks to HTTP/1.0, which knows none.
      headers.delete('connection');
      headers.delete('transfer-encoding');
      const { socket } = req ?? {};
      // Nought: another answer over it is begun in this turn, too, and its limit comes back after that.
      if (!socket?.timeout) return;
      const timeoutMs = socket.timeout;
      // Yoga lifts it in this turn, and a stream that its client takes nothing of would be kept for ever. When the answer
      // is sent another limit holds.
      setImmediate(() => {
        if (!res?.writableFinished) socket.setTimeout(timeoutMs);
      });
    },
  };
}
