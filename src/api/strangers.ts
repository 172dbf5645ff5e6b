import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';

/** More than this is read only from those whose credential was found good: strangers would fill the memory. */
export const STRANGER_MAX_BYTES = 64 * 1024;
const TOO_BIG = 1009;
/** A stranger is told why, and then cut off, whether it takes part in closing or not. */
const CLOSE_MS = 1000;

/**
 * Cuts off a WebSocket that sends more than STRANGER_MAX_BYTES before its credential is found good. The socket's own
 * limit of a message is meant for those who are known, and it would keep the part of an incomplete message until it is
 * closed.
 * @param connection over which it came
 * @returns a function to be called when it is known who the sender is
 */
export function watchStranger(socket: WebSocket, connection: Socket): () => void {
  let bytes = 0;
  function count(chunk: Buffer): void {
    bytes += chunk.length;
    if (bytes <= STRANGER_MAX_BYTES) return;
    trust();
    socket.pause();
    socket.close(TOO_BIG, `at most ${STRANGER_MAX_BYTES} bytes are taken before a credential`);
    const cutOff = setTimeout(() => socket.terminate(), CLOSE_MS);
    socket.once('close', () => clearTimeout(cutOff));
  }
  function trust(): void {
    connection.off('data', count);
  }
  connection.on('data', count);
  return trust;
}
