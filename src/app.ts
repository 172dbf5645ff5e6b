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
import { createSender } from './delivery/send.ts';
import { developmentApiKey, developmentEncryptionKeys, developmentKeysFile } from './development.ts';
import { createFindApiKey } from './domain/api-key-reads.ts';
import { loadContentHash } from './domain/content-hash.ts';
import type { Core } from './domain/core.ts';
import { assertKeysFit } from './domain/key-check.ts';
import { createPayloadSchemas } from './domain/payload-schemas.ts';
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
  const pooled = secrets.databaseDirectUrl !== secrets.databaseUrl;
  const database = stack.use(
    openDatabase({
      url,
      poolSize: config.poolSize,
      pooled,
      // The scheduled work may take its time, and a pooler would pass the setting on to others.
      ...(!roles.worker &&
        secrets.databaseDirectUrl === secrets.databaseUrl && {
          statementTimeoutMs: config.http.limits.queryTimeoutMs,
        }),
      onError: warn,
    }),
  );
  await assertReady(database);
  const keyring = await openKeyring(options, database);
  const contentHash = await loadContentHash(database.pool, keyring);
  const listenUrl = secrets.databaseDirectUrl ?? url;
  if (listenUrl !== url) await assertAnswers(listenUrl, 'DATABASE_DIRECT_URL');
  const listener = stack.use(await createListener({ url: listenUrl, onError: warn }));
  onProgress('starting the queue');
  const boss = stack.use(await startBoss({ url, work: roles.worker, onError: warn }));
  const addressPolicy = { allowLoopback: config.delivery.allowLoopback };
  const core: Core = {
    database,
    boss,
    keyring,
    contentHash,
    addressPolicy,
    payloadSchemas: createPayloadSchemas(),
    findApiKey: createFindApiKey(database.pool),
    publishReads: createPublishReads(database.pool),
    storeShared: createStoreShared({ database, boss, keyring, contentHash }),
  };
  const developmentKey =
    config.mode === 'development' ? await developmentApiKey(database, config.dataDir) : null;

  if (roles.worker) await startWorker(options, core, listener, stack);
  const served = roles.api ? await startApi(options, core, listener, developmentKey, stack) : null;

  const running = stack.move();
  return {
    core,
    api: served?.api ?? null,
    feed: served?.feed ?? null,
    developmentKey,
    databaseUrl: url,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
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
  { config, log }: AppOptions,
  core: Core,
  listener: Listener,
  stack: AsyncDisposableStack,
): Promise<void> {
  const { database, boss, keyring, addressPolicy } = core;
  const sender = stack.use(createSender({ policy: addressPolicy, userAgent: `Hookline/${VERSION}` }));
  await startBackgroundJobs(core, { ...config.delivery, log });
  stack.use(startRollUp(database, log));
  const deliverer = startDeliverer({
    ...config.delivery,
    database,
    boss,
    keyring,
    listener,
    log,
    sender,
    signingKeys: createSigningKeys(keyring),
    shutdownMs: config.shutdownMs,
  });
  stack.defer(() => deliverer.stop());
}

async function startApi(
  { config, secrets, log }: AppOptions,
  core: Core,
  listener: Listener,
  developmentKey: string | null,
  stack: AsyncDisposableStack,
): Promise<{ api: ApiServer; feed: LiveFeed }> {
  const feed = stack.use(
    createLiveFeed({
      database: core.database,
      listener,
      onError: (error) => log.warn({ err: error }, 'the feed could not be read'),
    }),
  );
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
    services: { core, feed, credentials, tokens, log },
    log,
    developmentKey,
    unreadyReason: () => unreadyReason(core.database),
  });
  return { api: stack.use(api), feed };
}
