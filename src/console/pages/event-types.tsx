import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { act, useAct } from '../api/acts.ts';
import { Failure } from '../api/client.ts';
import { usePages } from '../api/queries.ts';
import { EVENT_TYPE_EXAMPLE } from '../examples.ts';
import {
  EventTypeCreateDocument,
  type EventTypeRowFragment,
  EventTypesDocument,
} from '../generated/graphql.ts';
import { ActButton } from '../parts/act-button.tsx';
import { FormDialog } from '../parts/dialog.tsx';
import { TextField } from '../parts/field.tsx';
import { List } from '../parts/list.tsx';
import { Moment } from '../parts/moment.tsx';
import { Page } from '../parts/page.tsx';
import { Empty } from '../parts/states.tsx';
import type { Column } from '../parts/table.tsx';
import { PATHS, withQuery } from '../paths.ts';
import { useLead } from '../use-left.ts';

const COLUMNS: readonly Column<EventTypeRowFragment>[] = [
  {
    head: 'Name',
    kind: 'main',
    cell: ({ name, archivedAt }) => (
      <>
        <a class="strong mono" href={PATHS.eventType(name)}>
          {name}
        </a>
        {archivedAt && <span class="tag">archived</span>}
      </>
    ),
  },
  {
    head: 'Description',
    cell: ({ description }) =>
      description ? <span class="clamp">{description}</span> : <span class="quiet">–</span>,
  },
  { head: 'Created', cell: ({ createdAt }) => <Moment at={createdAt} /> },
];

export function EventTypesPage() {
  const { query, path, route } = useLocation();
  const lead = useLead();
  const [isCreating, setCreating] = useState(false);
  const includeArchived = query.archived === 'true';
  const pages = usePages(EventTypesDocument, { includeArchived }, ({ eventTypes }) => eventTypes);
  return (
    <Page
      title="Event types"
      actions={
        <ActButton scope="ADMIN" icon="plus" kind="primary" onAct={() => setCreating(true)}>
          New event type
        </ActButton>
      }
    >
      <div class="filters">
        <label class="check">
          <input
            type="checkbox"
            checked={includeArchived}
            onChange={() => route(withQuery(path, { archived: includeArchived ? undefined : 'true' }), true)}
          />
          Archived ones too
        </label>
      </div>
      <List
        label="Event types"
        pages={pages}
        columns={COLUMNS}
        empty={
          <Empty title="No event types yet" example={EVENT_TYPE_EXAMPLE}>
            <p>The catalogue says what may be published. Whoever has the scope ADMIN writes it:</p>
          </Empty>
        }
      />
      {isCreating && (
        <CreateDialog onClose={() => setCreating(false)} onMade={(name) => lead(PATHS.eventType(name))} />
      )}
    </Page>
  );
}

function CreateDialog({ onClose, onMade }: { onClose: () => void; onMade: (name: string) => void }) {
  const [values, setValues] = useState({ name: '', description: '', payloadSchema: '', example: '' });
  const { busy, failure, start } = useAct();
  const field = (name: keyof typeof values) => ({
    name,
    issues: failure?.issues ?? [],
    value: values[name],
    onInput: (value: string) => setValues((before) => ({ ...before, [name]: value })),
  });
  return (
    <FormDialog
      title="New event type"
      submit="Create event type"
      busy={busy}
      failure={failure}
      onClose={onClose}
      onSubmit={() =>
        void start(async () => {
          const { eventType } = await act(EventTypeCreateDocument, {
            input: {
              name: values.name.trim(),
              ...(values.description.trim() && { description: values.description.trim() }),
              ...jsonOf('payloadSchema', values.payloadSchema),
              ...jsonOf('example', values.example),
            },
          });
          onMade(eventType.name);
        })
      }
    >
      <TextField label="Name" required mono placeholder="invoice.paid" {...field('name')} />
      <TextField label="Description" {...field('description')} />
      <TextField label="Example of a payload (JSON)" lines={4} mono {...field('example')} />
      <TextField
        label="JSON Schema (draft 2020-12)"
        lines={4}
        mono
        hint="None: any payload."
        {...field('payloadSchema')}
      />
    </FormDialog>
  );
}

/** @throws Failure when the text of a field is no JSON; an empty one is absent */
function jsonOf(name: string, text: string): Record<string, unknown> {
  if (text.trim() === '') return {};
  try {
    return { [name]: JSON.parse(text) as unknown };
  } catch (error) {
    const message = `This is not JSON: ${(error as Error).message}`;
    throw new Failure('VALIDATION_FAILED', 'A field is not JSON.', { issues: [{ path: [name], message }] });
  }
}
