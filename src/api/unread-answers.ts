import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import type { Hold } from './hold-socket.ts';

/** Of answers that a client has not taken yet. */
const UNREAD_MAX_BYTES = 1024 * 1024;

/**
 * Reads nothing more of a client until it has taken what it was answered: of one that only sends, answers would fill the
 * memory. One that stays away is cut off as a silent one is.
 * @param connection over which it came
 */
export function waitForReader(socket: WebSocket, connection: Socket, hold: Hold): void {
  let isHeld = false;
  socket.on('message', () => {
    if (isHeld || socket.bufferedAmount <= UNREAD_MAX_BYTES) return;
    const release = hold();
    isHeld = true;
    connection.once('drain', () => {
      isHeld = false;
      release();
    });
  });
}
