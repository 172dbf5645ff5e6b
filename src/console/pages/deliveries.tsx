import { useLocation } from 'preact-iso/router';
import { usePages } from '../api/queries.ts';
import { may, organizationFilter } from '../api/session.ts';
import { PUBLISH_EXAMPLE } from '../examples.ts';
import { DeliveriesDocument, type DeliveryFilter, type DeliveryStatus } from '../generated/graphql.ts';
import { DELIVERY_STATUSES } from '../parts/badge.tsx';
import { DeliveryList } from '../parts/delivery-list.tsx';
import { useEndpointNames } from '../parts/endpoint-names.ts';
import { Choice, useEventTypeNames } from '../parts/filters.tsx';
import { Page } from '../parts/page.tsx';
import { Empty, Lacking } from '../parts/states.tsx';
import { TimeFilter, timesOf } from '../parts/time-filter.tsx';
import { PATHS, withQuery } from '../paths.ts';
import { RetryAllButton } from '../retry-all-dialog.tsx';

export function DeliveriesPage() {
  if (may('DELIVERIES_READ')) return <Deliveries />;
  return (
    <Page title="Deliveries">
      <Lacking scope="DELIVERIES_READ" what="deliveries" />
    </Page>
  );
}

function Deliveries() {
  const { query, path, route } = useLocation();
  const { options: endpoints } = useEndpointNames(query.endpoint);
  const eventTypes = useEventTypeNames();
  const { within, span, wrong } = timesOf(query);
  const filter: DeliveryFilter = {
    ...organizationFilter(),
    ...(query.status && { status: [query.status as DeliveryStatus] }),
    ...(query.endpoint && { endpointId: query.endpoint }),
    ...(query.type && { eventType: query.type }),
    ...span,
  };
  const pages = usePages(DeliveriesDocument, wrong ? null : { filter }, ({ deliveries }) => deliveries, {
    madeAt: ({ createdAt }) => createdAt,
    within,
  });
  const ask = (changed: Record<string, string | undefined>) => route(withQuery(path, changed), true);
  const choose = (name: string) => (value: string) => ask({ ...query, [name]: value });
  return (
    <Page
      title="Deliveries"
      actions={
        <>
          {query.status === 'FAILED' && !wrong && (
            <RetryAllButton filter={filter} within={within} pages={pages} />
          )}
          <button
            type="button"
            aria-disabled={pages.loading}
            onClick={() => !pages.loading && void pages.reload()}
          >
            {pages.loading ? 'Loading…' : 'Refresh'}
          </button>
        </>
      }
    >
      <div class="filters">
        <Choice
          label="Status"
          any="Any status"
          value={query.status}
          options={DELIVERY_STATUSES}
          onChoose={choose('status')}
        />
        <Choice
          label="Endpoint"
          any="Any endpoint"
          value={query.endpoint}
          options={endpoints}
          onChoose={choose('endpoint')}
        />
        <Choice
          label="Event type"
          any="Any event type"
          value={query.type}
          options={eventTypes}
          onChoose={choose('type')}
        />
        <TimeFilter query={query} onQuery={ask} />
      </div>
      <DeliveryList
        pages={pages}
        wrong={wrong}
        empty={
          Object.keys(query).length > 0 ? (
            <Empty title="No delivery is like this">
              <p>
                <a href={PATHS.deliveries}>Show all deliveries</a>
              </p>
            </Empty>
          ) : (
            <Empty title="No deliveries yet" example={PUBLISH_EXAMPLE}>
              <p>Each event that is published makes one for every endpoint that wants it:</p>
            </Empty>
          )
        }
      />
    </Page>
  );
}
