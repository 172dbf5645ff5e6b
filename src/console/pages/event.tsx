import { useQuery } from '../api/queries.ts';
import { may } from '../api/session.ts';
import { EventDocument } from '../generated/graphql.ts';
import { Code } from '../parts/code.tsx';
import { Connection } from '../parts/connection.tsx';
import { CopyButton, Id } from '../parts/copy.tsx';
import { DeliveryTable } from '../parts/delivery-list.tsx';
import { indentJson } from '../parts/json-text.ts';
import { Moment } from '../parts/moment.tsx';
import { Facts, Page, Section } from '../parts/page.tsx';
import { Empty, Fault, Lacking, Skeleton } from '../parts/states.tsx';
import { useChanges, useSoon } from '../parts/use-feed.ts';
import { PATHS } from '../paths.ts';

/** Its deliveries are attempted at the same moment. */
const REFRESH_MS = 500;

export function EventPage({ id }: { id: string }) {
  const mayRead = may('EVENTS_READ');
  const withDeliveries = may('DELIVERIES_READ');
  const { data, failure, reload } = useQuery(EventDocument, mayRead ? { id, withDeliveries } : null);
  const event = data?.event;
  const refresh = useSoon(REFRESH_MS, () => void reload());
  const { state, reconnectNow } = useChanges(
    event && withDeliveries ? { eventType: event.type, organizationId: event.organization.id } : null,
    (item) => {
      // The feed has no filter for an event: the others of its type are left out here.
      if (item?.__typename !== 'AttemptRecorded' || item.eventId === id) refresh();
    },
  );
  if (!event) {
    return (
      <Page title="Event">
        {!mayRead ? (
          <Lacking scope="EVENTS_READ" what="events" />
        ) : failure ? (
          <Fault failure={failure} onRetry={() => void reload()} />
        ) : data ? (
          <Empty title="No such event">
            <p>
              <code>{id}</code> is not an event that this key may see.
            </p>
          </Empty>
        ) : (
          <Skeleton rows={8} />
        )}
      </Page>
    );
  }
  return (
    <Page key={id} title={`${event.type} event`} heading={<span class="url">{event.type}</span>}>
      <p class="under">
        <Id id={event.id} />
        {event.isTest && <span class="tag">test</span>}
        {withDeliveries && <Connection state={state} onRetry={reconnectNow} />}
      </p>
      {failure && <Fault failure={failure} onRetry={() => void reload()} />}
      <Facts
        facts={[
          ['Type', <a href={PATHS.eventType(event.type)}>{event.type}</a>],
          ['Accepted', <Moment at={event.createdAt} />],
          ['Occurred', <Moment at={event.occurredAt} />],
          ['Idempotency key', event.idempotencyKey && <code>{event.idempotencyKey}</code>],
          ['Organization', event.organization.name],
          ['Payload purged', event.payloadPurgedAt && <Moment at={event.payloadPurgedAt} />],
        ]}
      />
      <Section title="Deliveries">
        {!event.deliveries ? (
          <p class="quiet">They need the scope DELIVERIES_READ, which this key lacks.</p>
        ) : event.deliveries.nodes.length === 0 ? (
          <p class="quiet">No endpoint wanted it.</p>
        ) : (
          <DeliveryTable rows={event.deliveries.nodes} />
        )}
        {event.deliveries?.pageInfo.hasNextPage && <p class="quiet">The newest hundred are shown.</p>}
      </Section>
      <Section
        title="Payload"
        tools={event.payloadText !== null && <CopyButton text={event.payloadText} label="Copy the payload" />}
      >
        {event.payloadText === null ? (
          <p class="quiet">It is no longer kept.</p>
        ) : (
          <Code label="Payload">{indentJson(event.payloadText)}</Code>
        )}
      </Section>
    </Page>
  );
}
