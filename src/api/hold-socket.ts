import type { WebSocket } from 'ws';

/** Reads nothing more of a socket until what it returns is called, once. */
export type Hold = () => () => void;

/** There may be several reasons at a time to read nothing of it. */
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
