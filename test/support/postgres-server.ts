import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../../src/db/embedded.ts';
import { installQueues } from '../../src/queue/boss.ts';
import { prepareTemplate } from './template.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** postgres://… of the run's server, as its superuser, to make databases with. */
    postgresUrl: string;
  }
}

/** Nothing here outlives the run, so nothing needs to survive a power cut. */
const SETTINGS = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  max_connections: '200',
};

/**
 * Starts one PostgreSQL for the whole run, in a folder of its own, and removes both afterwards. With TEST_POSTGRES_URL,
 * of a superuser, the run uses that server, as one of another version, and leaves a template database on it.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_POSTGRES_URL;
  if (given) {
    await prepareTemplate(given, installQueues);
    project.provide('postgresUrl', given);
    return async () => undefined;
  }
  const dataDir = await makeDataDir();
  try {
    const server = await startEmbeddedPostgres({
      dataDir,
      port: 0,
      database: 'postgres',
      settings: SETTINGS,
    });
    await prepareTemplate(server.url, installQueues);
    project.provide('postgresUrl', server.url);
    return async () => {
      await server[Symbol.asyncDispose]();
      await removeDataDir(dataDir);
    };
  } catch (error) {
    await removeDataDir(dataDir);
    throw error;
  }
}

/** An empty data folder that root's PostgreSQL user can reach too. */
export async function makeDataDir(): Promise<string> {
  const dataDir = await realpath(await mkdtemp(join(tmpdir(), 'hookline-test-')));
  await chmod(dataDir, 0o755);
  return dataDir;
}

/** Removes a data folder, and its cluster where that had to be put elsewhere. */
export async function removeDataDir(dataDir: string): Promise<void> {
  const cluster = await realpath(join(dataDir, 'postgres')).catch(() => undefined);
  for (const path of [cluster, dataDir]) if (path) await rm(path, { recursive: true, force: true });
}
