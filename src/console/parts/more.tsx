import type { ComponentChildren } from 'preact';

/** Fields of a form that may be put away. */
export function More({
  title,
  isOpen,
  children,
}: {
  title: string;
  /** At first. */
  isOpen: boolean;
  children: ComponentChildren;
}) {
  return (
    <details
      open={isOpen}
      // The browser refuses a field before the form is sent, and says so at the field alone, if that can be seen.
      onInvalidCapture={(event) => {
        event.currentTarget.open = true;
      }}
    >
      <summary>{title}</summary>
      {children}
    </details>
  );
}
