import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Plugin } from 'graphql-yoga';

const STREAMED = /^(text\/event-stream|multipart\/)/;

/** Leaves the connection of a streamed answer to Node's server, with whose handling Yoga interferes. */
export function leaveConnections(): Plugin<object, { req?: IncomingMessage; res?: ServerResponse }> {
  return {
    onResponse({ response: { headers }, serverContext: { req, res } }) {
      if (!STREAMED.test(headers.get('content-type') ?? '')) return;
      // Yoga announces that the connection is kept, even if it is not, and chunks, which HTTP/1.0 does not know.
      headers.delete('connection');
      headers.delete('transfer-encoding');
      const { socket } = req ?? {};
      // 0: another answer begun in this turn has taken the limit away already, and will put it back.
      if (!socket?.timeout) return;
      const timeoutMs = socket.timeout;
      // Yoga takes the limit away in this turn; without one, a stream whose client takes nothing would be kept for ever.
      // Once the answer is sent, another limit applies.
      setImmediate(() => {
        if (!res?.writableFinished) socket.setTimeout(timeoutMs);
      });
    },
  };
}
