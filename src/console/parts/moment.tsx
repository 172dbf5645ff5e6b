import { signal } from '@preact/signals';

/** Every relative time on the page follows this clock. */
const now = signal(Date.now());
setInterval(() => {
  now.value = Date.now();
}, 5000);

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'always', style: 'narrow' });
const absolute = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'long' });
const STEPS = [
  [60, 1, 'second'],
  [3600, 60, 'minute'],
  [86_400, 3600, 'hour'],
  [Number.POSITIVE_INFINITY, 86_400, 'day'],
] as const;

function sinceNow(at: number): string {
  const seconds = (at - Math.max(now.value, Date.now())) / 1000;
  if (Math.abs(seconds) < 2) return 'now';
  const [, size, unit] = STEPS.find(([below]) => Math.abs(seconds) < below) ?? STEPS[3];
  return relative.format(Math.trunc(seconds / size), unit);
}

/** By the page’s clock: what asks is drawn anew as it goes on. */
export const isPast = (at: string): boolean => Date.parse(at) <= Math.max(now.value, Date.now());

/** What has happened is not yet to come, though the clock here may be behind the server's. */
function textOf(at: string, isDue: boolean): string {
  if (isDue === isPast(at)) return isDue ? 'due now' : 'now';
  return sinceNow(Date.parse(at));
}

/** How long ago, or in how long; the moment itself on hovering. */
export function Moment({
  at,
  none = '–',
  isDue = false,
}: {
  at: string | null | undefined;
  none?: string;
  /** It is to happen: when it is past, it happens at any moment. */
  isDue?: boolean;
}) {
  if (!at) return <span class="quiet">{none}</span>;
  return (
    <time dateTime={at} title={absolute.format(new Date(at))}>
      {textOf(at, isDue)}
    </time>
  );
}

const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

/** The time of day, to the millisecond where order matters. */
export function ClockTime({ at }: { at: string }) {
  const date = new Date(at);
  return (
    <time class="mono" dateTime={at} title={absolute.format(date)}>
      {clock.format(date)}
      <span class="quiet">.{String(date.getMilliseconds()).padStart(3, '0')}</span>
    </time>
  );
}

export const dateTime = (at: string): string => absolute.format(new Date(at));
