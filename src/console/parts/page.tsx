import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** Where somebody arrives, the keyboard begins at the top. */
let isArrival = true;

export const focusHeading = (): void =>
  document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });

/** A page names itself in the window's title, and takes the focus when one comes to it from another. */
export function Page({
  title,
  heading,
  actions,
  children,
}: {
  title: string;
  /** When it is more than the title. */
  heading?: ComponentChildren;
  actions?: ComponentChildren;
  children: ComponentChildren;
}) {
  const element = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Hookline`;
  }, [title]);
  useEffect(() => {
    if (isArrival) {
      isArrival = false;
      return;
    }
    if (document.activeElement === document.body || document.activeElement?.closest('header nav, main')) {
      element.current?.focus({ preventScroll: true });
    }
  }, []);
  return (
    <main id="main" tabIndex={-1}>
      <div class="heading">
        <h1 ref={element} tabIndex={-1}>
          {heading ?? title}
        </h1>
        {actions && <div class="buttons">{actions}</div>}
      </div>
      {children}
    </main>
  );
}

export function Section({
  title,
  tools,
  children,
}: {
  title: string;
  tools?: ComponentChildren;
  children: ComponentChildren;
}) {
  return (
    <section>
      <div class="section-head">
        <h2>{title}</h2>
        {tools && <div class="buttons">{tools}</div>}
      </div>
      {children}
    </section>
  );
}

/** Names and values; what is null is left out. */
export function Facts({ facts }: { facts: readonly (readonly [string, ComponentChildren])[] }) {
  return (
    <dl class="facts">
      {facts
        .filter(([, value]) => value !== null && value !== undefined && value !== false)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
