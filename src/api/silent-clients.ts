import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';

const PING_MS = 12_000;
/** A ping that comes behind more than this is answered when the client has taken that, which may last on a slow network. */
const LONG_WAY_BYTES = 64 * 1024;
/** Two minutes. */
const LONG_WAY_PINGS = 10;

/**
 * Cuts off a client that may have gone without a word: it has not answered a ping when the next one is due, or, where it
 * has much to take or is not listened to, nothing was heard of it and nothing taken for a while.
 * @param connection over which it came
 */
export function cutOffSilent(socket: WebSocket, connection: Socket): void {
  let heardBytes = -1;
  let untakenBytes = 0;
  let writtenBytes = 0;
  /** At the ping before it was last heard: an answer since then may still be on its way. */
  let writtenWhenHeardBytes = 0;
  let silentPings = 0;

  const timer = setInterval(() => {
    const isHeard = connection.bytesRead > heardBytes;
    if (isHeard) writtenWhenHeardBytes = writtenBytes;
    const takes = socket.bufferedAmount < untakenBytes;
    silentPings = isHeard || takes ? 0 : silentPings + 1;
    heardBytes = connection.bytesRead;
    untakenBytes = socket.bufferedAmount;
    writtenBytes = connection.bytesWritten;

    const isLongWay = writtenBytes - writtenWhenHeardBytes > LONG_WAY_BYTES;
    if (silentPings >= (isLongWay || socket.isPaused ? LONG_WAY_PINGS : 1)) socket.terminate();
    else socket.ping();
  }, PING_MS);
  socket.once('close', () => clearInterval(timer));
}
