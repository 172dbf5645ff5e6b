import { getEventListeners, once } from 'node:events';
import net, { type Socket } from 'node:net';
import tls from 'node:tls';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { createAddressPolicy } from '../../src/delivery/address-policy.ts';
import { connectBy, type Route } from '../../src/delivery/connect.ts';
import { startSocksProxy } from '../support/egress-proxy.ts';
import { certificateFor, listen, secureReceiver } from '../support/sending.ts';

const certificate = certificateFor('localhost');
const policy = createAddressPolicy({ allowLoopback: true });

let stack = new AsyncDisposableStack();
afterEach(async () => {
  await stack.disposeAsync();
  stack = new AsyncDisposableStack();
});

function connecting(route: Route, protocol: string, port: number) {
  const stop = new AbortController();
  const connect = promisify(connectBy(policy, { extraCa: [certificate.cert], ...route }, stop.signal));
  const target = { hostname: 'localhost', host: `localhost:${port}`, protocol, port: String(port) };
  const connected = connect(target) as Promise<Socket>;
  return { stop, connected, listeners: () => getEventListeners(stop.signal, 'abort').length };
}

const plain = async () => stack.use(await listen(net.createServer((socket) => socket.resume())));
const secure = async () => stack.use(await secureReceiver(certificate));

it('trusts what Node trusts beside the certificates of a setting', async () => {
  const others = certificateFor('other.test', 'localhost');
  const trusted = tls.getCACertificates('default');
  tls.setDefaultCACertificates([...trusted, certificate.cert]);
  try {
    for (const each of [certificate, others]) {
      const { port } = stack.use(await secureReceiver(each));
      const { connected } = connecting({ extraCa: [others.cert] }, 'https:', port);
      (await connected).destroy();
    }
  } finally {
    tls.setDefaultCACertificates(trusted);
  }
});

describe('what ends a connection that is being made', () => {
  it.each([
    ['plain', 'http:', plain, false],
    ['over TLS', 'https:', secure, false],
    ['over TLS by a proxy', 'https:', secure, true],
  ] as const)('keeps nothing of one that stands: %s', async (_, protocol, receiver, isProxied) => {
    const { url } = stack.use(await startSocksProxy());
    const proxy = isProxied ? { url: url.href, resolvesNames: false } : null;
    const { connected, listeners } = connecting({ proxy }, protocol, (await receiver()).port);
    const socket = await connected;
    expect(listeners()).toBe(0);
    socket.destroy();
    await once(socket, 'close');
  });

  it('keeps nothing of one that failed', async () => {
    const { port } = await plain();
    await stack.disposeAsync();
    const { connected, listeners } = connecting({}, 'http:', port);
    await expect(connected).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect(listeners()).toBe(0);
  });

  it('ends it at once', async () => {
    const { stop, connected } = connecting({}, 'https:', (await plain()).port);
    stop.abort();
    await expect(connected).rejects.toBe(stop.signal.reason);
  });
});
