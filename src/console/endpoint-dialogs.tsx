import { useState } from 'preact/hooks';
import { act, useAct } from './api/acts.ts';
import {
  EndpointSecretRotateDocument,
  type EndpointSettingsFragment,
  EndpointTestDocument,
} from './generated/graphql.ts';
import { FormDialog } from './parts/dialog.tsx';
import { SelectField, TextField } from './parts/field.tsx';
import { useEventTypeNames } from './parts/filters.tsx';
import { dateTime } from './parts/moment.tsx';
import { SecretDialog } from './secret-dialog.tsx';

export function ConfirmDialog({
  title,
  submit,
  text,
  onConfirm,
  onClose,
}: {
  title: string;
  submit: string;
  text: string;
  onConfirm: () => Promise<void>;
  onClose: () => void;
}) {
  const { busy, failure, start } = useAct();
  return (
    <FormDialog
      title={title}
      submit={submit}
      danger
      busy={busy}
      failure={failure}
      onSubmit={() => void start(onConfirm)}
      onClose={onClose}
    >
      <p>{text}</p>
    </FormDialog>
  );
}

export function TestDialog({
  endpoint,
  onClose,
  onSent,
}: {
  endpoint: EndpointSettingsFragment;
  onClose: () => void;
  onSent: (deliveryId: string) => void;
}) {
  const [eventType, setEventType] = useState('');
  const types = useEventTypeNames();
  const { busy, failure, start } = useAct();
  return (
    <FormDialog
      title="Send a test"
      submit="Send test"
      busy={busy}
      failure={failure}
      onClose={onClose}
      onSubmit={() =>
        void start(async () => {
          const { delivery } = await act(EndpointTestDocument, {
            id: endpoint.id,
            ...(eventType && { input: { eventType } }),
          });
          onSent(delivery.id);
        })
      }
    >
      <p>One attempt, signed like any other, with a sample as its payload. It is not counted.</p>
      <SelectField
        label="Event type"
        name="eventType"
        issues={failure?.issues ?? []}
        value={eventType}
        onInput={setEventType}
        options={[{ value: '', label: 'One that it receives' }, ...types]}
      />
    </FormDialog>
  );
}

export function RotateDialog({
  endpoint,
  onClose,
}: {
  endpoint: EndpointSettingsFragment;
  onClose: () => void;
}) {
  const [graceHours, setGraceHours] = useState('24');
  const [rotated, setRotated] = useState<{
    secret: string | null;
    publicKey: string | null;
    until: string;
  } | null>(null);
  const { busy, failure, start } = useAct();
  if (rotated) {
    return (
      <SecretDialog
        title="The new secret signs now"
        {...rotated}
        note={`The older one signs too until ${dateTime(rotated.until)}.`}
        onClose={onClose}
      />
    );
  }
  return (
    <FormDialog
      title="Rotate the secret"
      submit="Rotate"
      busy={busy}
      failure={failure}
      onClose={onClose}
      onSubmit={() =>
        void start(async () => {
          const answer = await act(EndpointSecretRotateDocument, {
            id: endpoint.id,
            input: { graceHours: Number(graceHours) },
          });
          setRotated({
            secret: answer.secret,
            publicKey: answer.endpoint.secrets[0]?.publicKey ?? null,
            until: answer.previousSecretExpiresAt,
          });
        })
      }
    >
      <p>
        A new secret signs from now on. For a while the older one signs too, so that the receiver can change
        over.
      </p>
      <TextField
        label="Both sign for, hours"
        type="number"
        required
        name="graceHours"
        issues={failure?.issues ?? []}
        value={graceHours}
        onInput={setGraceHours}
        hint="0 to 168; 0 ends the older one now"
      />
    </FormDialog>
  );
}
