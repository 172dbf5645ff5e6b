import { describe, expect, it, vi } from 'vitest';
import { type FireOptions, type FireResult, performRun } from '../fire/run.ts';
import { fireSeed } from '../fire/seed.ts';
import { summarize } from '../fire/summary.ts';
import { createTestDatabase } from '../support/database.ts';
import { makeDataDir, removeDataDir } from '../support/postgres-server.ts';

// A few seconds of what `npm run test:fire` does for minutes. Each run has another seed, unless FIRE_SEED names one.
vi.setConfig({ testTimeout: 150_000 });

const WRITERS = 8;

async function underFire(
  options: Pick<FireOptions, 'seconds' | 'apis' | 'feeds' | 'followers'>,
): Promise<FireResult> {
  const seed = fireSeed();
  const dataDir = await makeDataDir();
  try {
    await using database = await createTestDatabase();
    const { signal } = new AbortController();
    const run = { ...options, databaseUrl: database.url, dataDir, seed, writers: WRITERS, signal };
    const result = await performRun(run);
    console.log(`FIRE_SEED=${seed}, ${options.seconds} s\n${summarize(result, WRITERS)}`);
    return result;
  } finally {
    await removeDataDir(dataDir);
  }
}

const NOTHING_WRONG = { findings: [], gaps: 0, behind: 0, repeats: 0, reordered: 0, strange: 0 };

describe('what each subscriber received is what is committed and matches, each item once and in order', () => {
  it('however writers overlap, subscribers come and go, and listening connections are lost', async () => {
    const result = await underFire({ seconds: 4, apis: 0, feeds: 3, followers: 16 });
    expect(result).toMatchObject(NOTHING_WRONG);
    expect(result.struck.listenerLosses).toBeGreaterThan(0);
    expect(result.disconnects).toBeGreaterThan(0);
    expect(result.written.rolledBack).toBeGreaterThan(0);
  });

  it('also over WebSocket and server-sent events while API processes are killed', async () => {
    const result = await underFire({ seconds: 7, apis: 2, feeds: 1, followers: 6 });
    expect(result).toMatchObject(NOTHING_WRONG);
    expect(result.struck.kills).toBeGreaterThan(0);
    expect(result.losses).toBeGreaterThan(0);
  });
});
