import { drainBare } from '../bare.ts';
import { startHelper } from '../calls.ts';
import type { RunFigures } from '../deliveries.ts';
import type { BareCalls } from '../processes/bare.ts';
import { judged, type Row, rounded, type Table, textOf } from '../report.ts';
import { roundsWithin } from '../rounds.ts';
import { BATCH, drain, drainWarm, spread, sustain, workloadOf } from '../runs.ts';
import type { Stage } from '../stage.ts';
import { median } from '../statistics.ts';
import { addTenants } from '../tenants.ts';

const KIB = 1024;
const CASES = [
  { kib: 1, endpoints: 100, fanOut: 1, target: 0.5, isMain: true },
  { kib: 1, endpoints: 10_000, fanOut: 1, target: 0.45, isMain: true },
  { kib: 8, endpoints: 100, fanOut: 1, target: 0.5, isMain: false },
  { kib: 8, endpoints: 10_000, fanOut: 1, target: 0.45, isMain: false },
  { kib: 1, endpoints: 100, fanOut: 10, target: null, isMain: false },
  { kib: 1, endpoints: 10_000, fanOut: 10, target: null, isMain: false },
];
type Case = (typeof CASES)[number];

const DELIVERIES = { quick: 2000, default: 40_000, full: 60_000 };
/** Of a case: on a busy machine it gets fewer rounds. */
const BUDGET_MS = { quick: 15_000, default: 140_000, full: 900_000 };
const BASELINE_REQUESTS = { quick: 10_000, default: 20_000, full: 50_000 };

const MODES = ['drain', 'cold drain', 'sustained', 'apart', 'bare'] as const;
type Mode = (typeof MODES)[number];
interface Round {
  run: RunFigures;
  /** Of undici alone, right before. */
  baseline: { perSecond: number; cpuUs: number };
}

export async function throughput(stage: Stage): Promise<Table> {
  const { size, cases, slots } = stage.options;
  const rows: Row[] = [];
  for (const each of CASES) {
    if ((size === 'quick' && !each.isMain) || !new RegExp(cases).test(nameOf(each))) continue;
    const rounds = await measure(stage, each);
    const measured = MODES.filter((mode) => rounds[mode].length > 0);
    const added = measured.map((mode) => rowOf(each, mode, rounds[mode]));
    rows.push(...added);
    for (const row of added) console.log(`throughput: ${row.case}, ${row.mode}: ${textOf(row.ratio)}`);
  }
  return {
    title: 'Throughput',
    note: [
      `Deliveries a second of one process that serves the API and delivers (${slots} slots), as a ratio to undici alone, which sends the same signed requests to the same receiver right before.`,
      'drain: all events were published before the server, which had delivered as many, could read them; from then to the last attempt committed.',
      'cold drain: before the server started; from the server being ready, or the first request if that is earlier.',
      `sustained: published meanwhile over HTTP by eventPublishBatch of ${BATCH}; from the first publish to the last attempt committed.`,
      'apart: sustained, published through an API that is a process of its own.',
      'bare: no Hookline, but the least that loses nothing: one process reads a table, sends with undici and records each attempt in batches, without retries, other workers, limits, turns, encryption, feed, statistics, health or log.',
      'ratio: the median of the rounds, with the least and the most; of the 2nd half of a cold drain: without the seconds in which a new process is slow.',
      'µs: CPU a delivery or request, of the server, of all of PostgreSQL and of undici; in sustained with that of publishing.',
      'others %: the share of the machine that was taken by what is not of this bench; beyond some percent a row says little.',
    ].join('\n'),
    rows,
  };
}

function nameOf({ kib, endpoints, fanOut }: Case): string {
  return `${kib} KiB, ${endpoints} endpoints, fan-out ${fanOut}`;
}

function rowOf(each: Case, mode: Mode, rounds: readonly Round[]): Row {
  const of = (pick: (round: Round) => number) => median(rounds.map(pick));
  const ratios = rounds.map(({ run, baseline }) => run.perSecond / baseline.perSecond);
  const ratio = median(ratios);
  const ofSecondHalf = of(({ run, baseline }) => run.secondHalfPerSecond / baseline.perSecond);
  return {
    case: nameOf(each),
    mode,
    ratio:
      each.target === null || mode === 'bare' ? rounded(ratio, 2) : judged(ratio, { atLeast: each.target }),
    'least–most': `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`,
    '2nd half': mode === 'cold drain' ? rounded(ofSecondHalf, 2) : '–',
    'deliveries/s': Math.round(of(({ run }) => run.perSecond)),
    'undici/s': Math.round(of(({ baseline }) => baseline.perSecond)),
    'server µs': Math.round(of(({ run }) => run.nodeUs)),
    'postgres µs': Math.round(of(({ run }) => run.postgresUs)),
    'undici µs': Math.round(of(({ baseline }) => baseline.cpuUs)),
    'WAL bytes': Math.round(of(({ run }) => run.walBytes)),
    seconds: rounded(
      of(({ run }) => run.seconds),
      1,
    ),
    'others %': Math.round(of(({ run }) => run.othersShare) * 100),
    rounds: rounds.length,
    cut: rounds.filter(({ run }) => run.isCut).length,
  };
}

async function measure(stage: Stage, each: Case): Promise<Record<Mode, Round[]>> {
  const { keyring, origin, options, publisher } = stage;
  await using database = await stage.database();
  const tenants = await addTenants(database.pool, keyring, {
    ...spread(each.endpoints),
    urlPrefix: `${origin}/e`,
  });
  await database.pool.query('vacuum analyze');
  const run = {
    workload: workloadOf(tenants, each.fanOut, each.kib * KIB),
    deliveries: DELIVERIES[options.size],
  };
  const rounds: Record<Mode, Round[]> = { drain: [], 'cold drain': [], sustained: [], apart: [], bare: [] };
  await using api = await database.start('api');
  await using bare = startHelper<BareCalls>(new URL('../processes/bare.ts', import.meta.url));
  const count = each.isMain ? options.rounds : Math.ceil(options.rounds / 2);
  for (const _round of roundsWithin(count, BUDGET_MS[options.size])) {
    const baseline = () => baselineOf(stage, each);
    const cold = await drain(stage, database, api, run, baseline);
    await using server = cold.server;
    rounds['cold drain'].push({ baseline: cold.before, run: cold.figures });
    const warm = await drainWarm(stage, database, { api, server }, run, baseline);
    rounds.drain.push({ baseline: warm.before, run: warm.figures });
    const beforeSustained = await baseline();
    rounds.sustained.push({ baseline: beforeSustained, run: await sustain(stage, database, server, run) });
    if (each.isMain) {
      await publisher.call('disconnect');
      const before = await baseline();
      rounds.apart.push({ baseline: before, run: await sustain(stage, database, server, run, api) });
    }
    await publisher.call('disconnect');
    if (each.isMain) {
      const { endpoints, kib } = each;
      const settings = { deliveries: run.deliveries, endpoints, payloadBytes: kib * KIB };
      const { before, figures } = await drainBare(stage, database, bare, settings, baseline);
      rounds.bare.push({ baseline: before, run: figures });
    }
  }
  return rounds;
}

function baselineOf({ poster, origin, options }: Stage, each: Case): Promise<Round['baseline']> {
  return poster.call('post', {
    origin,
    requests: BASELINE_REQUESTS[options.size],
    slots: options.slots,
    endpoints: each.endpoints,
    payloadBytes: each.kib * KIB,
  });
}
