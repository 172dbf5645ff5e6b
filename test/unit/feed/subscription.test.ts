import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createSubscribers } from '../../../src/feed/subscribers.ts';
import { createSubscription } from '../../../src/feed/subscription.ts';

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
