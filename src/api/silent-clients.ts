import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';

const PING_MS = 12_000;
/**
 * Behind more bytes than this, a ping is answered late: the client has to take them first, which may last on a slow
 * network.
 */
const LONG_WAY_BYTES = 64 * 1024;
/** Two minutes. */
const LONG_WAY_PINGS = 10;

/**
 * Cuts off a client that seems to have gone without a word: it has not answered a ping when the next one is due. One
 * that has much to take, or whose socket is paused, is given longer: until nothing was heard from it, and nothing
 * taken, for ten pings.
 * @param connection over which it came
 */
export function cutOffSilent(socket: WebSocket, connection: Socket): void {
  let heardBytes = -1;
  let untakenBytes = 0;
  let writtenBytes = 0;
  /** Counted at the ping before the client was last heard: answers to later pings may still be on their way. */
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
