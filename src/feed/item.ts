import type { FeedItemModel } from '../db/generated/prisma/models.ts';

/** Items were dropped before the subscriber came to them. Its number is that of the last one dropped. */
export interface FeedGap {
  readonly kind: 'GAP';
  readonly number: bigint;
  /** Of the oldest item that is kept, or of the look that found none. */
  readonly occurredAt: Date;
  /** Of the last place before the gap, as far as that is known. */
  readonly missedSince: Date;
}

/** Up to this number, every item that fits has been delivered. */
export interface FeedCheckpoint {
  readonly kind: 'CHECKPOINT';
  readonly number: bigint;
  /** When the feed stood there, by the database's clock. */
  readonly occurredAt: Date;
}

/** What a subscription yields; the number is the place to resume after. */
export type FeedItem = FeedItemModel | FeedGap | FeedCheckpoint;
