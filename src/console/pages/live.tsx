import { useLocation } from 'preact-iso/router';
import { may, organizationFilter } from '../api/session.ts';
import { PUBLISH_EXAMPLE } from '../examples.ts';
import type { AttemptOutcome, DeliveryFeedFilter } from '../generated/graphql.ts';
import { columnsOf, rowClass } from '../live-columns.tsx';
import { OUTCOMES } from '../parts/badge.tsx';
import { Connection } from '../parts/connection.tsx';
import { useEndpointNames } from '../parts/endpoint-names.ts';
import { number } from '../parts/figures.ts';
import { Choice, type Option, useEventTypeNames } from '../parts/filters.tsx';
import { Icon } from '../parts/icon.tsx';
import { Page } from '../parts/page.tsx';
import { Empty, Fault, Lacking, Skeleton } from '../parts/states.tsx';
import { Table } from '../parts/table.tsx';
import { useFeed } from '../parts/use-feed.ts';
import { withQuery } from '../paths.ts';
import { useShortcut } from '../search.tsx';
import { useLatest } from '../use-latest.ts';

/** How many earlier items are shown at first. */
const RECENT = 50;

export function LivePage() {
  if (may('DELIVERIES_READ')) return <Live />;
  return (
    <Page title="Live">
      <Lacking scope="DELIVERIES_READ" what="deliveries" />
    </Page>
  );
}

function Live() {
  const { query, path, route } = useLocation();
  const filter: DeliveryFeedFilter = {
    ...organizationFilter(),
    ...(query.endpoint && { endpointId: query.endpoint }),
    ...(query.type && { eventType: query.type }),
    ...(query.outcome && { outcome: query.outcome.split(',') as AttemptOutcome[] }),
  };
  const { items, waiting, isPaused, setPaused, clear, add } = useLatest(JSON.stringify(filter));
  const shown = items.flatMap((item) => ('endpointId' in item ? [item.endpointId] : []));
  const { options: endpoints, nameOf } = useEndpointNames(query.endpoint, shown);
  const { state, reconnectNow } = useFeed(filter, add, RECENT);
  useShortcut('p', () => setPaused(!isPaused));
  const isFiltered = Object.keys(query).length > 0;

  return (
    <Page
      title="Live"
      heading="Live attempts"
      actions={
        <>
          <button type="button" onClick={() => setPaused(!isPaused)} title="Key: p" aria-keyshortcuts="p">
            <Icon name={isPaused ? 'play' : 'pause'} />
            {isPaused ? `Continue${waiting > 0 ? ` (${number(waiting)} new)` : ''}` : 'Pause'}
          </button>
          <button type="button" onClick={clear}>
            Clear
          </button>
        </>
      }
    >
      <div class="filters">
        <Filters endpoints={endpoints} />
        {isFiltered && (
          <button type="button" class="link" onClick={() => route(path, true)}>
            Without filters
          </button>
        )}
        <Connection state={state} onRetry={reconnectNow} />
      </div>
      {state.phase === 'failed' && state.failure && <Fault failure={state.failure} />}
      {items.length === 0 ? (
        // Whether there is anything is not known before.
        state.phase === 'connecting' ? (
          <Skeleton />
        ) : (
          <Nothing isFiltered={isFiltered} />
        )
      ) : (
        <Table
          label="Live attempts"
          columns={columnsOf(nameOf)}
          rows={items}
          keyOf={({ cursor }) => cursor}
          rowClass={rowClass}
          isCompact
        />
      )}
    </Page>
  );
}

const OUTCOME_CHOICES: readonly Option[] = [
  {
    value: OUTCOMES.filter(({ value }) => value !== 'SUCCEEDED')
      .map(({ value }) => value)
      .join(','),
    label: 'Any failure',
  },
  ...OUTCOMES,
];

/** They stand in the address: a view can be passed on. */
function Filters({ endpoints }: { endpoints: readonly Option[] }) {
  const { query, path, route } = useLocation();
  const eventTypes = useEventTypeNames();
  const choice = (name: string, options: readonly Option[]) => ({
    options,
    value: query[name],
    onChoose: (value: string) => route(withQuery(path, { ...query, [name]: value }), true),
  });
  return (
    <>
      <Choice label="Endpoint" any="Any endpoint" {...choice('endpoint', endpoints)} />
      <Choice label="Event type" any="Any event type" {...choice('type', eventTypes)} />
      <Choice label="Outcome" any="Any outcome" {...choice('outcome', OUTCOME_CHOICES)} />
    </>
  );
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  const text =
    'Attempts appear here in the moment they are recorded. Publish an event, or send a test from an endpoint’s page.';
  return isFiltered ? (
    <Empty title="Nothing like this yet">
      <p>{text}</p>
    </Empty>
  ) : (
    <Empty title="Waiting for the next attempt" example={PUBLISH_EXAMPLE}>
      <p>{text}</p>
    </Empty>
  );
}
