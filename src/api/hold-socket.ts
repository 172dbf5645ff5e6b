import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';

/** Reads nothing more of a socket until what it returns is called, once. */
export type Hold = () => () => void;

/** Counted, as there may be several reasons at a time to read nothing of it. */
export function holdSocket(socket: WebSocket): Hold {
  let reasons = 0;
  return () => {
    reasons += 1;
    socket.pause();
    return () => {
      reasons -= 1;
      if (reasons === 0) socket.resume();
    };
  };
}

/**
 * Reads nothing more of a connection of Node's HTTP server until what it returns is called. That server resumes it
 * whenever it has parsed a request or somebody reads a body, and so it is paused each time.
 */
export function holdConnection(connection: Socket): () => void {
  let isHeld = true;
  const pause = () => {
    if (isHeld) connection.pause();
  };
  connection.on('resume', pause);
  // Not while a request is being parsed: the end of that resumes the connection, even if it was paused in the same
  // turn.
  process.nextTick(pause);
  return () => {
    isHeld = false;
    connection.off('resume', pause);
    connection.resume();
  };
}
