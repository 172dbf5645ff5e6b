import { useState } from 'preact/hooks';
import { act, useAct } from '../api/acts.ts';
import { useQuery } from '../api/queries.ts';
import { may, organizationId } from '../api/session.ts';
import {
  EventPublishDocument,
  EventTypeArchiveDocument,
  EventTypeDocument,
  type EventTypeQuery,
  EventTypeRestoreDocument,
} from '../generated/graphql.ts';
import { OrganizationField } from '../organizations.tsx';
import { ActButton } from '../parts/act-button.tsx';
import { Code } from '../parts/code.tsx';
import { CopyButton } from '../parts/copy.tsx';
import { FormDialog } from '../parts/dialog.tsx';
import { TextField } from '../parts/field.tsx';
import { Moment } from '../parts/moment.tsx';
import { Facts, Page, Section } from '../parts/page.tsx';
import { say } from '../parts/say.tsx';
import { Empty, Fault, Skeleton } from '../parts/states.tsx';
import { PATHS, withQuery } from '../paths.ts';
import { useLead } from '../use-left.ts';

type ShownType = NonNullable<EventTypeQuery['eventType']>;

export function EventTypePage({ name }: { name: string }) {
  const { data, failure, reload } = useQuery(EventTypeDocument, { name });
  const type = data?.eventType;
  if (!type) {
    return (
      <Page title="Event type">
        {failure ? (
          <Fault failure={failure} onRetry={() => void reload()} />
        ) : data ? (
          <Empty title="No such event type">
            <p>
              <code>{name}</code> is not in the catalogue. <a href={PATHS.eventTypes}>All event types</a>
            </p>
          </Empty>
        ) : (
          <Skeleton />
        )}
      </Page>
    );
  }
  return (
    <Page
      title={type.name}
      heading={
        <>
          <span class="mono url">{type.name}</span> {type.archivedAt && <span class="tag">archived</span>}
        </>
      }
      actions={<Acts type={type} onChanged={reload} />}
    >
      {type.description && <p>{type.description}</p>}
      <Facts
        facts={[
          ['Created', <Moment at={type.createdAt} />],
          ['Changed', <Moment at={type.updatedAt} />],
          ['Archived', type.archivedAt && <Moment at={type.archivedAt} />],
          [
            'Seen',
            may('DELIVERIES_READ') && (
              <>
                <a href={withQuery(PATHS.deliveries, { type: type.name })}>its deliveries</a>,{' '}
                <a href={withQuery(PATHS.live, { type: type.name })}>live</a>
              </>
            ),
          ],
        ]}
      />
      <JsonSection title="Example" value={type.example} none="It has none." />
      <JsonSection title="JSON Schema" value={type.payloadSchema} none="It has none: any payload is taken." />
    </Page>
  );
}

function JsonSection({ title, value, none }: { title: string; value: unknown; none: string }) {
  const text = value === null || value === undefined ? null : JSON.stringify(value, null, 2);
  return (
    <Section title={title} tools={text && <CopyButton text={text} label="Copy" />}>
      {text ? <Code label={title}>{text}</Code> : <p class="quiet">{none}</p>}
    </Section>
  );
}

function Acts({ type, onChanged }: { type: ShownType; onChanged: () => Promise<void> }) {
  const [isPublishing, setPublishing] = useState(false);
  const { busy, failure, start } = useAct();
  const { name } = type;
  return (
    <>
      <ActButton
        scope="EVENTS_PUBLISH"
        kind="primary"
        forbidden={
          type.archivedAt
            ? 'It is archived.'
            : name.startsWith('hookline.')
              ? 'Hookline itself publishes it.'
              : null
        }
        onAct={() => setPublishing(true)}
      >
        Publish one
      </ActButton>
      {type.archivedAt ? (
        <ActButton
          scope="ADMIN"
          busy={busy}
          onAct={() =>
            void start(async () => {
              await act(EventTypeRestoreDocument, { name });
              await onChanged();
              say('Restored: it can be published again.');
            })
          }
        >
          Restore
        </ActButton>
      ) : (
        <ActButton
          scope="ADMIN"
          busy={busy}
          onAct={() =>
            void start(async () => {
              await act(EventTypeArchiveDocument, { name });
              await onChanged();
              say('Archived: it can no longer be published.');
            })
          }
        >
          Archive
        </ActButton>
      )}
      {failure && <Fault failure={failure} />}
      {isPublishing && <PublishDialog type={type} onClose={() => setPublishing(false)} />}
    </>
  );
}

function PublishDialog({ type, onClose }: { type: ShownType; onClose: () => void }) {
  const lead = useLead();
  const [payloadText, setPayload] = useState(() => JSON.stringify(type.example ?? {}, null, 2));
  const [idempotencyKey, setIdempotencyKey] = useState('');
  const [organization, setOrganization] = useState(organizationId.value ?? '');
  const { busy, failure, start } = useAct();
  const issues = failure?.issues ?? [];
  return (
    <FormDialog
      title={`Publish ${type.name}`}
      submit="Publish"
      busy={busy}
      failure={failure}
      onClose={onClose}
      onSubmit={() =>
        void start(async () => {
          const { event, duplicate } = await act(EventPublishDocument, {
            input: {
              type: type.name,
              payloadText,
              ...(idempotencyKey && { idempotencyKey }),
              ...(organization && { organizationId: organization }),
            },
          });
          if (duplicate) say('It was published before: this is the first one.');
          else say(`Published: ${event.id}`);
          if (may('EVENTS_READ')) lead(PATHS.event(event.id));
          else if (may('DELIVERIES_READ')) lead(withQuery(PATHS.live, { type: type.name }));
          else onClose();
        })
      }
    >
      <p>A real event: every endpoint that wants it receives it.</p>
      <TextField
        label="Payload (JSON)"
        lines={8}
        mono
        name="payloadText"
        issues={issues}
        value={payloadText}
        onInput={setPayload}
      />
      {may('ADMIN') && (
        <OrganizationField name="organizationId" value={organization} onInput={setOrganization} />
      )}
      <TextField
        label="Idempotency key"
        name="idempotencyKey"
        issues={issues}
        value={idempotencyKey}
        onInput={setIdempotencyKey}
        hint="The same one again within 7 days is the first event."
      />
    </FormDialog>
  );
}
