import { chmod, mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../../src/db/embedded.ts';
import { filesIn } from '../../src/db/embedded-files.ts';
import { runningServer, stopServer } from '../../src/db/embedded-process.ts';
import { tryProcessLock } from '../../src/db/process-lock.ts';
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

/** The folders of runs are called so, and those of tests, which end what they start themselves, are not. */
const OF_RUN = 'hookline-run-';

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
  await endLeftServers();
  const dataDir = await makeDataDir(OF_RUN);
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

/** Ends the servers of runs that were killed, or whose terminal was closed: nobody else knows of them, and each keeps its memory. */
export async function endLeftServers(parent = tmpdir()): Promise<void> {
  for (const name of await readdir(parent)) {
    if (!name.startsWith(OF_RUN)) continue;
    const dataDir = join(parent, name);
    const { cluster, ownerLock } = filesIn(dataDir);
    const path = await realpath(cluster).catch(() => undefined);
    // Another user's cannot be looked into.
    const server = path && (await runningServer(path).catch(() => undefined));
    if (!server) continue;
    // A run that goes on holds it from before its server runs until that has ended.
    using ownership = tryProcessLock(ownerLock);
    if (!ownership) continue;
    await stopServer(path, server.pid);
    await removeDataDir(dataDir);
  }
}

/** An empty data folder that root's PostgreSQL user can reach too. */
export async function makeDataDir(beginning = 'hookline-test-', parent = tmpdir()): Promise<string> {
  const dataDir = await realpath(await mkdtemp(join(parent, beginning)));
  await chmod(dataDir, 0o755);
  return dataDir;
}

/** Removes a data folder, and its cluster where that had to be put elsewhere. */
export async function removeDataDir(dataDir: string): Promise<void> {
  const cluster = await realpath(join(dataDir, 'postgres')).catch(() => undefined);
  for (const path of [cluster, dataDir]) if (path) await rm(path, { recursive: true, force: true });
}
