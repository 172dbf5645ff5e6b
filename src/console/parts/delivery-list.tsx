import type { ComponentChildren } from 'preact';
import type { Failure } from '../api/client.ts';
import type { Pages } from '../api/queries.ts';
import type { DeliveryRowFragment } from '../generated/graphql.ts';
import { PATHS } from '../paths.ts';
import { DeliveryBadge } from './badge.tsx';
import { duration, number } from './figures.ts';
import { List } from './list.tsx';
import { Moment } from './moment.tsx';
import { Fault } from './states.tsx';
import { type Column, Table } from './table.tsx';

const COLUMNS: readonly Column<DeliveryRowFragment>[] = [
  {
    head: 'Delivery',
    kind: 'main',
    cell: (row) => (
      <>
        <a class="strong" href={PATHS.delivery(row.id)}>
          {row.event.type}
        </a>
        {row.isTest && <span class="tag">test</span>}
        <div class="quiet mono">{shortId(row.id)}</div>
      </>
    ),
  },
  { head: 'Status', cell: (row) => <DeliveryBadge status={row.status} /> },
  {
    head: 'Endpoint',
    cell: ({ endpoint, endpointId }) =>
      endpoint ? (
        <a class="clamp" href={PATHS.endpoint(endpointId)} title={endpoint.name ?? endpoint.url}>
          {endpoint.name ?? endpoint.url}
        </a>
      ) : (
        <span class="quiet">deleted</span>
      ),
  },
  { head: 'Attempts', kind: 'number', cell: ({ attemptCount }) => number(attemptCount) },
  {
    head: 'Last answer',
    cell: ({ lastAttempt }) =>
      lastAttempt ? (
        <span class="nowrap">
          <Answer status={lastAttempt.responseStatus} outcome={lastAttempt.outcome} />{' '}
          <span class="quiet">{duration(lastAttempt.durationMs)}</span>
        </span>
      ) : (
        <span class="quiet">–</span>
      ),
  },
  {
    head: 'Next attempt',
    cell: ({ nextAttemptAt }) => <Moment at={nextAttemptAt} isDue />,
  },
  { head: 'Created', cell: ({ createdAt }) => <Moment at={createdAt} /> },
];

const WITHOUT_ENDPOINT = COLUMNS.filter(({ head }) => head !== 'Endpoint');

/** A status of HTTP, or in words why there is none. */
export function Answer({ status, outcome }: { status: number | null; outcome: string }) {
  const tone = outcome === 'SUCCEEDED' ? 'good-text' : 'bad-text';
  if (status !== null) return <span class={`mono ${tone}`}>{status}</span>;
  return <span class={tone}>{outcome.toLowerCase().replaceAll('_', ' ')}</span>;
}

/** The end of an id, which is what tells ids of the same moment apart. */
export const shortId = (id: string): string => `${id.split('_')[0]}_…${id.slice(-8)}`;

export function DeliveryList({
  pages,
  wrong,
  ofOneEndpoint = false,
  empty,
}: {
  pages: Pages<DeliveryRowFragment>;
  /** Why nothing was asked for. */
  wrong: Failure | null;
  ofOneEndpoint?: boolean;
  empty: ComponentChildren;
}) {
  if (wrong) return <Fault failure={wrong} />;
  return (
    <List
      label="Deliveries"
      pages={pages}
      columns={ofOneEndpoint ? WITHOUT_ENDPOINT : COLUMNS}
      empty={empty}
    />
  );
}

export function DeliveryTable({ rows }: { rows: readonly DeliveryRowFragment[] }) {
  return <Table label="Deliveries" columns={COLUMNS} rows={rows} keyOf={(row) => row.id} />;
}
