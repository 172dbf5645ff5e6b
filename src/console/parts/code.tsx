import type { ComponentChildren } from 'preact';

/** Text as it is. It may scroll, hence it takes the focus: else the keyboard could not move it. */
export function Code({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls
    <pre class="code" role="group" aria-label={label} tabIndex={0}>
      {children}
    </pre>
  );
}
