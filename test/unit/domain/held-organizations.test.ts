import { expect, it, vi } from 'vitest';
import { createHeldOrganizations } from '../../../src/domain/held-organizations.ts';

const GIVE_UP_MS = 30_000;

/** Items are words, of the organization of their first letter; their tries end when the test says so. */
function setUp() {
  const tries: { items: readonly string[]; end: (isFree: boolean) => void; fail: (error: Error) => void }[] =
    [];
  const held = createHeldOrganizations<string, string>({
    organizationsOf: (item) => item[0] ?? '',
    shareOf: () => 0,
    blamesItem: (error) => error instanceof FaultOfItem,
    giveUpMs: GIVE_UP_MS,
    tryAlone: (items) => {
      const { promise, resolve, reject } = Promise.withResolvers<string[] | null>();
      const end = (isFree: boolean) => resolve(isFree ? items.map((item) => item.toUpperCase()) : null);
      tries.push({ items, end, fail: reject });
      return promise;
    },
  });
  const store = (item: string) => held.laneOf(item)?.(item) ?? Promise.reject(new Error('it is not held'));
  const end = async (index: number, isFree: boolean) => {
    tries[index]?.end(isFree);
    await settled();
  };
  return { held, store, tries, end, items: () => tries.map((one) => one.items) };
}

class FaultOfItem extends Error {}

/** Lets everything happen that waits for nothing else. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

it('holds nobody at first', () => {
  const { held } = setUp();
  expect(held.laneOf('a')).toBeUndefined();
});

it('has the lanes take turns until each is free, and what waits in one that is free goes back to the others', async () => {
  const { held, store, end, items } = setUp();
  held.add(['a', 'b']);
  expect(held.laneOf('c')).toBeUndefined();
  const first = [store('a1'), store('b1')];
  // As another transaction does that met the same lock: what waits in the lane and what comes to it stay together.
  held.add(['a']);
  const results = Promise.all([...first, store('a2')]);
  await settled();
  expect(items()).toEqual([['a1']]);
  await end(0, false);
  await end(1, false);
  await end(2, false);
  expect(items()).toEqual([['a1'], ['b1'], ['a1'], ['b1']]);
  await end(3, true);
  expect(held.laneOf('b')).toBeUndefined();
  expect(held.laneOf('a')).toBeDefined();
  await end(4, true);
  expect(held.laneOf('a')).toBeUndefined();
  expect(await results).toEqual(['A1', 'B1', null]);
  expect(items().slice(4)).toEqual([['a1']]);
});

it('fails what a try failed for, and goes on with the others', async () => {
  const { held, store, tries, end } = setUp();
  held.add(['a']);
  const outcomes = Promise.allSettled([store('a1'), store('a2'), store('a3')]);
  await settled();
  tries[0]?.fail(new Error('the connection broke'));
  await settled();
  expect(tries[1]?.items).toEqual(['a2', 'a3']);
  tries[1]?.fail(new FaultOfItem());
  await settled();
  tries[2]?.fail(new FaultOfItem());
  await settled();
  await end(3, true);
  expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
});

it('gives up what has waited for too long, without another try', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  try {
    const { held, store, items, end } = setUp();
    held.add(['a']);
    const outcomes = Promise.allSettled([store('a1'), store('a2')]);
    await settled();
    vi.advanceTimersByTime(GIVE_UP_MS / 2);
    const later = store('a3');
    await end(0, false);
    vi.advanceTimersByTime(GIVE_UP_MS / 2);
    await end(1, false);
    expect(items()).toEqual([['a1'], ['a1'], ['a3']]);
    await end(2, true);
    expect(await later).toBe('A3');
    expect(await outcomes).toMatchObject(Array(2).fill({ reason: { code: 'REQUEST_TIMEOUT' } }));
    expect(held.laneOf('a')).toBeUndefined();
  } finally {
    vi.useRealTimers();
  }
});
