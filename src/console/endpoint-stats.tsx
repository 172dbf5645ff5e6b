import { useEffect, useState } from 'preact/hooks';
import { useQuery } from './api/queries.ts';
import { EndpointStatsDocument, type EndpointStatsQuery, type StatsBucket } from './generated/graphql.ts';
import { StackedBars } from './parts/chart.tsx';
import { duration, number, percent } from './parts/figures.ts';
import { Section } from './parts/page.tsx';
import { Fault, Skeleton } from './parts/states.tsx';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

interface Window {
  readonly text: string;
  readonly ms: number;
  readonly bucket: StatsBucket;
  readonly format: Intl.DateTimeFormatOptions;
}

const TIME = { hour: '2-digit', minute: '2-digit' } as const;
const DAY = { day: 'numeric', month: 'short' } as const;
/** It begins and ends at the same time of day. */
const WEEKDAY = { weekday: 'short', ...TIME } as const;
/** Buckets of a day are days of UTC: shown in the time of the place, some would have the wrong date. */
const UTC_DAY = { ...DAY, timeZone: 'UTC', timeZoneName: 'short' } as const;
const WINDOWS = [
  { text: '1 h', ms: HOUR_MS, bucket: 'MINUTE', format: TIME },
  { text: '24 h', ms: 24 * HOUR_MS, bucket: 'HOUR', format: WEEKDAY },
  { text: '7 d', ms: 7 * 24 * HOUR_MS, bucket: 'HOUR', format: { ...DAY, ...TIME } },
  { text: '30 d', ms: 30 * 24 * HOUR_MS, bucket: 'DAY', format: UTC_DAY },
] as const satisfies readonly Window[];

/** Rounded to whole minutes, so that the same query is asked for a minute. */
const endOf = (now: number) => Math.ceil((now + 1) / MINUTE_MS) * MINUTE_MS;

export function EndpointStatsSection({ id, changes }: { id: string; changes: number }) {
  const [chosen, setChosen] = useState<Window>(WINDOWS[1]);
  const [until, setUntil] = useState(() => endOf(Date.now()));
  const { data, failure, reload } = useQuery(EndpointStatsDocument, {
    id,
    bucket: chosen.bucket,
    since: new Date(until - chosen.ms).toISOString(),
    until: new Date(until).toISOString(),
  });
  useEffect(() => {
    if (changes === 0) return;
    if (endOf(Date.now()) === until) void reload();
    else setUntil(endOf(Date.now()));
  }, [changes]);
  // What is shown stays until the next answer is there.
  const [shown, setShown] = useState<EndpointStatsQuery | null>(null);
  useEffect(() => {
    if (data) setShown(data);
  }, [data]);
  const stats = (data ?? shown)?.endpoint?.stats;
  const format = new Intl.DateTimeFormat('en-GB', chosen.format);
  return (
    <Section
      title="Statistics"
      tools={
        <fieldset class="segments">
          <legend class="hidden">Window</legend>
          {WINDOWS.map((window) => (
            <button
              key={window.text}
              type="button"
              aria-pressed={window === chosen}
              onClick={() => {
                setShown(null);
                setUntil(endOf(Date.now()));
                setChosen(window);
              }}
            >
              {window.text}
            </button>
          ))}
        </fieldset>
      }
    >
      {failure && <Fault failure={failure} onRetry={() => void reload()} />}
      {stats ? (
        <>
          <Numbers stats={stats} />
          <StackedBars
            label={`Attempts of the last ${chosen.text}`}
            points={stats.series}
            format={(start) => format.format(new Date(start))}
          />
        </>
      ) : (
        !failure && <Skeleton rows={4} />
      )}
    </Section>
  );
}

type Stats = NonNullable<EndpointStatsQuery['endpoint']>['stats'];

function Numbers({ stats }: { stats: Stats }) {
  const tiles = [
    ['Deliveries', number(stats.total), ''],
    ['Success', percent(stats.successRate), ''],
    ['Succeeded', number(stats.succeeded), ''],
    ['Failed', number(stats.failed), stats.failed > 0 ? 'bad-text' : ''],
    ['Waiting', number(stats.pending), ''],
    ['Canceled', number(stats.canceled), ''],
    ['Attempts', number(stats.attempts), ''],
    ['p50', duration(stats.durationMsP50), ''],
    ['p95', duration(stats.durationMsP95), ''],
    ['p99', duration(stats.durationMsP99), ''],
  ] as const;
  return (
    <dl class="tiles">
      {tiles.map(([name, value, tone]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd class={tone}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
