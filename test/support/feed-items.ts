import type pg from 'pg';
import { inTransaction } from '../../src/db/client.ts';
import { CHANNELS, notify } from '../../src/db/listener.ts';
import { type AttemptRecordedItem, appendFeedItems, type NewFeedItem } from '../../src/feed/append.ts';
import { newId } from '../../src/ids.ts';

/** An item about a successful first attempt, of nothing that exists unless it is said. */
export function attemptItem(
  facts: Partial<AttemptRecordedItem> & { organizationId: string },
): AttemptRecordedItem {
  return {
    kind: 'ATTEMPT_RECORDED',
    endpointId: newId(),
    deliveryId: newId(),
    eventId: newId(),
    attemptId: newId(),
    eventType: 'invoice.paid',
    isTest: false,
    attemptNumber: 1,
    outcome: 'SUCCEEDED',
    responseStatus: 200,
    durationMs: 10,
    deliveryStatus: 'SUCCEEDED',
    nextAttemptAt: null,
    ...facts,
  };
}

/** Commits items to the feed as the product does, and tells it. */
export async function appendItems(pool: pg.Pool, items: readonly NewFeedItem[]): Promise<void> {
  await inTransaction(pool, (client) => appendFeedItems(client, items));
  await notify(pool, CHANNELS.feed);
}
