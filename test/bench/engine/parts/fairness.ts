import { setTimeout as delay } from 'node:timers/promises';
import { percentiles, probeLatencies, TIMED_PATH, underLoad } from '../probes.ts';
import { judged, rounded, type Table } from '../report.ts';
import { roundsWithin } from '../rounds.ts';
import { publishAll, spread, sustain, workloadOf } from '../runs.ts';
import type { Stage } from '../stage.ts';
import { median } from '../statistics.ts';
import { addTenants } from '../tenants.ts';

const PAYLOAD_BYTES = 1024;
const SAMPLES = { quick: 100, default: 1000, full: 1500 };
const ROUNDS = { quick: 1, default: 3, full: 3 };
const BUDGET_MS = { quick: 20_000, default: 80_000, full: 600_000 };
const DUE = { quick: 2000, default: 10_000, full: 20_000 };
const WARM_UP = 30;
const GAP_MS = 6;
const LOAD = { ratePerSecond: 200, batch: 1, connections: 4 };
/** So that its first attempts hang when the others are measured. */
const HANG_MS = 500;
const MOST = 1.5;

export async function fairness(stage: Stage): Promise<Table> {
  const { size } = stage.options;
  const rounds: [without: Figures, withHanging: Figures][] = [];
  for (const _round of roundsWithin(ROUNDS[size], BUDGET_MS[size])) rounds.push(await measure(stage));
  const ratios = rounds.map(([without, withHanging]) => withHanging.p99 / without.p99);
  return {
    title: 'Fairness',
    note: [
      `From the answer to eventPublish to the arrival at healthy endpoints, in ms, while 100 of them get ${LOAD.ratePerSecond} deliveries a second: without and then with one more endpoint that hangs until its timeout and has ${DUE[size]} deliveries due. As many were delivered before.`,
      `${SAMPLES[size]} samples a round, each round on a fresh database and server; medians of ${ratios.length} rounds. ratio: of the p99.`,
    ].join('\n'),
    rows: ['without', 'with the hanging one'].map((name, index) => {
      const of = (key: keyof Figures) =>
        rounded(median(rounds.map((round) => (round[index] as Figures)[key])), 1);
      return {
        case: name,
        'p50 ms': of('p50'),
        'p95 ms': of('p95'),
        'p99 ms': of('p99'),
        ratio: index === 0 ? '' : judged(median(ratios), { atMost: MOST }),
      };
    }),
  };
}

type Figures = ReturnType<typeof percentiles>;

async function measure(stage: Stage): Promise<[without: Figures, withHanging: Figures]> {
  const { keyring, origin, options, publisher, prober } = stage;
  const { size } = options;
  await using database = await stage.database();
  const { pool } = database;
  const timed = await addTenants(pool, keyring, { organizations: 1, urlPrefix: `${origin}${TIMED_PATH}` });
  const healthy = await addTenants(pool, keyring, { ...spread(100), urlPrefix: `${origin}/e` });
  const hanging = await addTenants(pool, keyring, { ...spread(1), urlPrefix: `${origin}/hang` });
  // Attempts that hang are not waited for at the end.
  await using server = await database.start('serve', { HOOKLINE_SHUTDOWN_SECONDS: '1' });
  const toHealthy = workloadOf(healthy, 1, PAYLOAD_BYTES);
  const workload = workloadOf(timed, 1, PAYLOAD_BYTES);
  const latencies = async () =>
    percentiles(
      await underLoad(stage, server, { ...LOAD, workload: toHealthy }, () =>
        probeLatencies(stage, server, { workload, events: SAMPLES[size], gapMs: GAP_MS }),
      ),
    );

  // A process that has just started is slow, with and without anything that hangs.
  await sustain(stage, database, server, { workload: toHealthy, deliveries: DUE[size] });
  await probeLatencies(stage, server, { workload, events: WARM_UP, gapMs: GAP_MS });
  const without = await latencies();
  await publishAll(stage, server, {
    workload: workloadOf(hanging, 1, PAYLOAD_BYTES),
    deliveries: DUE[size],
  });
  await delay(HANG_MS);
  const withHanging = await latencies();
  await publisher.call('disconnect');
  await prober.call('disconnect');
  return [without, withHanging];
}
