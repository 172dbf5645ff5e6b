import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { runningServer, stopServer } from '../../src/db/embedded-process.ts';
import { pendingMigrations } from '../../src/db/migrate.ts';
import { createTestDatabase } from '../support/database.ts';
import { endLeftServers, makeDataDir, removeDataDir } from '../support/postgres-server.ts';

const CHILD = fileURLToPath(new URL('../support/embedded-child.ts', import.meta.url));

describe('createTestDatabase', () => {
  it('gives each caller a migrated database of its own, and drops it', async () => {
    const databases = await Promise.all([createTestDatabase(), createTestDatabase()]);
    expect(new Set(databases.map((database) => database.url)).size).toBe(2);
    for (const database of databases) {
      expect(await pendingMigrations(database)).toEqual([]);
      await database[Symbol.asyncDispose]();
      const invalidCatalogName = '3D000';
      await expect(pendingMigrations(database)).rejects.toMatchObject({ code: invalidCatalogName });
    }
  });

  it('fails the test that leaves a connection open, and names it', async () => {
    const database = await createTestDatabase();
    const client = new pg.Client({ connectionString: database.url, application_name: 'forgetful' });
    const terminated = new Promise((resolve) => client.on('error', resolve));
    await client.connect();
    await client.query('select 42');
    await expect(database[Symbol.asyncDispose]()).rejects.toThrow('forgetful (idle): select 42');
    await terminated;
  });
});

/** A run in a folder of its own, as far as its server goes. */
async function startRun(parent: string) {
  const dataDir = await makeDataDir('hookline-run-', parent);
  const child = spawn(process.execPath, [CHILD, dataDir], { stdio: ['pipe', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  const cluster = await realpath(join(dataDir, 'postgres'));
  return { child, cluster, ended: once(child, 'exit') };
}

describe('a run that was killed', () => {
  it('leaves its server to the next one, which ends it, and no other', async () => {
    await using stack = new AsyncDisposableStack();
    const parent = stack.adopt(await makeDataDir(), removeDataDir);
    const runs = await Promise.all([startRun(parent), startRun(parent)]);
    for (const { child, cluster } of runs)
      stack.defer(async () => {
        child.kill('SIGKILL');
        const server = await runningServer(cluster);
        if (server) await stopServer(cluster, server.pid);
      });
    const [killed, other] = runs;
    killed.child.kill('SIGKILL');
    await killed.ended;
    expect(await runningServer(killed.cluster)).toBeDefined();

    await endLeftServers(parent);
    expect(await runningServer(killed.cluster)).toBeUndefined();
    expect(await runningServer(other.cluster)).toBeDefined();
    other.child.stdin.end();
    await other.ended;
  });
});
