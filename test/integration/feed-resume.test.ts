import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatCursor, parseCursor } from '../../src/feed/cursor.ts';
import { followFeed } from '../support/feed.ts';
import { appendItems, attemptItem } from '../support/feed-items.ts';
import { type Hookline, startHookline, type Tenant } from '../support/hookline.ts';

interface Item {
  cursor: string;
}

const QUERY = 'subscription ($after: String) { deliveryFeed(after: $after) { cursor } }';

let hookline: Hookline;
let tenant: Tenant;
beforeAll(async () => {
  hookline = await startHookline();
  tenant = await hookline.createOrganization();
});
afterAll(() => hookline[Symbol.asyncDispose]());

async function append(count: number): Promise<void> {
  const items = Array.from({ length: count }, () => attemptItem({ organizationId: tenant.uuid }));
  await appendItems(hookline.app.core.database.pool, items);
}

async function endOfFeed(): Promise<string> {
  return (await tenant.client.data<{ deliveryFeedCursor: string }>('{ deliveryFeedCursor }'))
    .deliveryFeedCursor;
}

describe('a subscription after a cursor', () => {
  it('brings what came after it, then what happens, each once and in order, over more than a page', async () => {
    const start = await endOfFeed();
    const { number } = await hookline.app.core.database.prisma.feedHead.findUniqueOrThrow({
      where: { id: 1 },
    });
    await append(1200);
    await using feed = await followFeed<Item>(hookline.url, tenant.key, {
      query: QUERY,
      after: start,
    });
    await append(300);
    for (let expected = number + 1n; expected <= number + 1500n; expected++) {
      expect(parseCursor((await feed.next()).cursor)).toBe(expected);
    }
  });

  it('brings nothing twice when the cursor is the end of the feed', async () => {
    await append(3);
    await using feed = await followFeed<Item>(hookline.url, tenant.key, { query: QUERY });
    const { number } = await hookline.app.core.database.prisma.feedHead.findUniqueOrThrow({
      where: { id: 1 },
    });
    await append(1);
    expect(parseCursor((await feed.next()).cursor)).toBe(number + 1n);
  });

  it.each([
    ['garbage', 'CURSOR_INVALID', 'not a cursor'],
    ['one of another installation', 'CURSOR_AHEAD', formatCursor(9_999_999n)],
  ])('refuses %s with %s', async (_name, code, after) => {
    const response = await fetch(`${hookline.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', 'x-api-key': tenant.key },
      body: JSON.stringify({ query: QUERY, variables: { after } }),
    });
    expect(await response.text()).toContain(`"code":"${code}"`);
  });
});
