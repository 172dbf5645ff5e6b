import { afterEach, describe, expect, it, vi } from 'vitest';
import { createGrouping } from '../../../src/domain/grouping.ts';

const PATIENCE_MS = 1000;
afterEach(() => vi.useRealTimers());

/** A grouping of words whose runs end when the test says so. Their digits are their keys. */
function setUp(options: { concurrency?: number; bad?: string } = {}) {
  const runs: { items: readonly string[]; finish: () => void; fail: (error: Error) => void }[] = [];
  const call = createGrouping<string, string>({
    run: (items) => {
      const { promise, resolve, reject } = Promise.withResolvers<string[]>();
      const finish = () => {
        if (options.bad !== undefined && items.includes(options.bad)) reject(new FaultOfItem());
        else resolve(items.map((item) => item.toUpperCase()));
      };
      runs.push({ items, finish, fail: reject });
      return promise;
    },
    concurrency: options.concurrency ?? 1,
    patienceMs: PATIENCE_MS,
    shareOf: (item) => item.length / 10,
    keysOf: (item) => item.match(/[0-9]/g) ?? [],
    blamesItem: (error) => error instanceof FaultOfItem,
  });
  return { call, runs, items: () => runs.map((run) => run.items) };
}

class FaultOfItem extends Error {}

/** Ends the runs under way, and those that follow, until none is left. */
async function finishAll({ runs }: Pick<ReturnType<typeof setUp>, 'runs'>): Promise<void> {
  for (let index = 0; index < runs.length; index++) {
    runs[index]?.finish();
    await settled();
  }
}

