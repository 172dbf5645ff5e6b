import { startHelper } from '../calls.ts';
import type { PublishFigures } from '../processes/publisher.ts';
import type { RivalCalls } from '../processes/rival.ts';
import { type Row, rounded, type Table } from '../report.ts';
import { roundsWithin } from '../rounds.ts';
import { BATCH, spread, workloadOf } from '../runs.ts';
import type { Stage } from '../stage.ts';
import { median, percentile } from '../statistics.ts';
import { addTenants } from '../tenants.ts';

const PAYLOAD_BYTES = 1024;
const EVENTS_MAX = 1_000_000;
const RUN_MS = { quick: 800, default: 1500, full: 10_000 };
const INSERTED = { quick: 2000, default: 10_000, full: 50_000 };
const BUDGET_MS = { quick: 10_000, default: 45_000, full: 600_000 };
const INSERT_CONNECTIONS = 4;
const KINDS = [
  { name: 'single, 64 connections', batch: 1, connections: 64 },
  { name: `batches of ${BATCH}, 4 connections`, batch: BATCH, connections: 4 },
];

interface Round {
  hookline: PublishFigures;
  yoga: PublishFigures;
  insertedPerSecond: number;
}

export async function publish(stage: Stage): Promise<Table> {
  const { keyring, origin, options, publisher } = stage;
  await using rival = startHelper<RivalCalls>(new URL('../processes/rival.ts', import.meta.url));
  const rivalUrl = `http://127.0.0.1:${await rival.call('serve')}`;
  await using database = await stage.database();
  const tenants = await addTenants(database.pool, keyring, { ...spread(100), urlPrefix: `${origin}/e` });
  await database.pool.query('vacuum analyze');
  await using api = await database.start('api');
  const workload = workloadOf(tenants, 1, PAYLOAD_BYTES);
  const rounds = new Map(KINDS.map((kind) => [kind, [] as Round[]]));
  // The first round warms up. On a busy machine, where it is the only one, nothing is told.
  for (const round of roundsWithin(options.rounds + 1, BUDGET_MS[options.size])) {
    for (const kind of KINDS) {
      const run = { ...kind, workload, events: EVENTS_MAX, timeoutMs: RUN_MS[options.size] };
      const hookline = await publisher.call('publish', { ...run, url: api.url, key: api.key });
      const yoga = await publisher.call('publish', { ...run, url: rivalUrl, key: 'none' });
      const inserted = await rival.call('insert', {
        databaseUrl: database.url,
        encryptionKeys: database.encryptionKeys,
        workload,
        endpointUuids: tenants.endpointUuids,
        events: INSERTED[options.size],
        batch: BATCH,
        connections: INSERT_CONNECTIONS,
      });
      if (round > 0) rounds.get(kind)?.push({ hookline, yoga, insertedPerSecond: inserted.perSecond });
    }
  }
  await publisher.call('disconnect');
  return {
    title: 'Publish',
    note: [
      'Events a second, accepted durably by an API process over HTTP; 1 KiB, 100 endpoints, each event for one of them; nothing is delivered meanwhile. Medians of rounds.',
      'to Yoga: ratio to a bare Yoga that answers a constant mutation of the same shape, asked by the same client.',
      `to inserts: ratio to the same rows (event, payload, delivery) by multi-row inserts of ${BATCH} over ${INSERT_CONNECTIONS} connections, with nothing around them.`,
      'single asks for the event’s id, batches for what became of each event.',
    ].join('\n'),
    rows: KINDS.map((kind) => rowOf(kind.name, rounds.get(kind) ?? [])),
  };
}

function rowOf(name: string, rounds: readonly Round[]): Row {
  const of = (pick: (round: Round) => number) => median(rounds.map(pick));
  return {
    case: name,
    'events/s': Math.round(of(({ hookline }) => rateOf(hookline))),
    'Yoga/s': Math.round(of(({ yoga }) => rateOf(yoga))),
    'to Yoga': rounded(
      of(({ hookline, yoga }) => rateOf(hookline) / rateOf(yoga)),
      2,
    ),
    'inserts/s': Math.round(of(({ insertedPerSecond }) => insertedPerSecond)),
    'to inserts': rounded(
      of(({ hookline, insertedPerSecond }) => rateOf(hookline) / insertedPerSecond),
      2,
    ),
    'p50 ms': rounded(
      of(({ hookline }) => percentile(hookline.latenciesMs, 0.5)),
      1,
    ),
    'p99 ms': rounded(
      of(({ hookline }) => percentile(hookline.latenciesMs, 0.99)),
      1,
    ),
  };
}

function rateOf({ events, startMs, endMs }: PublishFigures): number {
  return (events / (endMs - startMs)) * 1000;
}
