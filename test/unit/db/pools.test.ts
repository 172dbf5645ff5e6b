import { describe, expect, it } from 'vitest';
import { SILENT_AFTER_MS } from '../../../src/db/client.ts';
import { openDatabases } from '../../../src/db/pools.ts';

const SIZE = 10;
const both = { api: true, worker: true };

describe('the pools of a process', () => {
  it.each([
    { roles: both, pooled: false, names: ['api', 'worker'] },
    { roles: both, pooled: true, names: ['shared'] },
    { roles: { api: true, worker: false }, pooled: false, names: ['api'] },
    { roles: { api: false, worker: true }, pooled: false, names: ['worker'] },
  ])(
    'share its connections, and give up those that have fallen silent: $names',
    async ({ names, ...roles }) => {
      await using stack = new AsyncDisposableStack();
      const { pools, database, workDatabase } = openDatabases({
        url: 'postgres://nobody@127.0.0.1/none',
        poolSize: SIZE,
        apiTimeoutMs: 1000,
        onError: () => undefined,
        ...roles,
      });
      for (const opened of pools.values()) stack.use(opened);
      expect([...pools.keys()]).toEqual(names);
      expect(new Set([database, workDatabase])).toEqual(new Set(pools.values()));
      const options = [...pools.values()].map(
        ({ pool }) => pool.options as { max: number; query_timeout?: number },
      );
      expect(options.reduce((sum, { max }) => sum + max, 0)).toBe(SIZE);
      expect(options.map(({ query_timeout }) => query_timeout)).toEqual(names.map(() => SILENT_AFTER_MS));
    },
  );

  it('have two connections each at least', async () => {
    await using stack = new AsyncDisposableStack();
    const url = 'postgres://nobody@127.0.0.1/none';
    const options = { url, roles: both, pooled: false, apiTimeoutMs: 1000, onError: () => undefined };
    const { pools } = openDatabases({ ...options, poolSize: 2 });
    for (const opened of pools.values()) stack.use(opened);
    expect([...pools.values()].map(({ pool }) => pool.options.max)).toEqual([2, 2]);
  });
});
