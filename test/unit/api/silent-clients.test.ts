import { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WebSocket } from 'ws';
import { cutOffSilent } from '../../../src/api/silent-clients.ts';

const PING_MS = 12_000;
const ANSWER_BYTES = 1024 * 1024;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A WebSocket as far as it is looked at. */
function open() {
  const socket = Object.assign(new EventEmitter(), {
    bufferedAmount: 0,
    isPaused: false,
    pings: 0,
    isCutOff: false,
    ping() {
      socket.pings += 1;
    },
    terminate() {
      socket.isCutOff = true;
      socket.emit('close');
    },
  });
  const connection = { bytesRead: 100, bytesWritten: 100 };
  cutOffSilent(socket as unknown as WebSocket, connection as Socket);
  const pass = (pings: number, each = () => {}) => {
    for (let ping = 0; ping < pings; ping += 1) {
      each();
      vi.advanceTimersByTime(PING_MS);
    }
  };
  return { socket, connection, pass };
}

describe('cutOffSilent', () => {
  it('pings a client, and keeps one that answers', () => {
    const { socket, connection, pass } = open();
    pass(20, () => {
      connection.bytesRead += 6;
    });
    expect([socket.pings, socket.isCutOff]).toEqual([20, false]);
  });

  it('cuts off a client that has not answered by the next ping, and no sooner', () => {
    const { socket, pass } = open();
    pass(1);
    expect([socket.pings, socket.isCutOff]).toEqual([1, false]);
    pass(1);
    expect(socket.isCutOff).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('waits two minutes for a client whose ping is behind a long answer, however often', () => {
    const { socket, connection, pass } = open();
    for (let answer = 0; answer < 3; answer += 1) {
      connection.bytesRead += 100;
      connection.bytesWritten += ANSWER_BYTES;
      pass(10);
      expect(socket.isCutOff).toBe(false);
    }
    pass(1);
    expect(socket.isCutOff).toBe(true);
  });

  it('waits for a client as long as it takes something', () => {
    const { socket, connection, pass } = open();
    connection.bytesWritten += 30 * ANSWER_BYTES;
    socket.bufferedAmount = 30 * ANSWER_BYTES;
    pass(30, () => {
      socket.bufferedAmount -= ANSWER_BYTES;
    });
    expect(socket.isCutOff).toBe(false);
  });

  it('waits two minutes for a client that is not listened to', () => {
    const { socket, pass } = open();
    pass(1);
    socket.isPaused = true;
    pass(9);
    expect(socket.isCutOff).toBe(false);
    pass(1);
    expect(socket.isCutOff).toBe(true);
  });

  it('takes a client for gone soon again when it has been heard since', () => {
    const { socket, connection, pass } = open();
    connection.bytesWritten += ANSWER_BYTES;
    pass(3);
    connection.bytesRead += 6;
    pass(1);
    connection.bytesRead += 6;
    pass(1);
    expect(socket.isCutOff).toBe(false);
    pass(1);
    expect(socket.isCutOff).toBe(true);
  });
});
