import { setTimeout as delay } from 'node:timers/promises';
import { rounded, type Table } from '../report.ts';
import { spread, sustain, workloadOf } from '../runs.ts';
import type { Stage } from '../stage.ts';
import { median } from '../statistics.ts';
import { addTenants } from '../tenants.ts';
import { residentBytesOf } from '../usage.ts';
import { ENDPOINTS_PER_ORGANIZATION } from '../workload.ts';

const PAYLOAD_BYTES = 1024;
const DELIVERIES = { quick: 5000, default: 100_000, full: 1_000_000 };
const TIMEOUT_MS = { quick: 20_000, default: 60_000, full: 1_200_000 };
const SETTLED_MS = 1000;
const SAMPLE_MS = 200;
const MIB = 1024 * 1024;

export async function memory(stage: Stage): Promise<Table> {
  const { keyring, origin, options, publisher } = stage;
  await using database = await stage.database();
  const tenants = await addTenants(database.pool, keyring, { ...spread(100), urlPrefix: `${origin}/e` });
  await using server = await database.start('serve');
  await delay(SETTLED_MS);
  const atStart = residentBytesOf(server.pid);
  const samples: number[] = [];
  const sampler = setInterval(() => samples.push(residentBytesOf(server.pid)), SAMPLE_MS);
  const figures = await sustain(stage, database, server, {
    workload: workloadOf(tenants, ENDPOINTS_PER_ORGANIZATION, PAYLOAD_BYTES),
    deliveries: DELIVERIES[options.size],
    timeoutMs: TIMEOUT_MS[options.size],
  }).finally(() => clearInterval(sampler));
  await publisher.call('disconnect');
  const quarter = (number: number) =>
    median(samples.slice(((number - 1) * samples.length) / 4, (number * samples.length) / 4));
  const mib = (bytes: number) => Math.round(bytes / MIB);
  return {
    title: 'Memory',
    note: `Resident MiB of one process that serves the API and delivers: ${figures.deliveries} deliveries to 100 endpoints in ${Math.round(figures.seconds)} s${figures.isCut ? ' (cut)' : ''}, published meanwhile, 10 for each event. flat: the last quarter of the time to the second one.`,
    rows: [
      {
        'at start': mib(atStart),
        '1st quarter': mib(quarter(1)),
        '2nd quarter': mib(quarter(2)),
        '3rd quarter': mib(quarter(3)),
        '4th quarter': mib(quarter(4)),
        most: mib(Math.max(...samples)),
        flat: rounded(quarter(4) / quarter(2), 2),
        'deliveries/s': Math.round(figures.perSecond),
      },
    ],
  };
}
