import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Hookline, startHookline } from '../support/hookline.ts';

let hookline: Hookline;
beforeAll(async () => {
  hookline = await startHookline({ roles: { api: true, worker: false } });
});
afterAll(() => hookline[Symbol.asyncDispose]());

describe('a header Host', () => {
  async function ask(host: string): Promise<string> {
    const { hostname, port } = new URL(hookline.url);
    const socket = connect(Number(port), hostname);
    const head = `GET /graphql?query={__typename} HTTP/1.1\r\nHost: ${host}\r\nX-API-Key: ${hookline.adminKey}`;
    socket.write(`${head}\r\nConnection: close\r\n\r\n`);
    return text(socket);
  }

  it.each(['[::1', 'a b', 'localhost:99999', '%', 'localhost/graphql', 'me@localhost'])(
    'that is %o is refused, and nothing of the server told',
    async (host) => {
      const answer = await ask(host);
      expect(answer).toMatch(/^HTTP\/1\.1 400 .*"code":"BAD_REQUEST"/s);
      expect(answer).not.toMatch(/node_modules|node:/);
    },
  );

  it.each(['localhost', '127.0.0.1:4000', '[::1]:4000', 'hook_line.example', ''])(
    'that is %o is taken',
    async (host) => {
      expect(await ask(host)).toMatch(/^HTTP\/1\.1 200 /);
    },
  );

  it.each([
    ['app.example:443', 'https://app.example', 101],
    ['App.example', 'https://app.example', 101],
    ['app.example:80', 'http://app.example', 101],
    ['app.example:80', 'https://app.example', 403],
    ['app.example:8443', 'https://app.example', 403],
    ['localhost', 'file://', 403],
  ])('%s, for a WebSocket of a page of %s, gets %i', async (host, origin, status) => {
    const { hostname, port } = new URL(hookline.url);
    const socket = connect(Number(port), hostname);
    socket.write(
      `GET /graphql HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${origin}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
        'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n',
    );
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toContain(`HTTP/1.1 ${status} `);
    socket.destroy();
  });
});
