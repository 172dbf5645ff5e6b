import net from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { listen, request, startSender } from '../support/sending.ts';

/** What no parser counts: a receiver that goes on with it must not keep this process busy until its timeout. */

const TIMEOUT_MS = 60_000;

/** Writes for as long as the other side takes it. */
function pour(socket: net.Socket, text: string): void {
  const chunk = text.repeat(Math.ceil(65_536 / text.length));
  const write = () => {
    while (!socket.destroyed && socket.write(chunk));
  };
  socket.on('drain', write);
  write();
}

/** What comes of a request to a receiver that answers with a beginning, and then without end. */
async function send(beginning: string, endless: string) {
  const server = net.createServer((socket) => {
    socket.once('data', () => {
      socket.write(beginning);
      pour(socket, endless);
    });
  });
  await using receiver = await listen(server);
  await using sender = startSender();
  return await sender.send(request(`http://127.0.0.1:${receiver.port}/`, { timeoutMs: TIMEOUT_MS }));
}

const chunked = 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n';

describe('an answer', () => {
  it.each([
    ['line breaks before it', '', '\r\n'],
    ['a reason', 'HTTP/1.1 200 ', 'x'],
    ['blanks before a header’s value', 'HTTP/1.1 200 OK\r\nx-a:', ' '],
    ['interim answers', '', 'HTTP/1.1 103 Early Hints\r\n\r\n'],
  ])('is broken off that never ends with %s', async (_what, beginning, endless) => {
    expect(await send(beginning, endless)).toMatchObject({
      kind: 'connection_failed',
      code: 'ANSWER_TOO_LONG',
      message: 'the answer does not come to its end',
    });
  });

  it.each([
    ['the extensions of a chunk', `${chunked}1;`, 'a;'],
    ['the length of a chunk', chunked, '0'],
    ['blanks before a trailer’s value', `${chunked}0\r\nx-a:`, ' '],
  ])('keeps its status that never ends with %s', async (_what, beginning, endless) => {
    expect(await send(beginning, endless)).toMatchObject({
      kind: 'response',
      status: 200,
      bodyTruncated: true,
    });
  });

  it('may have twenty interim ones before it, and no more', async () => {
    const final = 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n';
    const interim = 'HTTP/1.1 102 Processing\r\n\r\n';
    expect(await send(interim.repeat(20) + final, ' ')).toMatchObject({ kind: 'response', status: 200 });
    expect(await send(interim.repeat(21) + final, ' ')).toMatchObject({ code: 'ANSWER_TOO_LONG' });
  });

  it('with a status below 100 is no HTTP', async () => {
    expect(await send('HTTP/1.1 099 X\r\ncontent-length: 0\r\n\r\n', ' ')).toMatchObject({
      kind: 'connection_failed',
      message: 'the answer is not valid HTTP',
    });
  });
});

describe('a connection that is kept', () => {
  it('is closed when something without end follows an answer', async () => {
    const ended = Promise.withResolvers<void>();
    const server = net.createServer((socket) => {
      socket
        .once('close', () => ended.resolve())
        .once('data', () => {
          socket.write('HTTP/1.1 200 OK\r\nkeep-alive: timeout=60\r\ncontent-length: 0\r\n\r\n');
          pour(socket, '\r\n');
        });
    });
    await using receiver = await listen(server);
    await using sender = startSender();
    expect(await sender.send(request(`http://127.0.0.1:${receiver.port}/`))).toMatchObject({ status: 200 });
    await ended.promise;
  });

  it('takes any number of answers', async () => {
    const body = 'x'.repeat(16_000);
    const server = net.createServer((socket) => {
      socket.on('data', () =>
        socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n\r\n${body}`),
      );
    });
    await using receiver = await listen(server);
    await using sender = startSender();
    for (let sent = 0; sent < 40; sent += 1) {
      const result = await sender.send(request(`http://127.0.0.1:${receiver.port}/`));
      expect(result).toMatchObject({ status: 200, bodyTruncated: false });
      // undici frees a connection one turn of the event loop after its response.
      await setImmediate();
    }
    expect(receiver.connections()).toBe(1);
  });
});
