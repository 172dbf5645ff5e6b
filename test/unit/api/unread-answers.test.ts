import { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import { holdSocket } from '../../../src/api/hold-socket.ts';
import { waitForReader } from '../../../src/api/unread-answers.ts';

const MIB = 1024 * 1024;

/** A WebSocket as far as it is looked at, with so many bytes that its client has not taken. */
function open() {
  const socket = Object.assign(new EventEmitter(), {
    bufferedAmount: 0,
    isPaused: false,
    pause: () => {
      socket.isPaused = true;
    },
    resume: () => {
      socket.isPaused = false;
    },
  });
  const connection = new EventEmitter();
  const hold = holdSocket(socket as unknown as WebSocket);
  waitForReader(socket as unknown as WebSocket, connection as Socket, hold);
  return { socket, connection, hold };
}

describe('waitForReader', () => {
  it('reads on while a client takes its answers', () => {
    const { socket } = open();
    socket.bufferedAmount = MIB;
    socket.emit('message');
    expect(socket.isPaused).toBe(false);
  });

  it('reads nothing of a client that has a mebibyte to take, until it has taken all, as often as that comes', () => {
    const { socket, connection } = open();
    for (let time = 0; time < 3; time += 1) {
      socket.bufferedAmount = MIB + 1;
      // Of what has been read already more may come.
      socket.emit('message');
      socket.emit('message');
      expect(socket.isPaused).toBe(true);
      expect(connection.listenerCount('drain')).toBe(1);
      socket.bufferedAmount = 0;
      connection.emit('drain');
      expect(socket.isPaused).toBe(false);
    }
  });

  it('reads nothing of a client that has taken all while there is another reason not to', () => {
    const { socket, connection, hold } = open();
    socket.bufferedAmount = MIB + 1;
    socket.emit('message');
    const release = hold();
    connection.emit('drain');
    expect(socket.isPaused).toBe(true);
    release();
    expect(socket.isPaused).toBe(false);
  });
});
