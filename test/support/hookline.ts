import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, type Roles, startApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { Scope } from '../../src/db/generated/prisma/enums.ts';
import { createApiKey } from '../../src/domain/api-keys.ts';
import { formatId, newId } from '../../src/ids.ts';
import { generateKey } from '../../src/keyring.ts';
import { createLogger, type Logger } from '../../src/log.ts';
import { createClient, type GraphqlClient } from './client.ts';
import { createTestDatabase } from './database.ts';

/** Retries follow at once, so that no test waits for one. */
const FAST_RETRIES = '0,0,0,0,0,0,0';
/** One for all, so that several may share a database. */
const ENCRYPTION_KEYS = generateKey();

export interface Hookline extends AsyncDisposable {
  readonly app: App;
  /** http://127.0.0.1:… */
  readonly url: string;
  readonly databaseUrl: string;
  /** Acts with every scope, ADMIN included, for the development organization. */
  readonly admin: GraphqlClient;
  readonly adminKey: string;
  /** A tenant of its own, and a client with a key of it. */
  createOrganization(options?: {
    scopes?: readonly Scope[];
    partnerId?: string;
    maxEndpoints?: number;
  }): Promise<Tenant>;
}

export interface Tenant {
  /** `org_…` */
  readonly id: string;
  readonly uuid: string;
  readonly key: string;
  readonly client: GraphqlClient;
}

export interface HooklineOptions {
  /** Settings, as in the environment. */
  env?: Readonly<Record<string, string>>;
  roles?: Roles;
  /** Of a database that is there already; else a fresh one is made, and dropped at the end. */
  databaseUrl?: string;
  /** Takes the log, which is else silent. */
  log?: Logger;
}

/** The whole product, in this process, on a database of its own and a free port. */
export async function startHookline(options: HooklineOptions = {}): Promise<Hookline> {
  await using stack = new AsyncDisposableStack();
  const databaseUrl = options.databaseUrl ?? stack.use(await createTestDatabase()).url;
  const dataDir = await mkdtemp(join(tmpdir(), 'hookline-test-'));
  stack.defer(() => rm(dataDir, { recursive: true, force: true }));
  const { config, secrets } = loadConfig({
    DATABASE_URL: databaseUrl,
    HOOKLINE_PORT: '0',
    HOOKLINE_DATA_DIR: dataDir,
    // Left out where a file is named, as only one of them may be given.
    ...(!options.env?.HOOKLINE_ENCRYPTION_KEYS_FILE && { HOOKLINE_ENCRYPTION_KEYS: ENCRYPTION_KEYS }),
    HOOKLINE_MIGRATE: 'false',
    HOOKLINE_LOG_LEVEL: 'silent',
    HOOKLINE_RETRY_SCHEDULE_SECONDS: FAST_RETRIES,
    HOOKLINE_SHUTDOWN_SECONDS: '2',
    ...options.env,
  });
  const app = stack.use(
    await startApp({
      config,
      secrets,
      roles: options.roles ?? { api: true, worker: true },
      log: options.log ?? createLogger(config.log),
    }),
  );
  const url = app.api?.url ?? '';
  const adminKey = app.developmentKey ?? '';
  const running = stack.move();
  return {
    app,
    url,
    databaseUrl,
    adminKey,
    admin: createClient(url, adminKey),
    createOrganization: (tenant) => createTenant(app, url, tenant),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

const TENANT_SCOPES = Object.values(Scope).filter((scope) => scope !== 'ADMIN');

async function createTenant(
  { core }: App,
  url: string,
  {
    scopes = TENANT_SCOPES,
    partnerId,
    maxEndpoints = 50,
  }: { scopes?: readonly Scope[]; partnerId?: string; maxEndpoints?: number } = {},
): Promise<Tenant> {
  const uuid = newId();
  await core.database.prisma.organization.create({
    data: {
      id: uuid,
      name: `tenant ${uuid.slice(-4)}`,
      maxEndpoints,
      ...(partnerId !== undefined && { partnerId }),
    },
  });
  const { key } = await createApiKey(core.database, { organizationId: uuid, name: 'test', scopes });
  return { id: formatId('Organization', uuid), uuid, key, client: createClient(url, key) };
}
