import type { Job } from 'pg-boss';
import { expect, it } from 'vitest';
import { forEachJob } from '../../../src/jobs/work.ts';

const jobs = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: String(index), data: index }) as unknown as Job<number>);

it('jobs that are done several at once wait for none that takes long', async () => {
  const done: number[] = [];
  const othersDone = Promise.withResolvers<void>();
  await forEachJob(jobs(5), 2, async ({ data }) => {
    if (data === 0) await othersDone.promise;
    done.push(data);
    if (done.length === 4) othersDone.resolve();
  });
  expect(done).toEqual([1, 2, 3, 4, 0]);
});

it('a job that fails is told of once the others are done', async () => {
  const done: number[] = [];
  const doing = forEachJob(jobs(4), 1, async ({ data }) => {
    if (data % 2 === 0) throw new Error(`no ${data}`);
    done.push(data);
  });
  await expect(doing).rejects.toMatchObject({
    message: '2 of 4 failed',
    errors: [{ message: 'no 0' }, { message: 'no 2' }],
  });
  expect(done).toEqual([1, 3]);
});

it('a job that fails alone is told of too: its queue would else hold it for done', async () => {
  const doing = forEachJob(jobs(3), 2, async ({ data }) => {
    if (data === 1) throw new Error('no 1');
  });
  await expect(doing).rejects.toMatchObject({ message: '1 of 3 failed', errors: [{ message: 'no 1' }] });
});
