import { readFile } from 'node:fs/promises';
import { createCredentialWatch } from './api/credential-watch.ts';
import { createTokenVerifier } from './api/jwt.ts';
import { type ApiServer, startApiServer } from './api/server.ts';
import type { Config, Secrets } from './config.ts';
import { assertAnswers } from './db/answering.ts';
import { type Database, openDatabase } from './db/client.ts';
import { startEmbeddedPostgres } from './db/embedded.ts';
import { createListener, type Listener } from './db/listener.ts';
import { migrate, pendingMigrations } from './db/migrate.ts';
import { ensurePartitions } from './db/partitions.ts';
import { isBehindPooler } from './db/pooler.ts';
import { openDatabases } from './db/pools.ts';
import { createAddressPolicy } from './delivery/address-policy.ts';
import { readExtraCa } from './delivery/extra-ca.ts';
import { createSender } from './delivery/send.ts';
import { developmentApiKey, developmentEncryptionKeys, developmentKeysFile } from './development.ts';
import { createFindApiKey } from './domain/api-key-reads.ts';
import { loadContentHash } from './domain/content-hash.ts';
import type { Core } from './domain/core.ts';
import { assertKeysFit } from './domain/key-check.ts';
import { createPayloadSchemas } from './domain/payload-schemas.ts';
import { countPublishing } from './domain/publish-count.ts';
import { createStoreShared } from './domain/publish-group.ts';
import { createPublishReads } from './domain/publish-reads.ts';
import { createSigningKeys } from './domain/signing-keys.ts';
import { OperatorError } from './errors.ts';
import { createLiveFeed, type LiveFeed } from './feed/live.ts';
import { startBackgroundJobs } from './jobs/background.ts';
import { startDeliverer } from './jobs/deliver.ts';
import { startRollUp } from './jobs/roll-up.ts';
import { createKeyring, type Keyring } from './keyring.ts';
import type { Logger } from './log.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { startOperatorServer } from './operator-server.ts';
import { installQueues, startBoss } from './queue/boss.ts';

const VERSION = '0.1.0';
const DATABASE_NAME = 'hookline';

export interface Roles {
  /** Serve the API. */
  api: boolean;
  /** Deliver, and do the scheduled work. */
  worker: boolean;
}

export interface AppOptions {
  config: Config;
  secrets: Secrets;
  roles: Roles;
  log: Logger;
  /** What is being done while nothing can be used yet. */
  onProgress?: (message: string) => void;
}

export interface App extends AsyncDisposable {
  readonly core: Core;
  /** Null unless the API is served. */
  readonly api: ApiServer | null;
  readonly feed: LiveFeed | null;
  /** Where metrics and health are served; null unless a setting asks for it. */
  readonly operatorUrl: string | null;
  /** Null in production. */
  readonly developmentKey: string | null;
  readonly databaseUrl: string;
}

/**
 * Builds everything and starts what the roles need; disposing it stops in reverse order. Nothing else in the
 * program puts parts together.
 * @throws OperatorError for what the operator can mend
 */
