import { describe, expect, it } from 'vitest';
import { keepRunning } from '../../../src/db/embedded-keeper.ts';

const ENDED = 'the embedded PostgreSQL has ended, and is started again';

// It looks once a second, so these go side by side.
describe.concurrent('a server that is kept running', () => {
  it('is left alone while it runs', async () => {
    const told: string[] = [];
    const looked = Promise.withResolvers<void>();
    let looks = 0;
    const stop = keepRunning({
      isRunning() {
        looks += 1;
        if (looks === 2) looked.resolve();
        return true;
      },
      startAgain: () => Promise.reject(new Error('it runs')),
      onEnded: (message) => told.push(message),
    });
    await looked.promise;
    await stop();
    expect(told).toEqual([]);
  });

  it('is started again when it has ended, and once more when that failed', async () => {
    const told: string[] = [];
    const started = Promise.withResolvers<void>();
    let starts = 0;
    const stop = keepRunning({
      isRunning: () => starts === 2,
      async startAgain() {
        starts += 1;
        if (starts === 1) throw new Error('no room');
        started.resolve();
      },
      onEnded: (message) => told.push(message),
    });
    await started.promise;
    await stop();
    expect(told).toEqual([ENDED, 'the embedded PostgreSQL could not be started again: no room']);
  });

  it('is not given up by who stops amid a start, before that is over', async () => {
    const [starting, start] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const stop = keepRunning({
      isRunning: () => false,
      startAgain() {
        starting.resolve();
        return start.promise;
      },
      onEnded: () => undefined,
    });
    await starting.promise;
    let isStopped = false;
    const stopped = stop().then(() => {
      isStopped = true;
    });
    await new Promise<void>((resolve) => setImmediate(resolve));
    expect(isStopped).toBe(false);
    start.resolve();
    await stopped;
  });
});
