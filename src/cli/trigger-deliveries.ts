import type { Api } from './api.ts';
import { followFeed } from './feed.ts';
import type { AttemptLine } from './lines.ts';

/** Deliveries of an event for more endpoints than this are made after it was accepted. */
const MADE_AT_ONCE = 200;

export interface TriggeredEvent {
  readonly id: string;
  readonly type: string;
  readonly organization: { readonly id: string; readonly name: string };
}

/** A delivery as far as the feed has told of it. */
export interface FollowedDelivery {
  readonly id: string;
  readonly endpointId: string;
  readonly endpoint: { readonly name: string | null; readonly url: string; readonly status: string } | null;
  status: string;
  nextAttemptAt: string | null;
  attempts: number;
}

export interface AttemptItem extends AttemptLine {
  readonly __typename: 'AttemptRecorded';
  readonly cursor: string;
  readonly eventId: string;
  readonly deliveryId: string;
  readonly deliveryStatus: string;
}

interface StatusItem {
  readonly __typename: 'DeliveryStatusChanged';
  readonly cursor: string;
  readonly deliveryId: string;
  readonly deliveryStatus: string;
  readonly delivery: { readonly event: { readonly id: string } };
}

type FeedItem =
  | AttemptItem
  | StatusItem
  | { readonly __typename: 'EndpointStatusChanged'; readonly cursor: string };

const DELIVERY_FEED = `subscription ($after: String, $organizationId: ID!, $type: String!) {
  deliveryFeed(after: $after, filter: { organizationId: $organizationId, eventType: $type }) {
    __typename cursor
    ... on AttemptRecorded {
      eventId deliveryId attemptNumber outcome responseStatus durationMs deliveryStatus nextAttemptAt
    }
    ... on DeliveryStatusChanged { deliveryId deliveryStatus delivery { event { id } } }
  }
}`;

const DELIVERIES = `query ($eventId: ID!, $after: String) {
  deliveries(first: 100, after: $after, filter: { eventId: $eventId }) {
    nodes { id endpointId endpoint { name url status } }
    pageInfo { hasNextPage endCursor }
  }
}`;

const MATCHING = `query ($filter: EndpointFilter!) { endpoints(first: 1, filter: $filter) { totalCount } }`;

export interface FollowedDeliveries {
  /** By id; those that are made later join it. */
  readonly all: ReadonlyMap<string, FollowedDelivery>;
  /** How many there will be. */
  readonly expected: number;
  /** Each attempt as it is recorded, until every delivery has ended or the signal ends it. */
  follow(signal: AbortSignal, onLost: (reason: string) => void): AsyncGenerator<AttemptItem, void, undefined>;
}

/** @param after a place in the feed from before the event @param canCount whether endpoints may be read */
export async function followDeliveries(
  api: Api,
  event: TriggeredEvent,
  after: string,
  canCount: boolean,
  signal: AbortSignal,
): Promise<FollowedDeliveries> {
  const all = new Map<string, FollowedDelivery>();
  const organizationId = event.organization.id;
  await readOn(signal);
  const matching = canCount ? await countMatching() : 0;
  const expected = all.size === 0 || matching > MADE_AT_ONCE ? Math.max(matching, all.size) : all.size;

  /** Of what became of them only the feed tells, from the first attempt on. */
  async function readOn(until: AbortSignal): Promise<void> {
    for (let page: string | null = null; ; ) {
      const { deliveries }: DeliveriesAnswer = await api.request(
        DELIVERIES,
        { eventId: event.id, after: page },
        until,
      );
      for (const node of deliveries.nodes) {
        if (!all.has(node.id))
          all.set(node.id, { ...node, status: 'PENDING', nextAttemptAt: null, attempts: 0 });
      }
      if (!deliveries.pageInfo.hasNextPage) return;
      page = deliveries.pageInfo.endCursor;
    }
  }

  async function countMatching(): Promise<number> {
    const filter = { organizationId, eventType: event.type, status: ['ACTIVE', 'PAUSED'] };
    const { endpoints } = await api.request<{ endpoints: { totalCount: number } }>(
      MATCHING,
      { filter },
      signal,
    );
    return endpoints.totalCount;
  }

  function isOfEvent(item: FeedItem): item is AttemptItem | StatusItem {
    if (item.__typename === 'AttemptRecorded') return item.eventId === event.id;
    return item.__typename === 'DeliveryStatusChanged' && item.delivery.event.id === event.id;
  }

  async function* follow(until: AbortSignal, onLost: (reason: string) => void) {
    const items = followFeed<FeedItem, FeedItem>(api, {
      query: DELIVERY_FEED,
      variables: { organizationId, type: event.type },
      after,
      signal: until,
      onLost,
      async load(item) {
        if (isOfEvent(item) && !all.has(item.deliveryId)) await readOn(until);
        return item;
      },
    });
    for await (const item of items) {
      if (!isOfEvent(item)) continue;
      const delivery = all.get(item.deliveryId);
      if (!delivery) continue;
      delivery.status = item.deliveryStatus;
      delivery.nextAttemptAt = null;
      if (item.__typename === 'AttemptRecorded') {
        delivery.attempts = item.attemptNumber;
        delivery.nextAttemptAt = item.nextAttemptAt;
        yield item;
      }
      if (all.size >= expected && [...all.values()].every(hasEnded)) return;
    }
  }

  return { all, expected, follow };
}

interface DeliveriesAnswer {
  readonly deliveries: {
    readonly nodes: readonly Pick<FollowedDelivery, 'id' | 'endpointId' | 'endpoint'>[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

export function hasEnded({ status }: FollowedDelivery): boolean {
  return status !== 'PENDING' && status !== 'RETRYING';
}