export async function startApp(options: AppOptions): Promise<App> {
  const { config, secrets, roles, log, onProgress = () => undefined } = options;
  await using stack = new AsyncDisposableStack();
  const url = await databaseUrl(options, stack);
  const warn = (error: Error) => log.warn({ err: error }, 'the database connection met an error');

  if (config.migrate) await prepareDatabase(url, onProgress);
  const metrics = createMetrics(VERSION);
  const { pools, database, workDatabase } = openDatabases({
    url,
    roles,
    poolSize: config.poolSize,
    pooled: secrets.databaseDirectUrl !== secrets.databaseUrl || (await isBehindPooler(url)),
    apiTimeoutMs: config.http.limits.queryTimeoutMs,
    onError: warn,
  });
  for (const [name, { pool }] of pools) metrics.watchPool(name, pool);
  for (const opened of pools.values()) stack.use(opened);
  await assertReady(database);
  let phase: string | null = 'it is starting';
  const unready = async () => phase ?? (await unreadyReason(database));
  const operator =
    config.metrics &&
    stack.use(await startOperatorServer({ address: config.metrics, metrics, log, unreadyReason: unready }));
  const keyring = await openKeyring(options, database);
  const contentHash = await loadContentHash(database.pool, keyring);
  const listenUrl = secrets.databaseDirectUrl ?? url;
  if (listenUrl !== url) await assertAnswers(listenUrl, 'DATABASE_DIRECT_URL');
  const listener = stack.use(
    await createListener({
      url: listenUrl,
      onError: warn,
      hearing: { pool: database.pool, ...hearingLog(log) },
    }),
  );
  onProgress('starting the queue');
  const boss = stack.use(await startBoss({ url, work: roles.worker, onError: warn }));
  const addressPolicy = createAddressPolicy(config.delivery);
  const core: Core = {
    database,
    boss,
    keyring,
    contentHash,
    addressPolicy,
    payloadSchemas: createPayloadSchemas(),
    findApiKey: createFindApiKey(database.pool),
    publishReads: createPublishReads(database.pool),
    storeShared: countPublishing(createStoreShared({ database, boss, keyring, contentHash }), metrics),
  };
  const developmentKey =
    config.mode === 'development' ? await developmentApiKey(database, config.dataDir) : null;

  const workCore = { ...core, database: workDatabase };
  if (roles.worker) await startWorker(options, workCore, listener, metrics, stack);
  const served = roles.api ? await startApi(options, core, listener, metrics, developmentKey, stack) : null;
  phase = null;

  const running = stack.move();
  return {
    core,
    api: served?.api ?? null,
    feed: served?.feed ?? null,
    operatorUrl: operator?.url ?? null,
    developmentKey,
    databaseUrl: url,
    async [Symbol.asyncDispose]() {
      phase = 'it is stopping';
      await running.disposeAsync();
    },
  };
}

/** Brings tables, queues and partitions up to date. Safe when several processes do it at once. */
export async function prepareDatabase(
  url: string,
  onProgress: (message: string) => void,
): Promise<{ applied: string[] }> {
  const migrated = await migrate({ url, onProgress });
  await installQueues(url);
  const database = openDatabase({ url, poolSize: 2, onError: () => undefined });
  await using _ = database;
  await ensurePartitions(database.pool);
  return migrated;
}

/** The server that the settings name, which answers, or the embedded one, started or shared. @throws OperatorError */
export async function databaseUrl(
  { config, secrets, onProgress }: AppOptions,
  stack: AsyncDisposableStack,
): Promise<string> {
  if (secrets.databaseUrl !== null) {
    await assertAnswers(secrets.databaseUrl, 'DATABASE_URL');
    return secrets.databaseUrl;
  }
  if (config.mode === 'production') {
    throw new OperatorError(
      'No database is named: DATABASE_URL is not set, and the embedded PostgreSQL is for development.',
      'Set DATABASE_URL to postgres://user:password@host:port/database.',
    );
  }
  const postgres = await startEmbeddedPostgres({
    dataDir: config.dataDir,
    port: config.embeddedPort ?? 0,
    database: DATABASE_NAME,
    ...(onProgress && { onProgress }),
  });
  return stack.use(postgres).url;
}

/** @throws OperatorError when migrations are pending or the database does not answer */
export async function assertReady(database: Database): Promise<void> {
  const reason = await unreadyReason(database);
  if (reason)
    throw new OperatorError(
      `The database cannot be used: ${reason}.`,
      'Run `hookline migrate`, or set HOOKLINE_MIGRATE=true.',
    );
}

async function unreadyReason({ pool }: Database): Promise<string | null> {
  try {
    const pending = await pendingMigrations({ pool });
    if (pending.length > 0) return `migrations are pending: ${pending.join(', ')}`;
    await pool.query('select 1 from pgboss.version');
    return null;
  } catch (error) {
    return `it does not answer (${(error as { code?: string }).code ?? 'unknown error'})`;
  }
}

/** The keys that the settings give, which are the ones of this database. @throws OperatorError */
export async function openKeyring({ config, secrets }: AppOptions, database: Database): Promise<Keyring> {
  const keyring = await readKeys(config, secrets);
  await assertKeysFit(database.pool, keyring);
  return keyring;
}

