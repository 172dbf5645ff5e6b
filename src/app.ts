import manifest from '../package.json' with { type: 'json' };
import { createCredentialWatch } from './api/credential-watch.ts';
import { createTokenVerifier } from './api/jwt.ts';
import { type ApiServer, startApiServer } from './api/server.ts';
import { createListener, type Listener } from './db/listener.ts';
import { isBehindPooler } from './db/pooler.ts';
import { openDatabases } from './db/pools.ts';
import { assertReady, createReadiness } from './db/readiness.ts';
import { createAddressPolicy } from './delivery/address-policy.ts';
import { readExtraCa } from './delivery/extra-ca.ts';
import { createSender } from './delivery/send.ts';
import { developmentApiKey } from './development.ts';
import { createFindApiKey } from './domain/api-key-reads.ts';
import { createNoteKeyUse } from './domain/api-key-use.ts';
import { loadContentHash } from './domain/content-hash.ts';
import type { Core } from './domain/core.ts';
import { createPayloadSchemas } from './domain/payload-schemas.ts';
import { countPublishing } from './domain/publish-count.ts';
import { createStoreShared } from './domain/publish-group.ts';
import { createPublishReads } from './domain/publish-reads.ts';
import { createSigningKeys } from './domain/signing-keys.ts';
import { createLiveFeed, type LiveFeed } from './feed/live.ts';
import { startBackgroundJobs } from './jobs/background.ts';
import { startClockWatch } from './jobs/clock-watch.ts';
import { startDeliverer } from './jobs/deliver.ts';
import { startRollUp } from './jobs/roll-up.ts';
import type { Logger } from './log.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { startOperatorServer } from './operator-server.ts';
import {
  assertGivenKeys,
  openKeyring,
  type Preparation,
  prepareDatabase,
  reachDatabase,
  sessionUrl,
} from './prepare.ts';
import { startBoss } from './queue/boss.ts';

const { version } = manifest;

export interface Roles {
  /** Serve the API. */
  api: boolean;
  /** Deliver, and do the scheduled work. */
  worker: boolean;
}

export interface AppOptions extends Preparation {
  roles: Roles;
  log: Logger;
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
 * @throws OperatorError for what the operator can mend; AbortError when `signal` ended it
 */
export async function startApp(options: AppOptions): Promise<App> {
  const { config, roles, log, onProgress = () => undefined, signal } = options;
  await using stack = new AsyncDisposableStack();
  // Before anything is done to a database that could not be served then.
  await assertGivenKeys(options);
  const addressPolicy = createAddressPolicy(config.delivery);
  const { caFile } = config.delivery;
  const extraCa = roles.worker && caFile !== null ? await readExtraCa(caFile) : [];
  const url = await reachDatabase(options, stack);
  const warn = (error: Error) => log.warn({ err: error }, 'the database connection met an error');

  const directUrl = await sessionUrl(options, url);
  if (config.migrate) await prepareDatabase(directUrl, onProgress, signal);
  const metrics = createMetrics(version);
  const { pools, database, workDatabase } = openDatabases({
    url,
    roles,
    poolSize: config.poolSize,
    pooled: directUrl !== url || (await isBehindPooler(url)),
    apiTimeoutMs: config.http.limits.queryTimeoutMs,
    onError: warn,
  });
  for (const [name, { pool }] of pools) metrics.watchPool(name, pool);
  for (const opened of pools.values()) stack.use(opened);
  await assertReady(database, roles.worker);
  let phase: string | null = 'it is starting';
  const unreadyReason = createReadiness(database);
  const unready = async () => phase ?? (await unreadyReason());
  const operator =
    config.metrics &&
    stack.use(await startOperatorServer({ address: config.metrics, metrics, log, unreadyReason: unready }));
  const keyring = await openKeyring(options, database);
  const contentHash = await loadContentHash(database.pool, keyring);
  const listener = stack.use(
    await createListener({
      url: directUrl,
      onError: warn,
      hearing: { pool: database.pool, ...hearingLog(log) },
    }),
  );
  onProgress('starting the queue');
  const boss = stack.use(await startBoss({ url, work: roles.worker, onError: warn }));
  const core: Core = {
    database,
    boss,
    keyring,
    contentHash,
    addressPolicy,
    payloadSchemas: createPayloadSchemas(),
    findApiKey: createFindApiKey(database.pool),
    noteKeyUse: createNoteKeyUse(database.pool),
    publishReads: createPublishReads(database.pool),
    storeShared: countPublishing(
      createStoreShared({
        database,
        boss,
        keyring,
        contentHash,
        giveUpMs: config.http.limits.queryTimeoutMs,
      }),
      metrics,
    ),
  };
  const developmentKey = config.mode === 'development' ? await developmentApiKey(core, config.dataDir) : null;

  const workCore = { ...core, database: workDatabase };
  if (roles.worker) await startWorker({ ...options, extraCa }, workCore, listener, metrics, stack);
  const served = roles.api
    ? await startApi({ ...options, unreadyReason }, core, listener, metrics, developmentKey, stack)
    : null;
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

async function startWorker(
  { config, secrets, log, extraCa }: AppOptions & { extraCa: readonly string[] },
  core: Core,
  listener: Listener,
  metrics: Metrics,
  stack: AsyncDisposableStack,
): Promise<void> {
  const { database, boss, keyring, addressPolicy: policy } = core;
  const { nameServers, proxyResolvesNames: resolvesNames } = config.delivery;
  const url = secrets.deliveryProxyUrl;
  const proxy = url === null ? null : { url, resolvesNames };
  const userAgent = `Hookline/${version}`;
  const sender = stack.use(createSender({ policy, userAgent, extraCa, nameServers, proxy }));
  await startBackgroundJobs(core, { ...config.delivery, retention: config.retention, log, metrics });
  stack.use(startRollUp(database, log));
  stack.use(startClockWatch(database, log));
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
  { config, secrets, log, unreadyReason }: AppOptions & { unreadyReason: () => Promise<string | null> },
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
    developmentKey,
    unreadyReason,
  });
  return { api: stack.use(api), feed };
}

/** Tells the operator, once each time, that notifications stopped coming through or come through again. */
function hearingLog(log: Logger): { onDeaf: () => void; onMended: () => void } {
  return {
    onDeaf: () =>
      log.warn(
        'notifications of the database do not come through, most likely for a pooler in transaction mode: work is looked for every second instead, and the feed four times a second; set DATABASE_DIRECT_URL to the address of the database itself',
      ),
    onMended: () => log.info('notifications of the database come through again'),
  };
}
