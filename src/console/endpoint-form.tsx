import { useState } from 'preact/hooks';
import { act, useAct } from './api/acts.ts';
import type { Issue } from './api/client.ts';
import { may, organizationId } from './api/session.ts';
import {
  EndpointCreateDocument,
  type EndpointCreateInput,
  type EndpointSettingsFragment,
  EndpointUpdateDocument,
  type EndpointUpdateInput,
  type SigningVersion,
} from './generated/graphql.ts';
import { OrganizationField } from './organizations.tsx';
import { FormDialog } from './parts/dialog.tsx';
import { SelectField, TextField } from './parts/field.tsx';
import { SecretDialog } from './secret-dialog.tsx';

const SIGNATURES = [
  { value: 'V1', label: 'HMAC-SHA256 (v1), one shared secret' },
  { value: 'V1A', label: 'Ed25519 (v1a), a public key for the receiver' },
] as const;

const linesOf = (text: string) =>
  text
    .split(/[\n,]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** An empty field is null: cleared, or left to its default. */
const numberOf = (text: string) => (text.trim() === '' ? null : Number(text));

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
  const [before] = useState(() => initialValues(endpoint));
  const [values, setValues] = useState(before);
  const [made, setMade] = useState<{ id: string; secret: string | null; publicKey: string | null } | null>(
    null,
  );
  const { busy, failure, start } = useAct();
  const issues = failure?.issues ?? [];
  const field: FieldOf = (name) => ({
    name,
    issues,
    value: values[name],
    onInput: (value: string) => setValues((now) => ({ ...now, [name]: value })),
  });

  async function submit() {
    const input = inputOf(values);
    if (endpoint) {
      const changed = await start(async () => {
        await act(EndpointUpdateDocument, { id: endpoint.id, input: changesOf(input, inputOf(before)) });
      });
      if (changed) onDone(endpoint.id);
      return;
    }
    await start(async () => {
      const created = await act(EndpointCreateDocument, {
        input: {
          ...withoutNulls(input),
          url: values.url.trim(),
          signingVersion: values.signingVersion as SigningVersion,
          ...(values.organizationId && { organizationId: values.organizationId }),
        },
      });
      const { id, secrets } = created.endpoint;
      setMade({ id, secret: created.secret, publicKey: secrets[0]?.publicKey ?? null });
    });
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
        label="URL"
        type="url"
        placeholder="https://example.com/hooks"
        required
        mono
        hint={endpoint && 'Another URL is not verified, and its failures are counted anew.'}
        {...field('url')}
      />
      <TextField label="Name" {...field('name')} />
      <TextField
        label="Event patterns"
        lines={3}
        mono
        hint="One a line, like invoice.* or *.paid. None: every event."
        {...field('eventPatterns')}
      />
      {!endpoint && may('ADMIN') && <OrganizationField {...field('organizationId')} />}
      {!endpoint && <SelectField label="Signature" options={SIGNATURES} {...field('signingVersion')} />}
      <DeliveryFields isOfEndpoint={endpoint !== undefined} field={field} />
    </FormDialog>
  );
}

/** How deliveries are made; the defaults do for most. An endpoint that is there has a value of each. */
function DeliveryFields({ isOfEndpoint, field }: { isOfEndpoint: boolean; field: FieldOf }) {
  const needed = { type: 'number', required: isOfEndpoint } as const;
  return (
    <details open={isOfEndpoint}>
      <summary>Delivery</summary>
      <TextField label="Description" {...field('description')} />
      <div class="pair">
        <TextField label="Timeout, seconds" hint="3 to 60" {...needed} {...field('timeoutSeconds')} />
        <TextField label="Retries" hint="1 to 7" {...needed} {...field('maxRetries')} />
        <TextField
          label="At once"
          hint="requests in flight, 1 to 100"
          {...needed}
          {...field('maxConcurrency')}
        />
        <TextField label="Per second" type="number" hint="empty: no limit" {...field('rateLimitPerSecond')} />
      </div>
      <TextField
        label="Keep payloads of failed deliveries, hours"
        hint="0 to 720; so long they can be retried"
        {...needed}
        {...field('undeliveredPayloadRetentionHours')}
      />
    </details>
  );
}

type Values = ReturnType<typeof initialValues>;

/** What a field needs of the form, by the name that the server has for it. */
type FieldOf = (name: keyof Values) => {
  name: string;
  issues: readonly Issue[];
  value: string;
  onInput: (value: string) => void;
};

function initialValues(endpoint: EndpointSettingsFragment | undefined) {
  return {
    url: endpoint?.url ?? '',
    name: endpoint?.name ?? '',
    description: endpoint?.description ?? '',
    eventPatterns: endpoint?.eventPatterns.join('\n') ?? '',
    timeoutSeconds: String(endpoint?.timeoutSeconds ?? 10),
    maxRetries: String(endpoint?.maxRetries ?? 7),
    maxConcurrency: String(endpoint?.maxConcurrency ?? 10),
    rateLimitPerSecond: String(endpoint?.rateLimitPerSecond ?? ''),
    undeliveredPayloadRetentionHours: String(endpoint?.undeliveredPayloadRetentionHours ?? 72),
    signingVersion: 'V1',
    organizationId: organizationId.value ?? '',
  };
}

function inputOf(values: Values) {
  return {
    url: values.url.trim(),
    name: values.name.trim() || null,
    description: values.description.trim() || null,
    eventPatterns: linesOf(values.eventPatterns),
    timeoutSeconds: numberOf(values.timeoutSeconds),
    maxRetries: numberOf(values.maxRetries),
    maxConcurrency: numberOf(values.maxConcurrency),
    rateLimitPerSecond: numberOf(values.rateLimitPerSecond),
    undeliveredPayloadRetentionHours: numberOf(values.undeliveredPayloadRetentionHours),
  };
}

/** What somebody else changed while the form was open is left as it is. */
function changesOf(input: Input, before: Input): EndpointUpdateInput {
  const names = Object.keys(input) as (keyof Input)[];
  const changed = names.filter((name) => JSON.stringify(input[name]) !== JSON.stringify(before[name]));
  return Object.fromEntries(changed.map((name) => [name, input[name]]));
}

type Input = ReturnType<typeof inputOf>;

function withoutNulls(input: Input): Omit<EndpointCreateInput, 'url'> {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null));
}