/** Lets everything happen that waits for nothing else. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('calls at the same time', () => {
  it('find the first of them started at once', () => {
    const { call, items } = setUp();
    void call('a');
    expect(items()).toEqual([['a']]);
  });

  it('that come during a run share the next, in their order, and each gets its own result', async () => {
    const grouping = setUp();
    const results = ['a', 'b', 'c', 'd'].map(grouping.call);
    expect(grouping.items()).toEqual([['a']]);
    await finishAll(grouping);
    expect(grouping.items()).toEqual([['a'], ['b', 'c', 'd']]);
    expect(await Promise.all(results)).toEqual(['A', 'B', 'C', 'D']);
  });

  it('have as many runs at the same time as allowed, and no more', async () => {
    const grouping = setUp({ concurrency: 2 });
    const results = ['a', 'b', 'c', 'd'].map(grouping.call);
    expect(grouping.items()).toEqual([['a'], ['b']]);
    grouping.runs[1]?.finish();
    await settled();
    expect(grouping.items()).toEqual([['a'], ['b'], ['c', 'd']]);
    await finishAll(grouping);
    expect(await Promise.all(results)).toEqual(['A', 'B', 'C', 'D']);
  });

  it('share a run only up to its limit', async () => {
    const grouping = setUp();
    const results = ['a', 'four', '4444', 'xyz', 'z'].map(grouping.call);
    await finishAll(grouping);
    expect(grouping.items()).toEqual([['a'], ['four', '4444'], ['xyz', 'z']]);
    await Promise.all(results);
  });

  it('leave one that is larger than the limit a run to itself', async () => {
    const grouping = setUp();
    const large = 'more than ten';
    const results = ['a', large, 'b', large].map(grouping.call);
    await finishAll(grouping);
    expect(grouping.items()).toEqual([['a'], [large], ['b'], [large]]);
    await Promise.all(results);
  });

  it('wait for one that hangs only so long, and are counted again after it', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const grouping = setUp();
    const results = ['a', 'b', 'c'].map(grouping.call);
    vi.advanceTimersByTime(PATIENCE_MS - 1);
    expect(grouping.items()).toEqual([['a']]);
    vi.advanceTimersByTime(1);
    expect(grouping.items()).toEqual([['a'], ['b', 'c']]);
    grouping.runs[0]?.finish();
    await settled();
    results.push(grouping.call('d'));
    expect(grouping.items()).toHaveLength(2);
    await finishAll(grouping);
    expect(await Promise.all(results)).toEqual(['A', 'B', 'C', 'D']);
  });

  it('wait for the run that has one of their keys, and let others pass', async () => {
    const grouping = setUp({ concurrency: 2 });
    const results = ['a1', 'b1', 'c', 'd2', 'e12'].map(grouping.call);
    expect(grouping.items()).toEqual([['a1'], ['c']]);
    grouping.runs[1]?.finish();
    await settled();
    expect(grouping.items()).toEqual([['a1'], ['c'], ['d2']]);
    await finishAll(grouping);
    expect(grouping.items().slice(3)).toEqual([['b1'], ['e12']]);
    expect(await Promise.all(results)).toEqual(['A1', 'B1', 'C', 'D2', 'E12']);
  });

  it('are not passed by one with a key of theirs, so that two runs with a key each cannot take turns for ever', async () => {
    const grouping = setUp({ concurrency: 2 });
    const results = ['a1', 'b2', 'c12', 'd1', 'e'].map(grouping.call);
    expect(grouping.items()).toEqual([['a1'], ['b2']]);
    grouping.runs[0]?.finish();
    await settled();
    expect(grouping.items().slice(2)).toEqual([['e']]);
    grouping.runs[2]?.finish();
    await settled();
    results.push(grouping.call('f1'));
    expect(grouping.items()).toHaveLength(3);
    grouping.runs[1]?.finish();
    await settled();
    expect(grouping.items().slice(3)).toEqual([['c12', 'd1', 'f1']]);
    await finishAll(grouping);
    expect(await Promise.all(results)).toEqual(['A1', 'B2', 'C12', 'D1', 'E', 'F1']);
  });

  it('are passed by one with a key of theirs while the run that they wait for hangs', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const grouping = setUp({ concurrency: 2 });
    const results = ['a1', 'b12', 'c2'].map(grouping.call);
    expect(grouping.items()).toEqual([['a1']]);
    vi.advanceTimersByTime(PATIENCE_MS);
    expect(grouping.items().slice(1)).toEqual([['c2']]);
    grouping.runs[1]?.finish();
    await settled();
    results.push(grouping.call('d2'));
    expect(grouping.items().slice(2)).toEqual([['d2']]);
    await finishAll(grouping);
    expect(grouping.items().slice(3)).toEqual([['b12']]);
    expect(await Promise.all(results)).toEqual(['A1', 'B12', 'C2', 'D2']);
  });

  it('share a run with those of the same key', async () => {
    const grouping = setUp();
    const results = ['-', 'a1', 'b', 'c1'].map(grouping.call);
    await finishAll(grouping);
    expect(grouping.items()).toEqual([['-'], ['a1', 'b', 'c1']]);
    results.push(grouping.call('d1'));
    await finishAll(grouping);
    expect(await Promise.all(results)).toEqual(['-', 'A1', 'B', 'C1', 'D1']);
  });

  it('may wait for the same key in any number', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const grouping = setUp({ concurrency: 2 });
    const waiting = Array.from({ length: 150_000 }, () => grouping.call('1'));
    const results = ['a', 'b'].map(grouping.call);
    grouping.runs[1]?.finish();
    await settled();
    grouping.runs[2]?.finish();
    expect(await Promise.all(results)).toEqual(['A', 'B']);
    grouping.runs[0]?.finish();
    await settled();
    expect(grouping.items()).toEqual([['1'], ['a'], ['b'], Array(10).fill('1')]);
    expect(await waiting[0]).toBe('1');
  });

  it('start at once again when all was quiet', async () => {
    const grouping = setUp();
    const first = grouping.call('a');
    await finishAll(grouping);
    await first;
    void grouping.call('b');
    expect(grouping.items()).toEqual([['a'], ['b']]);
  });
});

describe('a run that fails', () => {
  it('by the fault of one item fails that one alone, and the others are done', async () => {
    const grouping = setUp({ bad: 'c' });
    const results = ['-', 'a', 'b', 'c', 'd', 'e'].map(grouping.call);
    const outcomes = Promise.allSettled(results);
    await finishAll(grouping);
    expect((await outcomes).map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
    await expect(results[3]).rejects.toThrow(FaultOfItem);
    expect(grouping.items().slice(2)).toEqual([['a', 'b', 'c'], ['d', 'e'], ['a', 'b'], ['c']]);
  });

  it('lets go on who waits for the key of an item that is done', async () => {
    const grouping = setUp({ concurrency: 2, bad: 'b' });
    const results = ['-', '+', 'a1', 'b', 'c1'].map(grouping.call);
    const outcomes = Promise.allSettled(results);
    grouping.runs[0]?.finish();
    await settled();
    grouping.runs[2]?.finish();
    await settled();
    expect(grouping.items().slice(2)).toEqual([['a1', 'b', 'c1'], ['a1', 'b'], ['c1']]);
    grouping.runs[3]?.finish();
    await settled();
    const later = grouping.call('d1');
    grouping.runs[1]?.finish();
    await settled();
    grouping.runs[4]?.finish();
    await settled();
    expect(grouping.items().slice(5)).toEqual([['a1'], ['b']]);
    grouping.runs[5]?.finish();
    await settled();
    expect(grouping.items().slice(7)).toEqual([['d1']]);
    await finishAll(grouping);
    expect(await later).toBe('D1');
    expect((await outcomes)[3]?.status).toBe('rejected');
  });

  it('for another reason gives all of its items the error, and others go on', async () => {
    const grouping = setUp();
    const results = ['a', 'b', 'c'].map(grouping.call);
    const outcomes = Promise.allSettled(results);
    grouping.runs[0]?.finish();
    await settled();
    const later = grouping.call('d');
    grouping.runs[1]?.fail(new Error('the connection broke'));
    await settled();
    await finishAll(grouping);
    expect(await outcomes).toMatchObject([
      { value: 'A' },
      { reason: { message: 'the connection broke' } },
      { reason: { message: 'the connection broke' } },
    ]);
    expect(await later).toBe('D');
    expect(grouping.items()).toEqual([['a'], ['b', 'c'], ['d']]);
  });
});
