import { useState } from 'preact/hooks';
import { act, useAct } from './api/acts.ts';
import { may } from './api/session.ts';
import { ConfirmDialog, RotateDialog, TestDialog } from './endpoint-dialogs.tsx';
import { EndpointForm } from './endpoint-form.tsx';
import {
  EndpointDeleteDocument,
  EndpointDisableDocument,
  EndpointEnableDocument,
  EndpointPauseDocument,
  EndpointResumeDocument,
  type EndpointSettingsFragment,
  type EndpointStatus,
} from './generated/graphql.ts';
import { ActButton } from './parts/act-button.tsx';
import type { IconName } from './parts/icon.tsx';
import { say } from './parts/say.tsx';
import { Fault } from './parts/states.tsx';
import { PATHS } from './paths.ts';
import { useLead } from './use-left.ts';

type Opened = 'edit' | 'test' | 'rotate' | 'disable' | 'delete';

interface Acts {
  readonly endpoint: EndpointSettingsFragment;
  /** Reads it anew. */
  readonly onChanged: () => Promise<void>;
}

/** All that can be done with an endpoint; what its status forbids is not offered. */
export function EndpointActs(acts: Acts) {
  const [opened, setOpened] = useState<Opened | null>(null);
  const { busy, failure, start } = useAct();
  const { id, status } = acts.endpoint;
  const { text, icon, change, done } = STATUS_ACTS[status];
  const opener = (which: Opened) => () => setOpened(which);
  return (
    <>
      <ActButton scope="ENDPOINTS_WRITE" icon="flask" kind="primary" onAct={opener('test')}>
        Send test
      </ActButton>
      <ActButton
        scope="ENDPOINTS_WRITE"
        icon={icon}
        busy={busy}
        onAct={() =>
          void start(async () => {
            await change(id);
            await acts.onChanged();
            say(done);
          })
        }
      >
        {text}
      </ActButton>
      <ActButton scope="ENDPOINTS_WRITE" onAct={opener('edit')}>
        Edit
      </ActButton>
      <ActButton scope="ENDPOINTS_WRITE" onAct={opener('rotate')}>
        Rotate secret
      </ActButton>
      {status !== 'DISABLED' && (
        <ActButton scope="ENDPOINTS_WRITE" onAct={opener('disable')}>
          Disable
        </ActButton>
      )}
      <ActButton scope="ENDPOINTS_WRITE" kind="danger" onAct={opener('delete')}>
        Delete
      </ActButton>
      {failure && <Fault failure={failure} />}
      {opened && <OpenedDialog {...acts} opened={opened} onClose={() => setOpened(null)} />}
    </>
  );
}

/** The one act that an endpoint's status asks for. */
const STATUS_ACTS: Record<
  EndpointStatus,
  { text: string; icon: IconName; change: (id: string) => Promise<unknown>; done: string }
> = {
  ACTIVE: {
    text: 'Pause',
    icon: 'pause',
    change: (id) => act(EndpointPauseDocument, { id }),
    done: 'Paused: deliveries wait.',
  },
  PAUSED: {
    text: 'Resume',
    icon: 'play',
    change: (id) => act(EndpointResumeDocument, { id }),
    done: 'Resumed: what waited follows.',
  },
  DISABLED: {
    text: 'Enable',
    icon: 'play',
    change: (id) => act(EndpointEnableDocument, { id }),
    done: 'Enabled: it receives from now on.',
  },
};

function OpenedDialog({
  endpoint,
  onChanged,
  opened,
  onClose,
}: Acts & { opened: Opened; onClose: () => void }) {
  const lead = useLead();
  const { id } = endpoint;
  const closeWith = async (done: string) => {
    onClose();
    await onChanged();
    say(done);
  };
  /** The dialog may have changed it, or found it changed. */
  const closeAndRead = () => {
    onClose();
    void onChanged();
  };
  switch (opened) {
    case 'edit':
      return (
        <EndpointForm endpoint={endpoint} onClose={closeAndRead} onDone={() => void closeWith('Saved.')} />
      );
    case 'test':
      return (
        <TestDialog
          endpoint={endpoint}
          onClose={onClose}
          onSent={(delivery) => {
            if (may('DELIVERIES_READ')) return lead(PATHS.delivery(delivery));
            onClose();
            say('The test is on its way.');
          }}
        />
      );
    case 'rotate':
      return <RotateDialog endpoint={endpoint} onClose={closeAndRead} />;
    case 'disable':
      return (
        <ConfirmDialog
          title="Disable the endpoint?"
          submit="Disable"
          text="It gets no new deliveries, and those that wait for it are canceled. Pausing lets them wait."
          onClose={onClose}
          onConfirm={async () => {
            await act(EndpointDisableDocument, { id });
            await closeWith('Disabled.');
          }}
        />
      );
    case 'delete':
      return (
        <ConfirmDialog
          title="Delete the endpoint?"
          submit="Delete for good"
          text="Deliveries that wait for it are canceled, and its secrets are erased. What was delivered stays readable."
          onClose={onClose}
          onConfirm={async () => {
            await act(EndpointDeleteDocument, { id });
            say('Deleted.');
            lead(PATHS.endpoints);
          }}
        />
      );
  }
}
