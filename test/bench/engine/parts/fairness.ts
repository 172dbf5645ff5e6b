import { setTimeout as delay } from 'node:timers/promises';
import { percentiles, probeLatencies, TIMED_PATH, underLoad } from '../probes.ts';
import { judged, rounded, type Table } from '../report.ts';
import { roundsWithin } from '../rounds.ts';
import { publishAll, spread, workloadOf } from '../runs.ts';
import type { Stage } from '../stage.ts';
import { median } from '../statistics.ts';
import { addTenants } from '../tenants.ts';

const PAYLOAD_BYTES = 1024;
const SAMPLES = { quick: 100, default: 400, full: 1500 };
const ROUNDS = { quick: 1, default: 3, full: 3 };
const BUDGET_MS = { quick: 20_000, default: 80_000, full: 600_000 };
const DUE = { quick: 2000, default: 10_000, full: 20_000 };
const WARM_UP = 30;
const GAP_MS = 6;
const LOAD = { ratePerSecond: 200, batch: 1, connections: 4 };
/** So that its first attempts hang when the others are measured. */
const HANG_MS = 500;
const MOST = 1.5;

interface Variant {
  name: string;
  due: number;
}

export async function fairness(stage: Stage): Promise<Table> {
  const { size } = stage.options;
  const variants: Variant[] = [
    { name: 'without', due: 0 },
    { name: 'with the hanging one', due: DUE[size] },
  ];
  const samples = new Map(variants.map((variant) => [variant, [] as number[][]]));
  for (const _round of roundsWithin(ROUNDS[size], BUDGET_MS[size])) {
    for (const variant of variants) samples.get(variant)?.push(await measure(stage, variant));
  }
  const figures = variants.map((variant) => (samples.get(variant) ?? []).map(percentiles));
  const [without, withHanging] = figures as [(typeof figures)[number], (typeof figures)[number]];
  const ratios = withHanging.map(({ p99 }, round) => p99 / (without[round]?.p99 ?? Number.NaN));
  return {
    title: 'Fairness',
    note: [
      `From the answer to eventPublish to the arrival at healthy endpoints, in ms, while 100 of them get ${LOAD.ratePerSecond} deliveries a second: without and with one more endpoint that hangs until its timeout and has ${DUE[size]} deliveries due.`,
      `${SAMPLES[size]} samples a round, each round on a fresh database, in turns; medians of ${ratios.length} rounds. ratio: of the p99.`,
    ].join('\n'),
    rows: variants.map(({ name }, index) => {
      const of = (key: 'p50' | 'p95' | 'p99') =>
        rounded(median((figures[index] ?? []).map((each) => each[key])), 1);
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

async function measure(stage: Stage, { due }: Variant): Promise<number[]> {
  const { keyring, origin, options, publisher, prober } = stage;
  await using database = await stage.database();
  const { pool } = database;
  const timed = await addTenants(pool, keyring, { organizations: 1, urlPrefix: `${origin}${TIMED_PATH}` });
  const healthy = await addTenants(pool, keyring, { ...spread(100), urlPrefix: `${origin}/e` });
  const hanging = await addTenants(pool, keyring, { ...spread(1), urlPrefix: `${origin}/hang` });
  // Attempts that hang are not waited for at the end.
  await using server = await database.start('serve', { HOOKLINE_SHUTDOWN_SECONDS: '1' });
  const workload = workloadOf(timed, 1, PAYLOAD_BYTES);
  await probeLatencies(stage, server, { workload, events: WARM_UP, gapMs: GAP_MS });
  if (due > 0) {
    const backlog = { workload: workloadOf(hanging, 1, PAYLOAD_BYTES), deliveries: due };
    await publishAll(stage, server, backlog);
    await delay(HANG_MS);
  }
  const load = { ...LOAD, workload: workloadOf(healthy, 1, PAYLOAD_BYTES) };
  const latencies = await underLoad(stage, server, load, () =>
    probeLatencies(stage, server, { workload, events: SAMPLES[options.size], gapMs: GAP_MS }),
  );
  await publisher.call('disconnect');
  await prober.call('disconnect');
  return latencies;
}
