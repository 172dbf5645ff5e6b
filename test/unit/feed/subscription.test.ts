import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { FeedItem } from '../../../src/feed/item.ts';
import type { ReplayPage } from '../../../src/feed/replay.ts';
import { createSubscribers } from '../../../src/feed/subscribers.ts';
import { createSubscription } from '../../../src/feed/subscription.ts';

/** Live after item 7, where the process stands too; what it was handed is 8 and on. */
async function goLive({ checkpoints = false } = {}) {
  const subscribers = createSubscribers();
  const subscription = createSubscription({
    filter: {},
    after: { number: 7n, at: null },
    checkpoints,
    reader: {
      position: () => 7n,
      start: async () => 7n,
      checkpoint: () => ({ kind: 'CHECKPOINT', number: 7n, occurredAt: new Date() }),
      rest: () => undefined,
      [Symbol.asyncDispose]: async () => undefined,
    },
    replay: () => Promise.reject(new Error('there is nothing to catch up on')),
    subscribers,
    onStart: () => undefined,
    onEnd: () => undefined,
    onItemSent: () => undefined,
  });
  const first = subscription.next();
  await setImmediate();
  const [live] = subscribers.all();
  const push = (number: number) => live?.push({ number: BigInt(number), occurredAt: new Date() } as FeedItem);
  return { subscription, subscribers, first, push };
}

it('that is live yields each item once, though it be handed some that it has passed', async () => {
  const { subscription, first, push } = await goLive();
  for (const number of [6, 7, 8, 8, 9]) push(number);
  expect(await first).toMatchObject({ value: { number: 8n } });
  expect(await subscription.next()).toMatchObject({ value: { number: 9n } });
});

it('that is ahead of what the process has read is told no checkpoint before its last item', async () => {
  const { subscription, first, push } = await goLive({ checkpoints: true });
  expect(await first).toMatchObject({ value: { kind: 'CHECKPOINT', number: 7n } });
  push(8);
  expect(await subscription.next()).toMatchObject({ value: { number: 8n } });
  subscription.addCheckpoint();
  expect(await subscription.next()).toMatchObject({ value: { kind: 'CHECKPOINT', number: 8n } });
});

it('that is live may be 1,000 items behind; one more closes it, after what it holds', async () => {
  const { subscription, subscribers, first, push } = await goLive();
  push(8);
  await first;
  for (let number = 9; number <= 1008; number++) push(number);
  expect([...subscribers.all()]).toHaveLength(1);
  push(1009);
  expect([...subscribers.all()]).toEqual([]);
  for (let number = 9; number <= 1008; number++)
    expect(await subscription.next()).toMatchObject({ value: { number: BigInt(number) } });
  await expect(subscription.next()).rejects.toMatchObject({ code: 'CONSUMER_TOO_SLOW' });
  expect(await subscription.next()).toEqual({ done: true, value: undefined });
});

it('of which the subscriber left while the feed was being opened is not among those who are live', async () => {
  const opened = Promise.withResolvers<bigint>();
  let position: bigint | null = null;
  const subscribers = createSubscribers();
  const ended: object[] = [];
  const subscription = createSubscription({
    filter: {},
    after: { number: 7n, at: null },
    checkpoints: true,
    reader: {
      position: () => position,
      start: () => opened.promise,
      checkpoint: () => ({ kind: 'CHECKPOINT', number: 7n, occurredAt: new Date() }),
      rest: () => undefined,
      [Symbol.asyncDispose]: async () => undefined,
    },
    replay: () => Promise.reject(new Error('there is nothing to catch up on')),
    subscribers,
    onStart: () => undefined,
    onEnd: (which) => ended.push(which),
    onItemSent: () => undefined,
  });
  const next = subscription.next();
  await subscription.return?.();
  expect(await next).toEqual({ done: true, value: undefined });
  position = 7n;
  opened.resolve(position);
  await setImmediate();
  expect([...subscribers.all()]).toEqual([]);
  expect(await subscription.next()).toEqual({ done: true, value: undefined });
  expect(ended).toEqual([subscription]);
});

it('that catches up lets others have their turn after a few dozen items', async () => {
  const items = Array.from({ length: 500 }, (_, index) => ({ number: BigInt(index + 1) }) as FeedItem);
  const subscription = createSubscription({
    filter: {},
    after: { number: 0n, at: null },
    checkpoints: false,
    reader: {
      position: () => 500n,
      start: async () => 500n,
      checkpoint: () => null,
      rest: () => undefined,
      [Symbol.asyncDispose]: async () => undefined,
    },
    replay: async () => ({ items, passed: { number: 500n, at: null } }),
    subscribers: createSubscribers(),
    onStart: () => undefined,
    onEnd: () => undefined,
    onItemSent: () => undefined,
  });
  const taken: bigint[] = [];
  const all = (async () => {
    for await (const { number } of subscription) if (taken.push(number) === items.length) break;
  })();
  await setImmediate();
  expect(taken.length).toBeLessThanOrEqual(50);
  await all;
  expect(taken).toEqual(items.map(({ number }) => number));
});

