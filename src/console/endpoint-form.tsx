import { useState } from 'preact/hooks';
import { act, useAct } from './api/acts.ts';
import { Failure, type Issue } from './api/client.ts';
import { may, organizationId, run } from './api/session.ts';
import { changedMeanwhile, changesOf, givenOf, issuesOf, type Values, valuesOf } from './endpoint-input.ts';
import { inForm, LABELS, ROWS, type RowsName } from './endpoint-issues.ts';
import {
  EndpointCreateDocument,
  EndpointDocument,
  type EndpointSettingsFragment,
  EndpointUpdateDocument,
  type EndpointUpdateInput,
  type SigningVersion,
} from './generated/graphql.ts';
import { OrganizationField } from './organizations.tsx';
import { FormDialog } from './parts/dialog.tsx';
import { SelectField, TextField } from './parts/field.tsx';
import { More } from './parts/more.tsx';
import type { Row } from './parts/row.ts';
import { RowsField } from './parts/rows-field.tsx';
import { SecretDialog } from './secret-dialog.tsx';

const SIGNATURES = [
  { value: 'V1', label: 'HMAC-SHA256 (v1), one shared secret' },
  { value: 'V1A', label: 'Ed25519 (v1a), a public key for the receiver' },
] as const;

/** Makes an endpoint, or changes one. @param onDone is given its id, after its secret was shown */
export function EndpointForm({
  endpoint,
  onClose,
  onDone,
}: {
  endpoint?: EndpointSettingsFragment;
  onClose: () => void;
  onDone: (id: string) => void;
}) {
  const [before, setBefore] = useState(() => valuesOf(endpoint, organizationId.value));
  const [values, setValues] = useState(before);
  const [sent, setSent] = useState(before);
  const [made, setMade] = useState<{ id: string; secret: string | null; publicKey: string | null } | null>(
    null,
  );
  const { busy, failure: refusal, start } = useAct();
  const failure = inForm(refusal, sent, values);
  const issues = failure?.issues ?? [];
  const field: FieldOf = (name) => ({
    name,
    label: LABELS[name],
    issues,
    value: values[name],
    onInput: (value: string) => setValues((now) => ({ ...now, [name]: value })),
  });
  const rows: RowsOf = (name) => ({
    name,
    legend: LABELS[name],
    one: ROWS[name],
    issues,
    rows: values[name],
    refused: sent[name],
    onRows: (change) => setValues((now) => ({ ...now, [name]: change(now[name]) })),
  });

  async function submit() {
    setSent(values);
    const input = endpoint ? changesOf(values, before) : givenOf(values);
    const done = await start(async () => {
      const wrong = issuesOf(values, input);
      if (wrong.length > 0)
        throw new Failure('VALIDATION_FAILED', 'The input is not valid.', { issues: wrong });
      if (endpoint) await change(endpoint.id, changesOf(values, before));
      else await create(givenOf(values));
    });
    if (done && endpoint) onDone(endpoint.id);
  }

  async function change(id: string, input: EndpointUpdateInput) {
    const { endpoint: read } = await run(EndpointDocument, { id });
    const now = read ? valuesOf(read, null) : before;
    const issues = changedMeanwhile(input, before, now);
    if (issues.length > 0) {
      // Whoever saves now has seen the other's change; fields that were not touched show the current values.
      setBefore(now);
      setValues((mine) => ({ ...mine, ...omit(now, Object.keys(input)) }));
      throw new Failure('CHANGED_MEANWHILE', 'Not saved, as somebody else changed this:', { issues });
    }
    await act(EndpointUpdateDocument, { id, input });
  }

  async function create(input: ReturnType<typeof givenOf>) {
    const created = await act(EndpointCreateDocument, {
      input: {
        ...input,
        url: values.url.trim(),
        signingVersion: values.signingVersion as SigningVersion,
        ...(values.organizationId && { organizationId: values.organizationId }),
      },
    });
    const { id, secrets } = created.endpoint;
    setMade({ id, secret: created.secret, publicKey: secrets[0]?.publicKey ?? null });
  }

  if (made) return <SecretDialog title="The endpoint is made" {...made} onClose={() => onDone(made.id)} />;
  return (
    <FormDialog
      title={endpoint ? 'Change the endpoint' : 'New endpoint'}
      submit={endpoint ? 'Save' : 'Create endpoint'}
      busy={busy}
      failure={failure}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <TextField
        type="url"
        placeholder="https://example.com/hooks"
        required
        mono
        hint={endpoint && 'Another URL is not verified, and its failures are counted anew.'}
        {...field('url')}
      />
      <TextField {...field('name')} />
      <TextField
        lines={3}
        mono
        hint="One a line, like invoice.* or *.paid. None: every event."
        {...field('eventPatterns')}
      />
      {!endpoint && may('ADMIN') && <OrganizationField {...field('organizationId')} />}
      {!endpoint && <SelectField options={SIGNATURES} {...field('signingVersion')} />}
      <DeliveryFields isOfEndpoint={endpoint !== undefined} field={field} />
      <ExtraFields isOfEndpoint={endpoint !== undefined} field={field} rows={rows} />
    </FormDialog>
  );
}

const omit = (values: Values, names: readonly string[]): Partial<Values> =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)));

/** How deliveries are made; the defaults do for most. An endpoint that is there has a value of each. */
function DeliveryFields({ isOfEndpoint, field }: { isOfEndpoint: boolean; field: FieldOf }) {
  const needed = { type: 'number', required: isOfEndpoint } as const;
  return (
    <More title="Delivery" isOpen={isOfEndpoint}>
      <TextField lines={2} {...field('description')} />
      <div class="pair">
        <TextField hint="3 to 60" {...needed} {...field('timeoutSeconds')} />
        <TextField hint="1 to 7" {...needed} {...field('maxRetries')} />
        <TextField hint="requests in flight, 1 to 100" {...needed} {...field('maxConcurrency')} />
        <TextField type="number" hint="empty: no limit" {...field('rateLimitPerSecond')} />
      </div>
      <TextField
        hint="0 to 720; so long they can be retried"
        {...needed}
        {...field('undeliveredPayloadRetentionHours')}
      />
    </More>
  );
}

/** What is sent along, and what is noted of the endpoint. */
function ExtraFields({ isOfEndpoint, field, rows }: { isOfEndpoint: boolean; field: FieldOf; rows: RowsOf }) {
  return (
    <More title="Headers, labels and metadata" isOpen={isOfEndpoint}>
      <RowsField
        hint="Sent with each delivery. A secret value is stored encrypted, and never shown again."
        withSecrets
        {...rows('headers')}
      />
      <TextField lines={2} hint="One a line, at most 8." {...field('labels')} />
      <RowsField hint="For your own use; it is not sent." {...rows('metadata')} />
    </More>
  );
}

/** What a field needs of the form, by the name that the server has for it. */
type FieldOf = (name: TextName) => {
  name: string;
  label: string;
  issues: readonly Issue[];
  value: string;
  onInput: (value: string) => void;
};

type RowsOf = (name: RowsName) => {
  name: string;
  legend: string;
  one: string;
  issues: readonly Issue[];
  rows: readonly Row[];
  refused: readonly Row[];
  onRows: (change: (now: readonly Row[]) => readonly Row[]) => void;
};

type TextName = Exclude<keyof Values, RowsName>;
