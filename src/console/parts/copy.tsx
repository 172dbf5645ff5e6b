import { useState } from 'preact/hooks';
import { Icon } from './icon.tsx';
import { say } from './say.tsx';

const SHOWN_MS = 2000;

export function CopyButton({ text, label }: { text: string; label: string }) {
  const [copied, setCopied] = useState(false);
  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Over plain HTTP from another machine there is no clipboard.
      say('The browser does not let this page copy. Select the text instead.', 'bad');
      return;
    }
    setCopied(true);
    say('Copied.');
    setTimeout(() => setCopied(false), SHOWN_MS);
  }
  return (
    <button type="button" class="copy" onClick={copy}>
      <Icon name={copied ? 'check' : 'copy'} />
      <span>{label}</span>
    </button>
  );
}

/** An id in full, to be selected or copied. */
export function Id({ id }: { id: string }) {
  return (
    <span class="id">
      <code>{id}</code>
      <CopyId id={id} />
    </span>
  );
}

function CopyId({ id }: { id: string }) {
  return (
    <button
      type="button"
      class="bare"
      aria-label={`Copy ${id}`}
      title="Copy"
      onClick={() =>
        navigator.clipboard.writeText(id).then(
          () => say('Copied.'),
          () => say('The browser does not let this page copy. Select the text instead.', 'bad'),
        )
      }
    >
      <Icon name="copy" />
    </button>
  );
}
