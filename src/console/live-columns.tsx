import type { FeedItem } from './api/feed.ts';
import { DeliveryBadge, DISABLED_REASONS, EndpointBadge, OutcomeBadge } from './parts/badge.tsx';
import { Answer, shortId } from './parts/delivery-list.tsx';
import { duration } from './parts/figures.ts';
import { Icon } from './parts/icon.tsx';
import { ClockTime, dateTime, isPast, Moment } from './parts/moment.tsx';
import type { Column } from './parts/table.tsx';
import { PATHS } from './paths.ts';

export function rowClass(item: FeedItem): string {
  if (item.__typename === 'AttemptRecorded') return item.outcome === 'SUCCEEDED' ? '' : 'failing';
  return 'remark';
}

/** @param nameOf of an endpoint, by its id */
export const columnsOf = (nameOf: (id: string) => string): readonly Column<FeedItem>[] => [
  { head: 'Time', cell: ({ occurredAt }) => <ClockTime at={occurredAt} /> },
  { head: 'What', kind: 'main', cell: (item) => <What item={item} /> },
  {
    head: 'Outcome',
    cell: (item) => item.__typename === 'AttemptRecorded' && <OutcomeBadge outcome={item.outcome} />,
  },
  {
    head: 'Answer',
    cell: (item) =>
      item.__typename === 'AttemptRecorded' && (
        <span class="nowrap">
          {item.responseStatus !== null && (
            <>
              <Answer status={item.responseStatus} outcome={item.outcome} />{' '}
            </>
          )}
          <span class="quiet">{duration(item.durationMs)}</span>
        </span>
      ),
  },
  {
    head: 'Endpoint',
    cell: (item) =>
      'endpointId' in item && (
        <a class="clamp" href={PATHS.endpoint(item.endpointId)} title={nameOf(item.endpointId)}>
          {nameOf(item.endpointId)}
        </a>
      ),
  },
  {
    head: 'Delivery then',
    cell: (item) =>
      'deliveryStatus' in item && (
        <>
          <DeliveryBadge status={item.deliveryStatus} />
          {item.__typename === 'AttemptRecorded' && item.nextAttemptAt && <Next at={item.nextAttemptAt} />}
        </>
      ),
  },
];

/** Once it is due, another row tells what came of it. */
function Next({ at }: { at: string }) {
  if (isPast(at)) return null;
  return (
    <span class="quiet">
      {' '}
      next <Moment at={at} isDue />
    </span>
  );
}

function What({ item }: { item: FeedItem }) {
  switch (item.__typename) {
    case 'AttemptRecorded':
      return (
        <>
          <a class="strong" href={PATHS.delivery(item.deliveryId)}>
            {item.eventType}
          </a>{' '}
          <span class="quiet">attempt {item.attemptNumber}</span>
          {item.isTest && <span class="tag">test</span>}
        </>
      );
    case 'DeliveryStatusChanged':
      return (
        <>
          <a class="strong" href={PATHS.delivery(item.deliveryId)}>
            Delivery {shortId(item.deliveryId)}
          </a>{' '}
          <span class="quiet">was {item.previousDeliveryStatus.toLowerCase()}, changed by hand</span>
        </>
      );
    case 'EndpointStatusChanged':
      return (
        <>
          <span class="strong">Endpoint </span>
          {item.endpointStatus ? <EndpointBadge status={item.endpointStatus} /> : 'deleted'}
          <span class="quiet">
            {' '}
            was {item.previousStatus.toLowerCase()}
            {item.disabledReason && `; ${DISABLED_REASONS[item.disabledReason] ?? item.disabledReason}`}
          </span>
        </>
      );
    case 'FeedGap':
      return (
        <span class="bad-text">
          <Icon name="warning" /> A gap: what happened between {dateTime(item.missedSince)} and this moment is
          no longer in the feed. The deliveries still have it.
        </span>
      );
    default:
      return null;
  }
}