async function readKeys(config: Config, secrets: Secrets): Promise<Keyring> {
  if (secrets.encryptionKeys !== null) return createKeyring(secrets.encryptionKeys);
  const file = config.encryptionKeysFile;
  if (file !== null) return createKeyring(await readKeysFile(file), file);
  if (config.mode === 'development') {
    const { dataDir } = config;
    return createKeyring(await developmentEncryptionKeys(dataDir), developmentKeysFile(dataDir));
  }
  throw new OperatorError(
    'HOOKLINE_ENCRYPTION_KEYS is not set: payloads and secrets are stored encrypted only.',
    'Make a key with `echo "k1:$(openssl rand -base64 32)"`, keep it safe, and set it, or HOOKLINE_ENCRYPTION_KEYS_FILE.',
  );
}

async function readKeysFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new OperatorError(
      `The encryption keys cannot be read from ${file} (${(error as NodeJS.ErrnoException).code}).`,
      'Correct HOOKLINE_ENCRYPTION_KEYS_FILE, or let this user read the file.',
    );
  }
}

async function startWorker(
  { config, secrets, log }: AppOptions,
  core: Core,
  listener: Listener,
  metrics: Metrics,
  stack: AsyncDisposableStack,
): Promise<void> {
  const { database, boss, keyring, addressPolicy: policy } = core;
  const { caFile, nameServers, proxyResolvesNames: resolvesNames } = config.delivery;
  const extraCa = caFile === null ? [] : await readExtraCa(caFile);
  const url = secrets.deliveryProxyUrl;
  const proxy = url === null ? null : { url, resolvesNames };
  const userAgent = `Hookline/${VERSION}`;
  const sender = stack.use(createSender({ policy, userAgent, extraCa, nameServers, proxy }));
  await startBackgroundJobs(core, { ...config.delivery, retention: config.retention, log, metrics });
  stack.use(startRollUp(database, log));
  const deliverer = startDeliverer({
    ...config.delivery,
    database,
    boss,
    keyring,
    listener,
    log,
    metrics,
    sender,
    signingKeys: createSigningKeys(keyring),
    shutdownMs: config.shutdownMs,
  });
  stack.defer(() => deliverer.stop());
  metrics.watchDeliverer(() => deliverer.load());
}

async function startApi(
  { config, secrets, log }: AppOptions,
  core: Core,
  listener: Listener,
  metrics: Metrics,
  developmentKey: string | null,
  stack: AsyncDisposableStack,
): Promise<{ api: ApiServer; feed: LiveFeed }> {
  const feed = stack.use(
    createLiveFeed({
      database: core.database,
      listener,
      onItemSent: () => metrics.feedItemSent(),
      onError: (error) => log.warn({ err: error }, 'the feed could not be read'),
    }),
  );
  metrics.watchSubscribers(() => feed.subscriberCount);
  const { database } = core;
  const credentials = stack.use(
    createCredentialWatch({
      database,
      listener,
      onError: (error) =>
        log.warn({ err: error }, 'open subscriptions could not be checked for revoked keys'),
    }),
  );
  const sharedSecret = secrets.jwtSharedSecret;
  const tokens = config.jwt && createTokenVerifier({ config: config.jwt, sharedSecret, database, log });
  const api = await startApiServer({
    ...config.http,
    shutdownMs: config.shutdownMs,
    services: { core, feed, credentials, tokens, log, metrics },
    log,
    developmentKey,
    unreadyReason: () => unreadyReason(core.database),
  });
  return { api: stack.use(api), feed };
}

/** What the operator is told, once each time. */
function hearingLog(log: Logger): { onDeaf: () => void; onMended: () => void } {
  return {
    onDeaf: () =>
      log.warn(
        'notifications of the database do not come through, most likely for a pooler in transaction mode: work is looked for every second instead, and the feed four times a second; set DATABASE_DIRECT_URL to the address of the database itself',
      ),
    onMended: () => log.info('notifications of the database come through again'),
  };
}
