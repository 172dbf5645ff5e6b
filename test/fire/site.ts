import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { openDatabase } from '../../src/db/client.ts';
import { createListener } from '../../src/db/listener.ts';
import { createLiveFeed, type LiveFeed } from '../../src/feed/live.ts';
import { generateKey } from '../../src/keyring.ts';
import { type CutProxy, startCutProxy } from '../crash/proxy.ts';
import { type Supervised, supervise } from '../crash/supervised.ts';
import { createTimeline, type Timeline } from '../crash/timeline.ts';
import { runProgram } from '../support/process.ts';

/** Much more often than in production, so that many are held against what comes after them. */
const CHECKPOINT_MS = 100;

/** An API process and its own way to the database. */
export interface Api extends Supervised {
  readonly proxy: CutProxy;
}

/** What a process holds of the feed, in this process; only what listens goes through the proxy. */
export interface LooseFeed {
  readonly feed: LiveFeed;
  readonly proxy: CutProxy;
}

export interface Site extends AsyncDisposable {
  readonly apis: readonly Api[];
  readonly feeds: readonly LooseFeed[];
  /** Goes past every proxy. */
  readonly pool: pg.Pool;
  readonly timeline: Timeline;
}

export async function startSite(options: {
  databaseUrl: string;
  /** Where processes keep their keys and logs. */
  dataDir: string;
  apis: number;
  feeds: number;
  signal: AbortSignal;
}): Promise<Site> {
  const { databaseUrl, dataDir, signal } = options;
  await using stack = new AsyncDisposableStack();
  const timeline = createTimeline();
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2, application_name: 'fire' });
  pool.on('error', () => undefined);
  stack.defer(() => pool.end());

  const feeds: LooseFeed[] = [];
  for (let number = 0; number < options.feeds; number++) {
    const proxy = stack.use(await startCutProxy(databaseUrl));
    const onError = () => undefined;
    const database = stack.use(openDatabase({ url: databaseUrl, poolSize: 4, onError }));
    const listener = stack.use(await createListener({ url: proxy.url, onError }));
    feeds.push({
      proxy,
      feed: stack.use(createLiveFeed({ database, listener, checkpointMs: CHECKPOINT_MS, onError })),
    });
  }

  const keys = generateKey();
  const apis: Api[] = [];
  for (let number = 1; number <= options.apis; number++) {
    const name = `api-${number}`;
    const folder = join(dataDir, name);
    await mkdir(folder);
    const proxy = stack.use(await startCutProxy(databaseUrl));
    const api = supervise({
      name,
      role: 'api',
      env: {
        DATABASE_URL: proxy.url,
        HOOKLINE_ENCRYPTION_KEYS: keys,
        HOOKLINE_MIGRATE: 'false',
        HOOKLINE_SHUTDOWN_SECONDS: '2',
        HOOKLINE_LOG_FORMAT: 'json',
      },
      dataDir: folder,
      logFile: join(dataDir, `${name}.log`),
      timeline,
    });
    apis.push(Object.assign(stack.use(api), { proxy }));
  }
  for (const api of apis) await api.ready(signal);

  const running = stack.move();
  return { apis, feeds, pool, timeline, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

/** Makes a database's tables, as an operator does. */
export async function migrate(databaseUrl: string, dataDir: string): Promise<void> {
  const env = { DATABASE_URL: databaseUrl, HOOKLINE_ENCRYPTION_KEYS: generateKey() };
  const { code, output } = await runProgram(['migrate'], { env, dataDir });
  if (code !== 0) throw new Error(`hookline migrate ended with ${code}:\n${output}`);
}
