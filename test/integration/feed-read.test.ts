import { expect, it } from 'vitest';
import { openDatabase } from '../../src/db/client.ts';
import type { FeedFilter } from '../../src/feed/filter.ts';
import { readItems } from '../../src/feed/read.ts';
import { newId } from '../../src/ids.ts';
import { createTestDatabase } from '../support/database.ts';
import { appendItems, attemptItem } from '../support/feed-items.ts';

it.each<[string, FeedFilter]>([
  ['event type', { eventType: '\0' }],
  ['partner', { partnerId: '\ud800' }],
])('whoever looks for a text that no %s can be spoils the connection for nobody', async (_of, filter) => {
  await using stack = new AsyncDisposableStack();
  const { url } = stack.use(await createTestDatabase());
  const onError = (error: Error) => {
    throw error;
  };
  const database = stack.use(openDatabase({ url, poolSize: 1, onError }));
  await appendItems(database.pool, [attemptItem({ organizationId: newId() })]);
  const found = async (wanted: FeedFilter) =>
    (await readItems(database, { after: 0n, filter: wanted, limit: 10 })).items.length;
  expect(await found(filter)).toBe(0);
  expect(await found({})).toBe(1);
  expect(await found(filter)).toBe(0);
});
