import { useState } from 'preact/hooks';
import { Icon } from './icon.tsx';
import { say } from './say.tsx';

const SHOWN_MS = 2000;

/** @returns whether it is in the clipboard now, after saying so or why not */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Over plain HTTP from another machine there is no clipboard.
    say('The browser does not let this page copy. Select the text instead.', 'bad');
    return false;
  }
  say('Copied.');
  return true;
}

export function CopyButton({ text, label }: { text: string; label: string }) {
  const [copied, setCopied] = useState(false);
  async function onCopy() {
    if (!(await copy(text))) return;
    setCopied(true);
    setTimeout(() => setCopied(false), SHOWN_MS);
  }
  return (
    <button type="button" class="copy" onClick={onCopy}>
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
    <button type="button" class="bare" aria-label={`Copy ${id}`} title="Copy" onClick={() => void copy(id)}>
      <Icon name="copy" />
    </button>
  );
}