/** Behind: what it is to catch up on comes when the test says so. */
function catchUp({ checkpoints = false } = {}) {
  const page = Promise.withResolvers<ReplayPage>();
  const subscribers = createSubscribers();
  const ended: object[] = [];
  let sent = 0;
  const subscription = createSubscription({
    filter: {},
    after: { number: 7n, at: null },
    checkpoints,
    reader: {
      position: () => 9n,
      start: async () => 9n,
      checkpoint: () => ({ kind: 'CHECKPOINT', number: 9n, occurredAt: new Date() }),
      rest: () => undefined,
      [Symbol.asyncDispose]: async () => undefined,
    },
    replay: () => page.promise,
    subscribers,
    onStart: () => undefined,
    onEnd: (which) => ended.push(which),
    onItemSent: () => {
      sent += 1;
    },
  });
  const items = [8n, 9n].map((number) => ({ number }) as FeedItem);
  const arrive = () => page.resolve({ items, passed: { number: 9n, at: null } });
  return { subscription, subscribers, ended, page, arrive, sent: () => sent };
}

it('of which the subscriber left yields nothing more, neither what was read meanwhile nor that reading failed', async () => {
  const [read, failed] = [catchUp(), catchUp()];
  for (const { subscription, ended, page, arrive } of [read, failed]) {
    const next = subscription.next();
    await subscription.return?.();
    await subscription.return?.();
    if (page === read.page) arrive();
    else page.reject(new Error('cut off'));
    await setImmediate();
    expect(await next).toEqual({ done: true, value: undefined });
    expect(await subscription.next()).toEqual({ done: true, value: undefined });
    expect(ended).toEqual([subscription]);
  }
});

it('of which the subscriber left yields nothing more, neither what it held nor that it was closed', async () => {
  for (const count of [2, 1001]) {
    const { subscription, first, push } = await goLive();
    push(8);
    await first;
    for (let number = 9; number < 9 + count; number++) push(number);
    await subscription.return?.();
    expect(await subscription.next()).toEqual({ done: true, value: undefined });
  }
});

it('ends when its subscriber fails', async () => {
  const { subscription, subscribers, first } = await goLive();
  await expect(subscription.throw?.(new Error('of the subscriber'))).rejects.toThrow('of the subscriber');
  expect(await first).toEqual({ done: true, value: undefined });
  expect([...subscribers.all()]).toEqual([]);
});

it('that catches up is told no checkpoint before it has', async () => {
  const { subscription, arrive, sent } = catchUp({ checkpoints: true });
  const taken = [subscription.next(), subscription.next(), subscription.next()];
  subscription.addCheckpoint();
  arrive();
  const values = await Promise.all(taken.map(async (next) => (await next).value));
  expect(values).toMatchObject([{ number: 8n }, { number: 9n }, { kind: 'CHECKPOINT', number: 9n }]);
  expect(sent()).toBe(3);
});

it('that is live holds one checkpoint, the latest, and hands it to whoever waits', async () => {
  const { subscription, first, push } = await goLive({ checkpoints: true });
  expect(await first).toMatchObject({ value: { kind: 'CHECKPOINT' } });
  const next = subscription.next();
  subscription.addCheckpoint();
  expect(await next).toMatchObject({ value: { kind: 'CHECKPOINT' } });
  for (let times = 0; times < 3; times++) subscription.addCheckpoint();
  push(8);
  expect(await subscription.next()).toMatchObject({ value: { kind: 'CHECKPOINT' } });
  expect(await subscription.next()).toMatchObject({ value: { number: 8n } });
});

it('is live once the process follows the feed, and not before', async () => {
  let position: bigint | null = null;
  let starts = 0;
  const subscribers = createSubscribers();
  const subscription = createSubscription({
    filter: {},
    after: { number: 7n, at: null },
    checkpoints: true,
    reader: {
      position: () => position,
      async start() {
        if (++starts > 1) position = 7n;
        return 7n;
      },
      checkpoint: () =>
        position === null ? null : { kind: 'CHECKPOINT', number: position, occurredAt: new Date() },
      rest: () => undefined,
      [Symbol.asyncDispose]: async () => undefined,
    },
    replay: () => Promise.reject(new Error('there is nothing to catch up on')),
    subscribers,
    onStart: () => undefined,
    onEnd: () => undefined,
    onItemSent: () => undefined,
  });
  expect(await subscription.next()).toMatchObject({ value: { kind: 'CHECKPOINT', number: 7n } });
  expect(starts).toBe(2);
});
