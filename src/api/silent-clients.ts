import type { WebSocket } from 'ws';

const PING_MS = 12_000;

/** Cuts off a client that has not answered a ping when the next one is due: it may have gone without a word. */
export function cutOffSilent(socket: WebSocket): void {
  let isHeard = true;
  const timer = setInterval(() => {
    if (!isHeard) return socket.terminate();
    isHeard = false;
    socket.ping();
  }, PING_MS);
  socket.on('pong', () => {
    isHeard = true;
  });
  socket.once('close', () => clearInterval(timer));
}
