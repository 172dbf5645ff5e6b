import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { answerCalls } from '../calls.ts';
import { nowMs } from '../clock.ts';

/** The first segment of a path says what comes of a request. */
const HANG = '/hang';
const FAIL = '/fail';
/** A request to one of these has its `webhook-id` and its time kept. */
const TIMED = /^\/(timed|fail)/;

const OK = Buffer.from('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
const FAILED = Buffer.from('HTTP/1.1 500 Internal Server Error\r\ncontent-length: 4\r\n\r\nfail');
const HEAD_END = Buffer.from('\r\n\r\n');
const POLL_MS = 1;

let requests = 0;
let firstMs = 0;
let lastMs = 0;
let arrivals: [webhookId: string, atMs: number][] = [];

// Not Node's HTTP server: the receiver shares the cores with what is measured, and is to take as little of them as it can.
const server = createServer({ noDelay: true }, serve);

function serve(socket: Socket): void {
  let head: Buffer | null = null;
  let bodyLeft = 0;
  let answer: Buffer | null = null;
  socket.on('error', () => socket.destroy());
  socket.on('data', (data) => {
    let chunk: Buffer = data;
    while (chunk.length > 0) {
      if (bodyLeft === 0) {
        const pending: Buffer = head ? Buffer.concat([head, chunk]) : chunk;
        const end = pending.indexOf(HEAD_END);
        if (end === -1) {
          head = pending;
          return;
        }
        head = null;
        const request = readHead(pending.toString('latin1', 0, end));
        answer = request.answer;
        bodyLeft = request.bodyLength;
        chunk = pending.subarray(end + HEAD_END.length);
      }
      const taken = Math.min(bodyLeft, chunk.length);
      bodyLeft -= taken;
      chunk = chunk.subarray(taken);
      if (bodyLeft === 0 && answer) socket.write(answer);
    }
  });
}

function readHead(head: string): { bodyLength: number; answer: Buffer | null } {
  const atMs = nowMs();
  requests++;
  if (firstMs === 0) firstMs = atMs;
  lastMs = atMs;
  const path = head.slice(head.indexOf(' ') + 1, head.indexOf(' ', 6));
  if (TIMED.test(path)) arrivals.push([/webhook-id: (\S+)/i.exec(head)?.[1] ?? '', atMs]);
  const bodyLength = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
  return { bodyLength, answer: path.startsWith(HANG) ? null : path.startsWith(FAIL) ? FAILED : OK };
}

/** How many requests came since the last reset; times are those of `nowMs`, 0 when none came. */
export interface Received {
  requests: number;
  firstMs: number;
  lastMs: number;
}

const calls = {
  async listen(): Promise<number> {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  },
  reset(): void {
    requests = 0;
    firstMs = 0;
    lastMs = 0;
    arrivals = [];
  },
  received: (): Received => ({ requests, firstMs, lastMs }),
  /** Resolves when so many have come, or the time is over. */
  async wait({ count, timeoutMs }: { count: number; timeoutMs: number }): Promise<Received> {
    const deadline = nowMs() + timeoutMs;
    while (requests < count && nowMs() < deadline) await delay(POLL_MS);
    return { requests, firstMs, lastMs };
  },
  arrivals: () => arrivals,
};
export type ReceiverCalls = typeof calls;
answerCalls(calls);
