import { useRef } from 'preact/hooks';
import { Failure } from '../api/client.ts';
import { ago } from '../api/queries.ts';
import { Choice, type Option } from './filters.tsx';
import { useTyped } from './typed.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** How an address says it, and for how long it is. */
const WINDOWS = [
  { value: '1h', label: 'Last hour', ms: HOUR_MS },
  { value: '24h', label: 'Last 24 hours', ms: 24 * HOUR_MS },
  { value: '7d', label: 'Last 7 days', ms: 7 * 24 * HOUR_MS },
] as const;
const RANGE = 'range';
const CHOICES: readonly Option[] = [...WINDOWS, { value: RANGE, label: 'From – to…' }];

/** Of an address: a time before now, or a span, whose moments are those of UTC, as the next reader may be elsewhere. */
type Query = Readonly<Record<string, string | undefined>>;

/** What a list is to be filtered by: a span, or how many milliseconds before now; or why that cannot be. */
export function timesOf({ within, since, until }: Query): {
  within: number | undefined;
  span: { since?: string; until?: string };
  wrong: Failure | null;
} {
  const window = WINDOWS.find(({ value }) => value === within);
  if (window) return { within: window.ms, span: {}, wrong: null };
  const span = { ...(since && { since }), ...(until && { until }) };
  return { within: undefined, span, wrong: wrongOf(within, span) };
}

/** What the server would not refuse: the first it never comes to know, and to the second it would find nothing. */
function wrongOf(within: string | undefined, { since, until }: { since?: string; until?: string }) {
  if (within) {
    const known = WINDOWS.map(({ value }) => value).join(', ');
    return new Failure(
      'BAD_REQUEST',
      `The address asks for the time “${within}”, which is none of ${known}.`,
    );
  }
  if (since && until && Date.parse(since) >= Date.parse(until)) {
    return new Failure('BAD_REQUEST', '“from” is not before “to”: nothing lies between them.');
  }
  return null;
}

/** When something was made, by what the address says. @param onQuery takes what is to stand there instead */
export function TimeFilter({ query, onQuery }: { query: Query; onQuery: (query: Query) => void }) {
  const { within, span } = timesOf(query);
  const fields = useRef<HTMLFieldSetElement>(null);
  // Who empties one types another: it is not taken away meanwhile.
  const isTyping = fields.current?.contains(document.activeElement) ?? false;
  const isShown = within === undefined && (Object.keys(span).length > 0 || isTyping);
  const set = (change: Query) =>
    onQuery({ ...query, within: undefined, since: undefined, until: undefined, ...change });
  return (
    <>
      <Choice
        label="Time"
        any="Any time"
        value={isShown ? RANGE : query.within}
        options={CHOICES}
        onChoose={(value) => {
          if (value === RANGE) set({ since: minuteOf(ago(within ?? 24 * HOUR_MS)) });
          else set({ within: value });
        }}
      />
      {isShown && (
        <fieldset ref={fields} class="span">
          <legend class="hidden">Time, in {zone()}</legend>
          <MomentField label="from" at={span.since} onAt={(since) => set({ ...span, since })} />
          <MomentField label="to" at={span.until} onAt={(until) => set({ ...span, until })} />
          <span class="quiet">{zone()}</span>
        </fieldset>
      )}
    </>
  );
}

function MomentField({
  label,
  at,
  onAt,
}: {
  label: string;
  at: string | undefined;
  onAt: (at: string | undefined) => void;
}) {
  const [text, setText] = useTyped(toLocal(at), (typed) => {
    // The year 202 is one that is being typed.
    if (!typed.startsWith('0')) onAt(typed === '' ? undefined : new Date(typed).toISOString());
  });
  return (
    <label>
      {label}{' '}
      <input
        type="datetime-local"
        // Else a year may have six digits.
        max="9999-12-31T23:59"
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
    </label>
  );
}

const zone = () => new Intl.DateTimeFormat().resolvedOptions().timeZone;

const minuteOf = (at: string) => new Date(Math.floor(Date.parse(at) / MINUTE_MS) * MINUTE_MS).toISOString();

/** As its field takes it: the time of the place, without the zone. */
function toLocal(at: string | undefined): string {
  const ms = at === undefined ? Number.NaN : Date.parse(at);
  if (Number.isNaN(ms)) return '';
  const local = new Date(ms - new Date(ms).getTimezoneOffset() * MINUTE_MS).toISOString();
  return local.slice(0, local.endsWith(':00.000Z') ? 16 : 23);
}
