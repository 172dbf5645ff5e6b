import { existsSync } from 'node:fs';
import { readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { filesIn } from '../../src/db/embedded-files.ts';
import { runningServer, stopServer } from '../../src/db/embedded-process.ts';
import { tryProcessLock } from '../../src/db/process-lock.ts';
import { makeDataDir, removeDataDir } from '../support/postgres-server.ts';
import { spawnProgram, startProgram } from '../support/process.ts';
import { blocked, eventually } from '../support/waiting.ts';

// Each test starts processes with a PostgreSQL of their own, and a busy machine takes seconds for one.
vi.setConfig({ testTimeout: 60_000 });

/** The server that runs in a data folder; undefined: none does. */
async function serverIn(dataDir: string) {
  const cluster = await realpath(filesIn(dataDir).cluster).catch(() => undefined);
  const server = cluster && (await runningServer(cluster));
  return server ? { cluster, ...server } : undefined;
}

/** A data folder that is gone after the test, together with whatever server still runs in it. */
async function dataDirForTest(): Promise<string> {
  const dataDir = await makeDataDir();
  onTestFinished(async () => {
    const left = await serverIn(dataDir);
    if (left) await stopServer(left.cluster, left.pid);
    await removeDataDir(dataDir);
  });
  return dataDir;
}

/** Of a killed process, for the next one to take over: one that a test can make its tasks wait in. */
async function serverOfNobody() {
  const dataDir = await dataDirForTest();
  await using killed = await startProgram('worker', { dataDir });
  killed.kill('SIGKILL');
  await killed.ended;
  const password = (await readFile(filesIn(dataDir).password, 'utf8')).trim();
  const { port } = (await serverIn(dataDir)) ?? {};
  const pool = new pg.Pool({
    connectionString: `postgres://postgres:${password}@127.0.0.1:${port}/hookline`,
  });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => void client.on('error', () => undefined));
  onTestFinished(() => pool.end());
  return { dataDir, pool };
}

describe('a task that started the embedded PostgreSQL stops it', () => {
  it('when SIGINT ends its wait for another process that migrates', async () => {
    const { dataDir, pool } = await serverOfNobody();
    await pool.query('delete from _prisma_migrations');
    const other = await pool.connect();
    await other.query('select pg_advisory_lock(4170301220)');
    await using task = await spawnProgram(['migrate'], { dataDir });
    while (!task.output.includes('waiting for another process that is migrating')) await task.spoke();
    task.kill('SIGINT');
    expect(await task.ended, task.output).toBe('SIGINT');
    expect(task.output).toContain('SIGINT: stopped before it was done');
    expect(await serverIn(dataDir)).toBeUndefined();
    other.release(true);
  });

  it('when SIGTERM ends it between two steps', async () => {
    const { dataDir, pool } = await serverOfNobody();
    const other = await pool.connect();
    await other.query('begin; lock table content_hash_key');
    await using task = await spawnProgram(['keys', 'rotate'], { dataDir });
    await blocked(pool, 1);
    task.kill('SIGTERM');
    await other.query('rollback');
    expect(await task.ended, task.output).toBe('SIGTERM');
    expect(task.output).toContain('SIGTERM: stopped before it was done');
    expect(task.printed).toBe('');
    expect(await serverIn(dataDir)).toBeUndefined();
    other.release(true);
  });

  it('when SIGHUP comes too late for what it does', async () => {
    const { dataDir, pool } = await serverOfNobody();
    const other = await pool.connect();
    await other.query('begin; lock table api_key');
    await using task = await spawnProgram(['admin-key'], { dataDir });
    await blocked(pool, 1);
    task.kill('SIGHUP');
    await other.query('rollback');
    expect(await task.ended, task.output).toBe(0);
    expect(task.printed).toMatch(/^hk_[\w-]+\n$/);
    expect(await serverIn(dataDir)).toBeUndefined();
    other.release(true);
  });
});

describe('Ctrl-C on the first start', () => {
  it.each([
    ['serve', 0],
    ['migrate', 'SIGINT'],
  ])('of %s leaves initdb to its end, and then no server', async (command, code) => {
    const dataDir = await dataDirForTest();
    await using program = await spawnProgram([command], { dataDir, asInTerminal: true });
    const { cluster } = filesIn(dataDir);
    await eventually('initdb to be at work', async () =>
      [`${cluster}.new`, cluster].some((path) => existsSync(join(path, 'PG_VERSION'))) ? true : undefined,
    );
    program.kill('SIGINT');
    expect(await program.ended, program.output).toBe(code);
    expect(program.output).toContain('SIGINT: stopped before it was');
    expect(await readFile(join(cluster, 'PG_VERSION'), 'utf8')).toMatch(/^\d+\n$/);
    expect(await serverIn(dataDir)).toBeUndefined();
  });
});

it('a start that waits for another process to start or stop PostgreSQL says so, and ends at SIGTERM', async () => {
  const dataDir = await dataDirForTest();
  using _other = tryProcessLock(filesIn(dataDir).startLock);
  await using program = await spawnProgram(['serve'], { dataDir });
  while (!program.output.includes('waiting for another process that starts or stops')) await program.spoke();
  program.kill('SIGTERM');
  expect(await program.ended, program.output).toBe(0);
  expect(program.output).toContain('SIGTERM: stopped before it was ready');
});
