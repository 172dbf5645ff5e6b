import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { Failure } from '../api/client.ts';
import { isSecond } from './double-click.ts';
import { Said } from './say.tsx';
import { Fault } from './states.tsx';

/** Opens as it is rendered; Escape closes it, and the focus goes back to where it was. */
export function Dialog({
  title,
  busy = false,
  onClose,
  children,
}: {
  title: string;
  /** Stays open: what comes of an act, a secret or a fault, is shown here and nowhere else. */
  busy?: boolean;
  onClose: () => void;
  children: ComponentChildren;
}) {
  const id = useId();
  const element = useRef<HTMLDialogElement>(null);
  // Before anything can be painted or typed: what has the focus now is to have it again.
  useLayoutEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    // The browser gives the focus back as it closes; one that is only taken away keeps the page inert till then.
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={element}
      aria-labelledby={id}
      onKeyDown={(event) => {
        // A second Escape closes a dialog, whatever is done with its `cancel`.
        if (busy && event.key === 'Escape') event.preventDefault();
      }}
      onCancel={(event) => {
        event.preventDefault();
        if (!busy) onClose();
      }}
      onClickCapture={(event) => {
        if (!isSecond(event) || !(event.target as Element).closest('.buttons')) return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <h2 id={id}>{title}</h2>
      {children}
      {/* What is said behind it is dimmed, and not heard. */}
      <Said />
    </dialog>
  );
}

/** A dialog that asks for something, and stays open with what the server found wrong. */
export function FormDialog({
  title,
  submit,
  danger = false,
  busy,
  failure,
  onSubmit,
  onClose,
  children,
}: {
  title: string;
  submit: string;
  danger?: boolean;
  busy: boolean;
  failure: Failure | null;
  onSubmit: () => void;
  onClose: () => void;
  children: ComponentChildren;
}) {
  return (
    <Dialog title={title} busy={busy} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) onSubmit();
        }}
      >
        {children}
        {failure && <Fault failure={failure} />}
        <div class="buttons">
          <button type="button" aria-disabled={busy} onClick={() => !busy && onClose()}>
            Cancel
          </button>
          <button type="submit" class={danger ? 'danger' : 'primary'} aria-disabled={busy}>
            {busy ? 'Working…' : submit}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
