import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import { Transform } from 'node:stream';

/** A way to a server that can be cut, as a network can. */
export interface Proxy extends AsyncDisposable {
  /** The server's address, by way of this. */
  readonly url: string;
  /** Breaks every connection, and takes no more. */
  cut(): void;
  /**
   * Takes connections, and lets nothing through on them until it is mended: a server that takes long to answer.
   * Resolves when there is one.
   */
  hold(): Promise<void>;
  mend(): void;
  /** Has connections from now on lead to another server, which takes the place of the first. */
  lead(serverUrl: string): void;
  /** Lets nothing more through on the connections that there are, and closes none: a firewall has forgotten them. */
  forget(): void;
  /** Reads nothing more, and closes nothing, on new connections neither: the server has stopped. */
  hang(): void;
}

/** @param options change what clients send, and what they receive */
export async function startProxy(
  serverUrl: string,
  {
    sending = (chunk) => chunk,
    receiving = (chunk) => chunk,
  }: { sending?: (chunk: Buffer) => Buffer; receiving?: (chunk: Buffer) => Buffer } = {},
): Promise<Proxy> {
  let target = new URL(serverUrl);
  const sockets = new Set<net.Socket>();
  let isCut = false;
  let hold: { taken: PromiseWithResolvers<void>; over: PromiseWithResolvers<void> } | null = null;
  const server = net.createServer((near) => {
    if (isCut) {
      near.resetAndDestroy();
      return;
    }
    const far = net.connect(Number(target.port), target.hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('error', () => undefined);
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
    const join = () => {
      far.pipe(changed(receiving)).pipe(near);
      near.pipe(changed(sending)).pipe(far);
    };
    if (!hold) return join();
    hold.taken.resolve();
    void hold.over.promise.then(join);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(serverUrl);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  const breakAll = () => {
    // One that is being shut down cannot be reset: Node says that it is destroyed, and leaves it open.
    for (const socket of sockets) {
      if (socket.writableEnded) socket.destroy();
      else socket.resetAndDestroy();
    }
  };
  const holdNew = () => {
    hold = { taken: Promise.withResolvers(), over: Promise.withResolvers() };
    return hold.taken.promise;
  };
  return {
    url: url.href,
    cut() {
      isCut = true;
      breakAll();
    },
    hold: holdNew,
    mend() {
      isCut = false;
      hold?.over.resolve();
      hold = null;
    },
    lead(otherUrl) {
      target = new URL(otherUrl);
    },
    forget() {
      for (const socket of sockets) {
        socket.unpipe();
        socket.resume();
      }
    },
    hang() {
      void holdNew();
      for (const socket of sockets) socket.unpipe().pause();
    },
    async [Symbol.asyncDispose]() {
      breakAll();
      server.close();
      await once(server, 'close');
    },
  };
}

function changed(change: (chunk: Buffer) => Buffer): Transform {
  return new Transform({ transform: (chunk: Buffer, _encoding, done) => done(null, change(chunk)) });
}
