import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { may } from '../api/session.ts';
import type { Scope } from '../generated/graphql.ts';
import { isSecond } from './double-click.ts';
import { Icon, type IconName } from './icon.tsx';
import { focusHeading } from './page.tsx';
import { say } from './say.tsx';

/**
 * A button for an act. What forbids it is said: the button stays in the order of the keyboard, and tells why
 * it does nothing.
 */
export function ActButton({
  scope,
  forbidden,
  busy = false,
  icon,
  kind = '',
  onAct,
  children,
}: {
  scope: Scope;
  /** Why not now, beside the scope. */
  forbidden?: string | null;
  busy?: boolean;
  icon?: IconName;
  kind?: 'primary' | 'danger' | '';
  onAct: () => void;
  children: ComponentChildren;
}) {
  const id = useId();
  const element = useRef<HTMLButtonElement>(null);
  useLayoutEffect(
    () => () => {
      // An act may take its own button away: the keyboard goes on at the page’s name, which says what it came to.
      if (document.activeElement === element.current) focusHeading();
    },
    [],
  );
  const reason = may(scope) ? (forbidden ?? null) : `Your key lacks the scope ${scope}.`;
  return (
    <>
      <button
        ref={element}
        type="button"
        class={kind}
        aria-disabled={reason !== null || busy}
        aria-describedby={reason ? id : undefined}
        title={reason ?? undefined}
        onKeyDown={(event) => {
          // Held down it would do and undo, like pausing and resuming, as long as it is held.
          if (event.repeat && event.key === 'Enter') event.preventDefault();
        }}
        onClick={(event) => {
          if (reason) say(reason, 'bad');
          else if (!busy && !isSecond(event)) onAct();
        }}
      >
        {icon && <Icon name={icon} />}
        {children}
      </button>
      {reason && (
        <span id={id} class="hidden">
          {reason}
        </span>
      )}
    </>
  );
}
