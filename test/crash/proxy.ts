import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';

/**
 * The moment of a commit, or of another statement, on one connection. `text` is looked for in what the client sends,
 * after `within` where that is given: the commit of a transaction that writes a certain table.
 */
export interface Trap {
  readonly within?: RegExp;
  readonly text: string;
  /** `sent`: it is not passed on. `done`: it is, and the end of the transaction is awaited, of which no answer is passed on. */
  readonly at: 'sent' | 'done';
}

/** A process's way to PostgreSQL, which can be cut as a network can, also between a commit and its answer. */
export interface CutProxy extends AsyncDisposable {
  readonly url: string;
  /** Breaks every connection, and takes no more. */
  cut(): void;
  mend(): void;
  /** Calls back at that moment, once, and breaks the connection; the returned function disarms it. */
  arm(trap: Trap, spring: () => void): () => void;
}

/** How the server answers a COMMIT. */
const ENDED = /(COMMIT|ROLLBACK)\0/;

interface Armed extends Trap {
  readonly spring: () => void;
}

export async function startCutProxy(serverUrl: string): Promise<CutProxy> {
  const target = new URL(serverUrl);
  const pairs = new Set<() => void>();
  let isCut = false;
  let armed: Armed | null = null;

  const server = net.createServer((near) => {
    near.on('error', () => undefined);
    if (isCut) {
      near.resetAndDestroy();
      return;
    }
    const far = net.connect(Number(target.port), target.hostname);
    far.on('error', () => undefined);
    const breakPair = () => {
      pairs.delete(breakPair);
      near.resetAndDestroy();
      far.resetAndDestroy();
    };
    pairs.add(breakPair);
    near.on('close', breakPair);
    far.on('close', breakPair);
    far.pipe(near);
    let seen: Armed | null = null;
    near.on('data', (chunk) => {
      const trap = armed;
      if (trap?.within?.test(chunk.toString('latin1'))) seen = trap;
      const springs = trap !== null && chunk.includes(trap.text) && (!trap.within || seen === trap);
      if (springs) {
        armed = null;
        if (trap.at === 'sent') {
          trap.spring();
          breakPair();
          return;
        }
        far.unpipe(near);
        // Answers to what was sent together with the commit come before its own.
        far.on('data', (answer: Buffer) => {
          if (!ENDED.test(answer.toString('latin1'))) return;
          trap.spring();
          breakPair();
        });
        far.resume();
      }
      if (!far.write(chunk)) {
        near.pause();
        far.once('drain', () => near.resume());
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(serverUrl);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  const breakAll = () => {
    for (const breakPair of [...pairs]) breakPair();
  };
  return {
    url: url.href,
    cut() {
      isCut = true;
      breakAll();
    },
    mend() {
      isCut = false;
    },
    arm(trap, spring) {
      const mine: Armed = { ...trap, spring };
      armed = mine;
      return () => {
        if (armed === mine) armed = null;
      };
    },
    async [Symbol.asyncDispose]() {
      breakAll();
      server.close();
      await once(server, 'close');
    },
  };
}
