import { availableParallelism } from 'node:os';
import type { Helper } from './calls.ts';
import type { RunFigures } from './deliveries.ts';
import type { BareCalls } from './processes/bare.ts';
import type { Stage, StageDatabase } from './stage.ts';

const US_PER_SECOND = 1e6;

/**
 * Has the least that loses nothing deliver what waits, on the same PostgreSQL and to the same receiver.
 * @param between what is to be done when that is there, as measuring what it is compared with
 */
export async function drainBare<Before>(
  { origin, options }: Stage,
  database: StageDatabase,
  bare: Helper<BareCalls>,
  run: { deliveries: number; endpoints: number; payloadBytes: number },
  between: () => Promise<Before>,
): Promise<{ figures: RunFigures; before: Before }> {
  const { deliveries } = run;
  const settings = { ...run, databaseUrl: database.url, origin, slots: options.slots };
  await bare.call('fill', settings);
  const before = await between();
  const start = await readMeter(database);
  const { seconds, cpuUs } = await bare.call('deliver', settings);
  const end = await readMeter(database);
  const perSecond = deliveries / seconds;
  const figures = {
    deliveries,
    seconds,
    perSecond,
    secondHalfPerSecond: perSecond,
    nodeUs: cpuUs / deliveries,
    postgresUs: (end.postgres - start.postgres) / deliveries,
    walBytes: (end.wal - start.wal) / deliveries,
    othersShare: Math.max(0, end.others - start.others) / (seconds * US_PER_SECOND * availableParallelism()),
    isCut: false,
  };
  return { figures, before };
}

async function readMeter(database: StageDatabase) {
  return {
    wal: await database.walBytes(),
    postgres: database.postgresCpuUs(),
    others: database.othersCpuUs(),
  };
}
