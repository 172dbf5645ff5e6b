import { startHelper } from '../calls.ts';
import type { JobRates, JobsCalls } from '../processes/jobs.ts';
import type { Table } from '../report.ts';
import type { Stage } from '../stage.ts';
import { median } from '../statistics.ts';

const JOBS = { quick: 5000, default: 20_000, full: 100_000 };
const BATCH = 200;
const CONSUMERS = 4;

export async function queue(stage: Stage): Promise<Table> {
  const { options } = stage;
  const jobs = JOBS[options.size];
  await using helper = startHelper<JobsCalls>(new URL('../processes/jobs.ts', import.meta.url));
  await using database = await stage.database();
  const rounds: JobRates[] = [];
  for (let round = 0; round < options.rounds; round++)
    rounds.push(
      await helper.call('run', { databaseUrl: database.url, jobs, batch: BATCH, consumers: CONSUMERS }),
    );
  return {
    title: 'pg-boss alone',
    note: `Jobs a second that do nothing: ${jobs} of them inserted 1,000 at a time, then fetched ${BATCH} at a time and completed by ${CONSUMERS} consumers of one process. Medians of ${rounds.length} rounds.`,
    rows: [
      {
        'inserted/s': Math.round(median(rounds.map(({ inserted }) => inserted))),
        'fetched and completed/s': Math.round(median(rounds.map(({ completed }) => completed))),
      },
    ],
  };
}
