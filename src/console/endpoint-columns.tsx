import { may, organizationId } from './api/session.ts';
import type { EndpointRowFragment } from './generated/graphql.ts';
import { DISABLED_REASONS, EndpointBadge } from './parts/badge.tsx';
import type { Point } from './parts/bar.tsx';
import { number, percent } from './parts/figures.ts';
import { Moment } from './parts/moment.tsx';
import { Sparkline } from './parts/sparkline.tsx';
import type { Column } from './parts/table.tsx';
import { PATHS } from './paths.ts';

const OF_STATS = new Set(['Last 24 h', 'Succeeded']);

/** Of the attempts: a delivery that is still retried has not failed yet, its endpoint has. */
function shareSucceeded(points: readonly Point[]): number | null {
  const succeeded = points.reduce((sum, point) => sum + point.succeeded, 0);
  const failed = points.reduce((sum, point) => sum + point.failed, 0);
  return succeeded + failed === 0 ? null : succeeded / (succeeded + failed);
}

export const ENDPOINT_COLUMNS: readonly Column<EndpointRowFragment>[] = [
  {
    head: 'Endpoint',
    kind: 'main',
    cell: (row) => (
      <>
        <a class="strong clamp" href={PATHS.endpoint(row.id)} title={row.name ? undefined : row.url}>
          {row.name ?? row.url}
        </a>
        {row.name && (
          <div class="quiet clamp" title={row.url}>
            {row.url}
          </div>
        )}
        {may('ADMIN') && organizationId.value === null && <div class="quiet">{row.organization.name}</div>}
      </>
    ),
  },
  {
    head: 'Status',
    cell: (row) => (
      <>
        <EndpointBadge status={row.status} />
        {row.disabledReason && (
          <div class="quiet">{DISABLED_REASONS[row.disabledReason] ?? row.disabledReason}</div>
        )}
      </>
    ),
  },
  {
    head: 'Receives',
    cell: ({ eventPatterns }) => <Patterns patterns={eventPatterns} />,
  },
  {
    head: 'Last 24 h',
    cell: ({ stats }) => stats && <Sparkline points={stats.series} span="24 hours" />,
  },
  {
    head: 'Succeeded',
    kind: 'number',
    cell: ({ stats }) => stats && percent(shareSucceeded(stats.series)),
  },
  {
    head: 'Health',
    kind: 'wide',
    cell: (row) => <Health row={row} />,
  },
  { head: 'Last delivery', cell: ({ lastDeliveryAt }) => <Moment at={lastDeliveryAt} none="never" /> },
];

const PATTERNS_SHOWN = 2;

function Patterns({ patterns }: { patterns: readonly string[] }) {
  if (patterns.length === 0) return <span>all events</span>;
  const more = patterns.length - PATTERNS_SHOWN;
  return (
    <span class="patterns" title={patterns.join('\n')}>
      {patterns.slice(0, PATTERNS_SHOWN).map((pattern) => (
        <code key={pattern}>{pattern}</code>
      ))}
      {more > 0 && <span class="quiet">+{more}</span>}
    </span>
  );
}

function Health({ row }: { row: EndpointRowFragment }) {
  if (!row.failingSince) return <span class="quiet">{row.lastDeliveryAt ? 'no failures' : '–'}</span>;
  return (
    <>
      <span class="bad-text">
        {number(row.consecutiveFailures)} {row.consecutiveFailures === 1 ? 'failure' : 'failures'} since{' '}
        <Moment at={row.failingSince} />
      </span>
      {row.lastError && <div class="quiet clamp">{row.lastError}</div>}
    </>
  );
}

/** For a key that may not see how deliveries fare. */
export const COLUMNS_WITHOUT_STATS = ENDPOINT_COLUMNS.filter(({ head }) => !OF_STATS.has(head));
