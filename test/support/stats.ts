import type { GraphqlClient } from './client.ts';

/** What the API says of a window. */
export interface Stats {
  since: string;
  until: string;
  bucket: string;
  total: number;
  succeeded: number;
  failed: number;
  canceled: number;
  pending: number;
  attempts: number;
  successRate: number | null;
  durationMsP50: number | null;
  durationMsP95: number | null;
  durationMsP99: number | null;
  series: { start: string; succeeded: number; failed: number; attempts: number }[];
}

export interface StatsArgs {
  since?: string;
  until?: string;
  bucket?: 'MINUTE' | 'HOUR' | 'DAY';
}

export const STATS = `stats(since: $since, until: $until, bucket: $bucket) {
  since until bucket total succeeded failed canceled pending attempts successRate
  durationMsP50 durationMsP95 durationMsP99 series { start succeeded failed attempts } }`;
export const STATS_VARIABLES = '$since: DateTime, $until: DateTime, $bucket: StatsBucket = HOUR';

/** The statistics of an endpoint or an organization, by its id. */
export async function statsOf(client: GraphqlClient, id: string, args: StatsArgs = {}): Promise<Stats> {
  const { node } = await client.data<{ node: { stats: Stats } }>(
    `query ($id: ID!, ${STATS_VARIABLES}) { node(id: $id) { ... on Endpoint { ${STATS} } ... on Organization { ${STATS} } } }`,
    { id, ...args },
  );
  return node.stats;
}

/** The numbers that are not zero. */
export function countsOf({ total, succeeded, failed, canceled, pending, attempts }: Stats): Partial<Stats> {
  const counts = { total, succeeded, failed, canceled, pending, attempts };
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0));
}
