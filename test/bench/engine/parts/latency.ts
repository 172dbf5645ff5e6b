import { percentiles, probeLatencies, TIMED_PATH, underLoad } from '../probes.ts';
import { judged, type Row, rounded, type Table } from '../report.ts';
import { spread, sustain, workloadOf } from '../runs.ts';
import type { Stage } from '../stage.ts';
import { addTenants } from '../tenants.ts';

const PAYLOAD_BYTES = 1024;
const SAMPLES = { quick: 100, default: 300, full: 2000 };
const WARM_UP = 30;
const LOAD_DELIVERIES = { quick: 2000, default: 10_000, full: 30_000 };
const LOAD_BATCH = 20;
const GAP_MS = 15;
const TARGETS = { p50: { atMost: 10 }, p99: { atMost: 40 } };

export async function latency(stage: Stage): Promise<Table> {
  const { keyring, origin, options } = stage;
  await using database = await stage.database();
  const timed = await addTenants(database.pool, keyring, {
    organizations: 1,
    urlPrefix: `${origin}${TIMED_PATH}`,
  });
  const others = await addTenants(database.pool, keyring, { ...spread(100), urlPrefix: `${origin}/e` });
  await using server = await database.start('serve');
  const workload = workloadOf(timed, 1, PAYLOAD_BYTES);
  const probe = (events: number) => probeLatencies(stage, server, { workload, events, gapMs: GAP_MS });
  await probe(WARM_UP);
  const idle = percentiles(await probe(SAMPLES[options.size]));

  const load = { workload: workloadOf(others, 1, PAYLOAD_BYTES), deliveries: LOAD_DELIVERIES[options.size] };
  const { perSecond } = await sustain(stage, database, server, load);
  const ratePerSecond = Math.round(perSecond / 2);
  const background = { workload: load.workload, ratePerSecond, batch: LOAD_BATCH, connections: 4 };
  const loaded = percentiles(await underLoad(stage, server, background, () => probe(SAMPLES[options.size])));
  await stage.publisher.call('disconnect');
  await stage.prober.call('disconnect');
  const row = (name: string, { p50, p95, p99 }: typeof idle): Row => ({
    case: name,
    'p50 ms': rounded(p50, 1),
    'p95 ms': rounded(p95, 1),
    'p99 ms': rounded(p99, 1),
  });
  return {
    title: 'Latency',
    note: [
      'From the answer to eventPublish to the arrival of the request, in ms; 1 KiB, one endpoint. Below zero: the request came before the answer did.',
      `${SAMPLES[options.size]} samples each, one publish at a time. Half load: ${ratePerSecond} deliveries a second besides, to 100 other endpoints, half of what was sustained right before.`,
    ].join('\n'),
    rows: [
      {
        ...row('idle', idle),
        'p50 ms': judged(idle.p50, TARGETS.p50, 1),
        'p99 ms': judged(idle.p99, TARGETS.p99, 1),
      },
      row('half load', loaded),
    ],
  };
}
