import { Dialog } from './parts/dialog.tsx';
import { Snippet } from './parts/states.tsx';

/** The one time that a secret can be seen. */
export function SecretDialog({
  title,
  secret,
  publicKey,
  note,
  onClose,
}: {
  title: string;
  secret: string | null;
  publicKey: string | null;
  note?: string;
  onClose: () => void;
}) {
  return (
    <Dialog title={title} onClose={onClose}>
      {secret ? (
        <>
          <p>
            Its receiver verifies signatures with this secret. <strong>It is shown this once.</strong>
          </p>
          <Snippet text={secret} name="secret" />
        </>
      ) : (
        <>
          <p>Its receiver verifies signatures with this public key, which stays on the endpoint’s page.</p>
          <Snippet text={publicKey ?? ''} name="public key" />
        </>
      )}
      {note && <p>{note}</p>}
      <div class="buttons">
        <button type="button" class="primary" onClick={onClose}>
          Done
        </button>
      </div>
    </Dialog>
  );
}
