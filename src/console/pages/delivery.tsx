import { act, useAct } from '../api/acts.ts';
import { useQuery } from '../api/queries.ts';
import { may } from '../api/session.ts';
import { AttemptList, type ShownDelivery } from '../attempt-list.tsx';
import { DeliveryCancelDocument, DeliveryDocument, DeliveryRetryDocument } from '../generated/graphql.ts';
import { ActButton } from '../parts/act-button.tsx';
import { DeliveryBadge, END_REASONS } from '../parts/badge.tsx';
import { Code } from '../parts/code.tsx';
import { Connection } from '../parts/connection.tsx';
import { CopyButton, Id } from '../parts/copy.tsx';
import { number } from '../parts/figures.ts';
import { indentJson } from '../parts/json-text.ts';
import { Moment } from '../parts/moment.tsx';
import { Facts, Page, Section } from '../parts/page.tsx';
import { say } from '../parts/say.tsx';
import { Empty, Fault, Lacking, Skeleton } from '../parts/states.tsx';
import { useChanges, useSoon } from '../parts/use-feed.ts';
import { PATHS } from '../paths.ts';

/** An attempt and what it changes come together. */
const REFRESH_MS = 200;

export function DeliveryPage({ id }: { id: string }) {
  const mayRead = may('DELIVERIES_READ');
  const { data, failure, reload } = useQuery(DeliveryDocument, mayRead ? { id } : null);
  const refresh = useSoon(REFRESH_MS, () => void reload());
  const { state, reconnectNow } = useChanges(mayRead ? { deliveryId: id } : null, refresh);
  const delivery = data?.delivery;
  if (!delivery) {
    return (
      <Page title="Delivery">
        {!mayRead ? (
          <Lacking scope="DELIVERIES_READ" what="deliveries" />
        ) : failure ? (
          <Fault failure={failure} onRetry={() => void reload()} />
        ) : data ? (
          <Empty title="No such delivery">
            <p>
              <code>{id}</code> is not a delivery that this key may see.{' '}
              <a href={PATHS.deliveries}>All deliveries</a>
            </p>
          </Empty>
        ) : (
          <Skeleton rows={8} />
        )}
      </Page>
    );
  }
  return (
    <Page
      key={id}
      title={`${delivery.event.type} delivery`}
      heading={
        <>
          <span class="url">{delivery.event.type}</span> <DeliveryBadge status={delivery.status} />
        </>
      }
      actions={<Acts delivery={delivery} onChanged={reload} />}
    >
      <p class="under">
        <Id id={delivery.id} />
        <Connection state={state} onRetry={reconnectNow} />
      </p>
      {failure && <Fault failure={failure} onRetry={() => void reload()} />}
      <About delivery={delivery} />
      <Section title={`Attempts (${number(delivery.attemptCount)})`}>
        <AttemptList delivery={delivery} />
      </Section>
      <Body delivery={delivery} />
    </Page>
  );
}

function Acts({ delivery, onChanged }: { delivery: ShownDelivery; onChanged: () => Promise<void> }) {
  const { busy, failure, start } = useAct();
  const { id } = delivery;
  return (
    <>
      <ActButton
        scope="DELIVERIES_WRITE"
        icon="retry"
        kind="primary"
        busy={busy}
        forbidden={retryForbidden(delivery)}
        onAct={() =>
          void start(async () => {
            await act(DeliveryRetryDocument, { id });
            say('An attempt is on its way.');
            await onChanged();
          })
        }
      >
        Retry now
      </ActButton>
      {isWaiting(delivery) && (
        <ActButton
          scope="DELIVERIES_WRITE"
          kind="danger"
          busy={busy}
          onAct={() =>
            void start(async () => {
              await act(DeliveryCancelDocument, { id });
              say('Canceled.');
              await onChanged();
            })
          }
        >
          Cancel
        </ActButton>
      )}
      {failure && <Fault failure={failure} />}
    </>
  );
}

const isWaiting = ({ status }: ShownDelivery) => status === 'PENDING' || status === 'RETRYING';

/** What the server would refuse anyway, said beforehand. */
function retryForbidden({ endpoint, payloadPurgedAt }: ShownDelivery): string | null {
  if (!endpoint) return 'Its endpoint was deleted.';
  if (endpoint.status !== 'ACTIVE') return `Its endpoint is ${endpoint.status.toLowerCase()}.`;
  return payloadPurgedAt ? 'Its payload is no longer kept.' : null;
}

function About({ delivery }: { delivery: ShownDelivery }) {
  const { endpoint, event, endReason } = delivery;
  return (
    <Facts
      facts={[
        [
          'Endpoint',
          endpoint ? (
            <a class="clamp" href={PATHS.endpoint(endpoint.id)} title={endpoint.name ?? endpoint.url}>
              {endpoint.name ?? endpoint.url}
            </a>
          ) : (
            'deleted'
          ),
        ],
        [
          'Event',
          <>
            <a class="mono" href={PATHS.event(event.id)}>
              {event.id}
            </a>
            {delivery.isTest && <span class="tag">test</span>}
          </>,
        ],
        ['Ended because', endReason && (END_REASONS[endReason] ?? endReason)],
        ['Next attempt', nextAttempt(delivery)],
        ['Created', <Moment at={delivery.createdAt} />],
        ['Ended', delivery.completedAt && <Moment at={delivery.completedAt} />],
        [
          'Payload',
          delivery.payloadPurgedAt ? (
            <>
              purged <Moment at={delivery.payloadPurgedAt} />
            </>
          ) : (
            delivery.payloadExpiresAt && (
              <>
                kept, purged <Moment at={delivery.payloadExpiresAt} isDue />
              </>
            )
          ),
        ],
        ['Organization', delivery.organization.name],
      ]}
    />
  );
}

function nextAttempt(delivery: ShownDelivery) {
  const { endpoint, nextAttemptAt } = delivery;
  if (isWaiting(delivery) && endpoint?.status === 'PAUSED') return 'once its endpoint is resumed';
  return nextAttemptAt && <Moment at={nextAttemptAt} isDue />;
}

function Body({ delivery: { requestBody, payloadPurgedAt } }: { delivery: ShownDelivery }) {
  return (
    <Section
      title="Request body"
      tools={requestBody !== null && <CopyButton text={requestBody} label="Copy the body" />}
    >
      {requestBody !== null ? (
        <Code label="Request body">{indentJson(requestBody)}</Code>
      ) : (
        <p class="quiet">
          {payloadPurgedAt
            ? 'The payload is no longer kept.'
            : 'Payloads need the scope EVENTS_READ, which this key lacks.'}
        </p>
      )}
    </Section>
  );
}
