import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { usePages, useQuery } from '../api/queries.ts';
import { may } from '../api/session.ts';
import { EndpointActs } from '../endpoint-acts.tsx';
import { EndpointSettings } from '../endpoint-settings.tsx';
import { EndpointStatsSection } from '../endpoint-stats.tsx';
import {
  DeliveriesDocument,
  type DeliveryFilter,
  type DeliveryStatus,
  EndpointDocument,
  type EndpointSettingsFragment,
} from '../generated/graphql.ts';
import { DELIVERY_STATUSES, DISABLED_REASONS, EndpointBadge } from '../parts/badge.tsx';
import { Id } from '../parts/copy.tsx';
import { DeliveryList } from '../parts/delivery-list.tsx';
import { number } from '../parts/figures.ts';
import { Choice } from '../parts/filters.tsx';
import { Moment } from '../parts/moment.tsx';
import { Facts, Page, Section } from '../parts/page.tsx';
import { Empty, Fault, Lacking, Skeleton } from '../parts/states.tsx';
import { TimeFilter, timesOf } from '../parts/time-filter.tsx';
import { useChanges, useSoon } from '../parts/use-feed.ts';
import { PATHS, withQuery } from '../paths.ts';
import { RetryAllButton } from '../retry-all-dialog.tsx';

/** How often it refreshes at most, however much happens at the endpoint. */
const REFRESH_MS = 1500;

export function EndpointPage({ id }: { id: string }) {
  const mayRead = may('ENDPOINTS_READ');
  const { data, failure, reload } = useQuery(EndpointDocument, mayRead ? { id } : null);
  const [changes, setChanges] = useState(0);
  const refresh = useSoon(REFRESH_MS, () => {
    setChanges((before) => before + 1);
    void reload();
  });
  useChanges(mayRead && may('DELIVERIES_READ') ? { endpointId: id } : null, refresh);

  const endpoint = data?.endpoint;
  if (!mayRead) {
    return (
      <Page title="Endpoint">
        <Lacking scope="ENDPOINTS_READ" what="endpoints" />
      </Page>
    );
  }
  if (!endpoint) {
    return (
      <Page title="Endpoint">
        {failure ? (
          <Fault failure={failure} onRetry={() => void reload()} />
        ) : data ? (
          <Gone id={id} />
        ) : (
          <Skeleton rows={8} />
        )}
      </Page>
    );
  }
  return (
    <Page
      key={id}
      title={endpoint.name ?? endpoint.url}
      heading={
        <>
          <span class="clamp" title={endpoint.name ?? endpoint.url}>
            {endpoint.name ?? endpoint.url}
          </span>{' '}
          <EndpointBadge status={endpoint.status} />
        </>
      }
      actions={<EndpointActs endpoint={endpoint} onChanged={reload} />}
    >
      <p class="under">
        {endpoint.name && (
          <span class="mono clamp" title={endpoint.url}>
            {endpoint.url}
          </span>
        )}
        <Id id={endpoint.id} />
        <span class="quiet">{endpoint.organization.name}</span>
      </p>
      {failure && <Fault failure={failure} onRetry={() => void reload()} />}
      <Health endpoint={endpoint} />
      {may('DELIVERIES_READ') ? (
        <>
          <EndpointStatsSection id={id} changes={changes} />
          <Deliveries endpoint={endpoint} changes={changes} />
        </>
      ) : (
        <Lacking scope="DELIVERIES_READ" what="its deliveries" />
      )}
      <EndpointSettings endpoint={endpoint} />
    </Page>
  );
}

function Gone({ id }: { id: string }) {
  return (
    <Empty title="No such endpoint">
      <p>
        <code>{id}</code> is not an endpoint that this key may see, or it was deleted.{' '}
        <a href={PATHS.endpoints}>All endpoints</a>
      </p>
    </Empty>
  );
}

function Health({ endpoint }: { endpoint: EndpointSettingsFragment }) {
  const { failingSince, consecutiveFailures, disabledAt, disabledReason, pausedAt, lastError } = endpoint;
  return (
    <Facts
      facts={[
        [
          'Health',
          failingSince ? (
            <span class="bad-text">
              {number(consecutiveFailures)} {consecutiveFailures === 1 ? 'failure' : 'failures'} in a row,
              since <Moment at={failingSince} />
            </span>
          ) : (
            'no failures'
          ),
        ],
        ['Last error', lastError],
        ['Last delivery', <Moment at={endpoint.lastDeliveryAt} none="never" />],
        ['Last test that succeeded', <Moment at={endpoint.lastVerifiedAt} none="never" />],
        ['Paused', pausedAt && <Moment at={pausedAt} />],
        [
          'Disabled',
          disabledAt && (
            <>
              <Moment at={disabledAt} />
              {disabledReason && `, ${DISABLED_REASONS[disabledReason] ?? disabledReason}`}
            </>
          ),
        ],
      ]}
    />
  );
}

function Deliveries({ endpoint, changes }: { endpoint: EndpointSettingsFragment; changes: number }) {
  const { query, path, route } = useLocation();
  const status = query.status as DeliveryStatus | undefined;
  const { within, span, wrong } = timesOf(query);
  const filter: DeliveryFilter = { endpointId: endpoint.id, ...(status && { status: [status] }), ...span };
  const pages = usePages(DeliveriesDocument, wrong ? null : { filter }, ({ deliveries }) => deliveries, {
    changes,
    pageSize: 10,
    within,
  });
  const isFiltered = Object.keys(query).length > 0;
  const ask = (changed: Record<string, string | undefined>) => route(withQuery(path, changed), true);
  return (
    <Section
      title="Deliveries"
      tools={
        <>
          <Choice
            label="Status of deliveries"
            any="Any status"
            value={status}
            options={DELIVERY_STATUSES}
            onChoose={(value) => ask({ ...query, status: value })}
          />
          <TimeFilter query={query} onQuery={ask} />
          {status === 'FAILED' && !wrong && (
            <RetryAllButton
              filter={filter}
              within={within}
              pages={pages}
              forbidden={endpoint.status === 'ACTIVE' ? null : `It is ${endpoint.status.toLowerCase()}.`}
            />
          )}
        </>
      }
    >
      <DeliveryList
        pages={pages}
        wrong={wrong}
        ofOneEndpoint
        empty={
          <Empty title={isFiltered ? 'No delivery is like this' : 'No deliveries yet'}>
            <p>An event that matches its patterns makes one. “Send test” makes one now.</p>
          </Empty>
        }
      />
    </Section>
  );
}
