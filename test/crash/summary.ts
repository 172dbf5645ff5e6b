import { FAULTS, type Fault } from './faults.ts';
import type { Finding } from './judge.ts';
import type { RunResult } from './run.ts';

const ROWS_SHOWN = 10;

/** The closing table. */
export function summarize(
  results: readonly RunResult[],
  struck: readonly Fault[],
  seed: number,
  durationMs: number,
): string {
  const total = (of: (result: RunResult) => number) => results.reduce((sum, result) => sum + of(result), 0);
  const ended = (status: string) => total(({ deliveries }) => deliveries[status] ?? 0);
  const takeovers = results.flatMap((result) => result.takeovers);
  const plain = takeovers.filter(({ isPlain }) => isPlain);
  const longest = (waits: readonly number[]) => (waits.length === 0 ? '–' : seconds(Math.max(...waits)));
  const rows: [string, number | string, string][] = [
    ['runs', results.length, `in ${minutes(durationMs)}, --seed ${seed}`],
    ['kills', struck.filter(({ kills }) => kills).length, 'SIGKILL, or PostgreSQL stopped at once'],
    ['other faults', struck.filter(({ kills }) => !kills).length, 'connections cut, SIGTERM'],
    [
      'events',
      total(({ events }) => events),
      `accepted; ${total(({ republished }) => republished)} publishes sent again`,
    ],
    [
      'deliveries',
      total(({ deliveries }) => Object.values(deliveries).reduce((sum, count) => sum + count, 0)),
      `${ended('SUCCEEDED')} succeeded, ${ended('FAILED')} failed after their schedule, ${ended('CANCELED')} canceled`,
    ],
    [
      'attempts',
      total(({ attempts }) => attempts),
      `recorded, of ${total(({ requests }) => requests)} requests`,
    ],
    ['unrecorded', total(({ unrecorded }) => unrecorded), 'requests in flight at a fault, made again'],
    ['duplicates', total(({ duplicates }) => duplicates), 'successes given again, with the same webhook-id'],
    ['lost', total(({ lost }) => lost), 'events or deliveries'],
    [
      'longest takeover',
      longest(plain.map(({ waitMs }) => waitMs)),
      `of ${plain.length}: from a kill to the next attempt, another worker being there`,
    ],
    [
      'amid more faults',
      longest(takeovers.map(({ waitMs }) => waitMs)),
      `of ${takeovers.length}: from the last fault before the next attempt`,
    ],
    [
      'longest settling',
      longest(results.map(({ settledMs }) => settledMs)),
      'from the last fault of a run until nothing waited',
    ],
  ];
  const byKind = FAULTS.map(
    ({ name }) => [name, struck.filter((fault) => fault.name === name).length] as const,
  );
  return [
    ...rows.map(([name, value, note]) => `  ${name.padEnd(18)}${String(value).padStart(9)}   ${note}`),
    '',
    ...byKind
      .filter(([, count]) => count > 0)
      .map(([name, count]) => `  ${String(count).padStart(6)} × ${name}`),
  ].join('\n');
}

export function describeFindings(findings: readonly Finding[], limit = Number.POSITIVE_INFINITY): string {
  return findings
    .map(({ problem, rows }) => {
      const shown = rows.slice(0, limit).map((row) => `    ${typeof row === 'string' ? row : asJson(row)}`);
      const more = rows.length > limit ? [`    … and ${rows.length - limit} more`] : [];
      return [`  ${problem} (${rows.length}):`, ...shown, ...more].join('\n');
    })
    .join('\n');
}

export const shortly = (findings: readonly Finding[]) => describeFindings(findings, ROWS_SHOWN);

function asJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner) => {
    if (inner instanceof Set) return [...inner];
    return typeof inner === 'number' && !Number.isInteger(inner) ? Math.round(inner) : inner;
  });
}

export const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
const minutes = (ms: number) => `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
