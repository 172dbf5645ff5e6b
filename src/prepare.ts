import { readFile } from 'node:fs/promises';
import type { Config, Secrets } from './config.ts';
import { assertAnswers } from './db/answering.ts';
import { type Database, openDatabase } from './db/client.ts';
import { startEmbeddedPostgres } from './db/embedded.ts';
import { migrate } from './db/migrate.ts';
import { ensurePartitions } from './db/partitions.ts';
import { developmentEncryptionKeys, developmentKeysFile } from './development.ts';
import { assertKeysFit } from './domain/key-check.ts';
import { errorCode } from './error-code.ts';
import { OperatorError } from './errors.ts';
import { createKeyring, type Keyring } from './keyring.ts';
import { installQueues } from './queue/boss.ts';

const DATABASE_NAME = 'hookline';
/** Told by PostgreSQL's words, as the engine of the migrations passes on no code. */
const FORBIDDEN = /permission denied for .*|no schema has been selected to create in/;

/** What every command begins with: a database that answers, its tables, and the keys to what is sealed in it. */
export interface Preparation {
  config: Config;
  secrets: Secrets;
  /** What is being done while nothing can be used yet. */
  onProgress?: (message: string) => void;
  /** What became of a database that was there. */
  onWarning?: (message: string) => void;
  /** Aborted when the process is to stop while it still starts. */
  signal?: AbortSignal;
}

/**
 * Brings tables, queues and partitions up to date. Safe when several processes do it at once.
 * @param url as `sessionUrl` gives it: what a migration locks would stay locked in a pooler's connection
 * @throws OperatorError for what the operator can mend, like a role that may not create tables
 */
export async function prepareDatabase(
  url: string,
  onProgress: (message: string) => void,
  signal?: AbortSignal,
): Promise<{ applied: string[] }> {
  try {
    return await bringUpToDate(url, onProgress, signal);
  } catch (error) {
    throw forbidden(error) ?? error;
  }
}

/** Null: it is something else. */
function forbidden(error: unknown): OperatorError | null {
  if (!(error instanceof Error) || error instanceof OperatorError) return null;
  const reason = FORBIDDEN.exec(error.message)?.[0];
  if (reason === undefined) return null;
  return new OperatorError(
    `The database cannot be migrated: ${reason}.`,
    'Migrate as the role that owns the database, or let the role create schemas in it and tables in its first schema, and own those that are there.',
  );
}

async function bringUpToDate(
  url: string,
  onProgress: (message: string) => void,
  signal?: AbortSignal,
): Promise<{ applied: string[] }> {
  const migrated = await migrate({ url, onProgress, ...(signal && { signal }) });
  await installQueues(url);
  await using database = openDatabase({ url, poolSize: 2, onError: () => undefined });
  await ensurePartitions(database.pool);
  return migrated;
}

/**
 * The server that the settings name, once it has answered; or the embedded one, started or shared.
 * @returns the URL of the database
 * @throws OperatorError; AbortError when `signal` ended it, once what it started can be stopped by `stack`
 */
export async function reachDatabase(
  { config, secrets, onProgress, onWarning, signal }: Preparation,
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
    ...(onWarning && { onWarning }),
    signal,
  });
  const { url } = stack.use(postgres);
  signal?.throwIfAborted();
  return url;
}

/**
 * The address of the same database for sessions: past a pooler, where a setting gives the address behind it. @throws
 * OperatorError when it does not answer
 */
export async function sessionUrl({ secrets }: Preparation, url: string): Promise<string> {
  const direct = secrets.databaseDirectUrl ?? url;
  if (direct !== url) await assertAnswers(direct, 'DATABASE_DIRECT_URL');
  return direct;
}

/**
 * Checked before anything is done to a database that could not be used with wrong keys. Development makes its own keys
 * later. @throws OperatorError
 */
export async function assertGivenKeys({ config, secrets }: Preparation): Promise<void> {
  if (secrets.encryptionKeys !== null || config.encryptionKeysFile !== null) await readKeys(config, secrets);
}

/** The keys that the settings give, which are the ones of this database. @throws OperatorError */
export async function openKeyring({ config, secrets }: Preparation, database: Database): Promise<Keyring> {
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
      `The encryption keys cannot be read from ${file} (${errorCode(error)}).`,
      'Correct HOOKLINE_ENCRYPTION_KEYS_FILE, or let this user read the file.',
    );
  }
}
