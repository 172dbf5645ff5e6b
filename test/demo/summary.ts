import { faultOf } from './faults.ts';
import type { EventRecord } from './ledger.ts';

/** The closing table. @param durationMs from the first publish to the last delivery */
export function summarize(records: readonly EventRecord[], durationMs: number): string {
  const attempts = records.flatMap((record) => record.attempts);
  const failed = attempts.filter(({ outcome }) => outcome !== 'SUCCEEDED');
  const faults = records.flatMap(({ index, requests }) =>
    index === null || requests === 0 ? [] : (faultOf(index) ?? []),
  );
  const requests = sum(records.map((record) => record.requests));
  const verified = sum(records.map((record) => record.verified));
  const latencies = records
    .flatMap(({ publishedMs, firstRequestMs }) =>
      firstRequestMs === null ? [] : firstRequestMs - publishedMs,
    )
    .sort((a, b) => a - b);
  const rows: [string, number | string, string][] = [
    ['published', records.length, 'GitHub webhooks, each accepted by eventPublish'],
    ['delivered', records.filter(isDelivered).length, 'taken by the receiver, which answered 200'],
    ['attempts', attempts.length, 'as the deliveryFeed told them'],
    ['retries', attempts.filter(({ attemptNumber }) => attemptNumber > 1).length, 'attempts after the first'],
    ['failed on purpose', faults.length, `by the receiver: ${tally(faults)}`],
    ['failed attempts', failed.length, `recorded as: ${tally(failed.map(({ outcome }) => outcome))}`],
    ['verified signatures', verified, `of ${requests} requests, by the library standardwebhooks`],
    ['latency p50', milliseconds(percentile(latencies, 0.5)), 'from sending eventPublish'],
    ['latency p95', milliseconds(percentile(latencies, 0.95)), 'to the first request at the receiver'],
    ['duration', `${(durationMs / 1000).toFixed(1)} s`, 'from the first eventPublish to the last delivery'],
  ];
  const lines = rows.map(
    ([name, value, note]) => `  ${name.padEnd(20)}${String(value).padStart(9)}   ${note}`,
  );
  return lines.join('\n');
}

/** Why the demo has failed, or null when all that was published was delivered and every signature verified. */
export function shortfall(records: readonly EventRecord[], expected: number): string | null {
  const unverified = sum(records.map(({ requests, verified }) => requests - verified));
  if (unverified > 0) return `${count(unverified, 'signature was', 'signatures were')} refused.`;
  if (records.length < expected) return `Only ${records.length} of ${expected} events were published.`;
  const open = records.filter((record) => !isDelivered(record));
  if (open.length === 0) return null;
  const next = open.flatMap(({ attempts }) => attempts.at(-1)?.nextAttemptAt ?? []).sort()[0];
  const when = next === undefined ? '' : ` The next attempt is due at ${next}.`;
  return `${count(open.length, 'event was', 'events were')} not delivered: ${tally(open.map(({ status }) => status))}.${when}`;
}

const isDelivered = ({ status }: EventRecord) => status === 'SUCCEEDED';
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const count = (value: number, one: string, many: string) => `${value} ${value === 1 ? one : many}`;
const milliseconds = (value: number | undefined) => (value === undefined ? '–' : `${value.toFixed(0)} ms`);

/** Like "33 × REJECTED, 8 × TIMED_OUT". */
function tally(words: readonly string[]): string {
  const counts = [...new Set(words)].map(
    (word) => [word, words.filter((other) => other === word).length] as const,
  );
  return (
    counts
      .sort(([word, number], [otherWord, other]) => other - number || word.localeCompare(otherWord))
      .map(([word, number]) => `${number} × ${word}`)
      .join(', ') || 'none'
  );
}

/** By nearest rank. */
function percentile(sorted: readonly number[], share: number): number | undefined {
  return sorted[Math.ceil(sorted.length * share) - 1];
}
