import { PgBoss } from 'pg-boss';
import { answerCalls } from '../calls.ts';
import { nowMs } from '../clock.ts';

const QUEUE = 'bench-noop';
const INSERT_BATCH = 1000;

export interface JobRates {
  inserted: number;
  completed: number;
}

// What pg-boss itself can do on this machine when the jobs do nothing.
const calls = {
  /** @returns jobs a second */
  async run(options: {
    databaseUrl: string;
    jobs: number;
    batch: number;
    consumers: number;
  }): Promise<JobRates> {
    const { jobs, batch, consumers } = options;
    const boss = new PgBoss({
      connectionString: options.databaseUrl,
      max: consumers,
      migrate: false,
      supervise: false,
      schedule: false,
    });
    boss.on('error', (error: Error) => console.error(error));
    await boss.start();
    await boss.createQueue(QUEUE, { partition: true });
    let startMs = nowMs();
    for (let made = 0; made < jobs; made += INSERT_BATCH)
      await boss.insert(
        QUEUE,
        Array.from({ length: Math.min(INSERT_BATCH, jobs - made) }, () => ({})),
      );
    const inserted = (jobs / (nowMs() - startMs)) * 1000;
    startMs = nowMs();
    let completed = 0;
    const consumer = async () => {
      for (;;) {
        const fetched = await boss.fetch(QUEUE, { batchSize: batch });
        if (fetched.length === 0) return;
        await boss.complete(
          QUEUE,
          fetched.map(({ id }) => id),
        );
        completed += fetched.length;
      }
    };
    await Promise.all(Array.from({ length: consumers }, consumer));
    const rate = (completed / (nowMs() - startMs)) * 1000;
    await boss.deleteQueue(QUEUE);
    await boss.stop({ graceful: false });
    return { inserted, completed: rate };
  },
};
export type JobsCalls = typeof calls;
answerCalls(calls);
