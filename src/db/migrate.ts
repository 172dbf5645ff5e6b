import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { errorCode } from '../error-code.ts';
import { MINUTE_MS } from '../time-units.ts';
import {
  assertContinues,
  type HistoryRow,
  type Migration,
  MigrationError,
  migrationNames,
  migrationsFolder,
  pendingNames,
  type Reads,
  readHistory,
  readMigrations,
  unfinishedRemedy,
} from './migration-history.ts';
import { setSession } from './session.ts';

export interface MigrateOptions {
  /** A session is needed, so not the address of a PgBouncer in transaction mode. */
  readonly url: string;
  /** Gets one line of text per step, for a terminal or a log. */
  readonly onProgress?: (message: string) => void;
  /** Ends the wait for another process that migrates; what has begun is finished. */
  readonly signal?: AbortSignal;
  /** A folder other than this release's own. */
  readonly folder?: string;
}

const APPLICATION_NAME = 'hookline migrate';
// Any number will do that nothing else locks in this database; Prisma's own lock is another one.
const LOCK_KEY = 4_170_301_220;
/**
 * Ends a migration whose process was killed. It would else go on waiting for its locks, ahead of all who come after it,
 * or run to its end and be taken for unfinished. Not every system that PostgreSQL runs on can tell whether a client is
 * still there.
 */
const END_WITH_CLIENT = `do $$ begin perform set_config('client_connection_check_interval', '1s', false);
  exception when others then null; end $$`;
/** The table by which an installation is found, in whichever schema it is; the first migration makes it. */
const OWN_TABLE = 'feed_head';
const ENCODING = 'UTF8';
/** The code of Prisma's engine for a database that holds tables and no history of migrations. */
const NOT_EMPTY = 'P3005';
const LOCK_POLL_MS = 100;
const LOCK_TIMEOUT_MS = 10 * MINUTE_MS;

/**
 * Brings the database to the state that this release expects. Any number of processes may call it at once: one
 * applies the migrations, the others wait for it.
 * @returns the names of the migrations that this call applied, in order
 * @throws MigrationError, whose `code` says why and whose `remedy` says what to do; pg's error when the
 *   database cannot be reached
 */
export async function migrate(options: MigrateOptions): Promise<{ applied: string[] }> {
  const migrations = await readMigrations(options.folder ?? migrationsFolder);
  const client = connection(options.url);
  await client.connect();
  try {
    if (isCurrent(migrations, await readHistory(client))) return { applied: [] };
    await lock(client, options);
    // What looked unfinished may have been another process at work, so that only this reading counts.
    const history = (await readHistory(client)) ?? [];
    assertContinues(migrations, history);
    if (isCurrent(migrations, history)) return { applied: [] };
    return { applied: await applyPending(client, migrations, history, options) };
  } finally {
    await client.end();
  }
}

/** The migrations that the database lacks, in order. One cheap query, no lock, nothing loaded. */
export async function pendingMigrations(
  options: ({ pool: Reads } | { url: string }) & { folder?: string },
): Promise<string[]> {
  const names = await migrationNames(options.folder ?? migrationsFolder);
  if ('pool' in options) return pendingNames(names, (await readHistory(options.pool)) ?? []);
  const client = connection(options.url);
  await client.connect();
  try {
    return pendingNames(names, (await readHistory(client)) ?? []);
  } finally {
    await client.end();
  }
}

function connection(url: string): pg.Client {
  const client = new pg.Client({ connectionString: url, application_name: APPLICATION_NAME });
  // Without a listener a lost connection would end the process. The next query reports it, and Prisma's own
  // lock still keeps a second migrator out meanwhile.
  client.on('error', () => {});
  return client;
}

function isCurrent(migrations: readonly Migration[], history: readonly HistoryRow[] | null): boolean {
  if (!history || history.some((row) => !row.finished)) return false;
  assertContinues(migrations, history);
  return history.length === migrations.length;
}

/**
 * Holds until the client's connection ends. It asks again and again instead of waiting inside of PostgreSQL: a
 * session that waits there holds a snapshot, and a migration that builds an index concurrently would wait for
 * that snapshot forever.
 */
async function lock(client: pg.Client, { onProgress, signal }: MigrateOptions): Promise<void> {
  const deadline = performance.now() + LOCK_TIMEOUT_MS;
  for (let tries = 0; performance.now() < deadline; tries += 1) {
    const { rows } = await client.query<{ locked: boolean }>('select pg_try_advisory_lock($1) as locked', [
      LOCK_KEY,
    ]);
    if (rows[0]?.locked) return;
    if (tries === 0) onProgress?.('waiting for another process that is migrating this database');
    await delay(LOCK_POLL_MS, undefined, { signal });
  }
  throw new MigrationError(
    'LOCKED',
    `Another process has been migrating this database for ${LOCK_TIMEOUT_MS / MINUTE_MS} minutes.`,
    `Look at it in pg_stat_activity (application_name '${APPLICATION_NAME}'), and try again when it has ended.`,
  );
}

async function applyPending(
  client: pg.Client,
  migrations: readonly Migration[],
  history: readonly HistoryRow[],
  { url, onProgress }: MigrateOptions,
): Promise<string[]> {
  const pending = pendingNames(
    migrations.map((migration) => migration.name),
    history,
  );
  const schema = await schemaToMigrate(client);
  if (history.length === 0) await assertEncoding(client);
  onProgress?.(`applying ${pending.length} of ${migrations.length} migrations`);
  const pool = new pg.Pool({
    connectionString: url,
    application_name: APPLICATION_NAME,
    max: 2,
    onConnect: (client) => setSession(client, [END_WITH_CLIENT]),
  });
  try {
    // Loaded here and not above: most starts find nothing to apply and need no engine.
    const engine = await import('./schema-engine.ts');
    return await engine.applyMigrations(pool, schema, migrationList(migrations));
  } catch (cause) {
    throw await explain(cause, client);
  } finally {
    await pool.end();
  }
}

/**
 * The first schema of the role's search path. When the tables are in another one, as after a restore for another role,
 * this refuses: the engine would make all of them anew in the first, and the data would seem to be gone. And two
 * installations in one database would share the queue's schema, and each take shards that the other one waits for.
 */
async function schemaToMigrate(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ first: string | null; others: string[] }>(
    `with holds as (select nspname::text as schema from pg_class join pg_namespace on pg_namespace.oid = relnamespace
       where relname = '${OWN_TABLE}' and relkind = 'r')
     select current_schema()::text as first, array(select schema from holds
       where current_schema() is null or current_schema() not in (select schema from holds) order by 1) as others`,
  );
  const { first = null, others = [] } = rows[0] ?? {};
  const [other] = others;
  if (other === undefined) return first ?? 'public';
  const isFirst = first === null ? 'has no schema to create in' : `begins with the schema "${first}"`;
  throw new MigrationError(
    'OTHER_SCHEMA',
    `The tables of Hookline are in the schema "${other}" of this database, and the search path of its role ${isFirst}.`,
    `Let it begin where they are, as by: alter role … set search_path = "${other}". A second installation needs a database of its own.`,
  );
}

/** Said before anything is made: the encoding of a database cannot be changed. */
async function assertEncoding(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ encoding: string }>(
    `select current_setting('server_encoding') as encoding`,
  );
  const encoding = rows[0]?.encoding;
  if (encoding === ENCODING) return;
  throw new MigrationError(
    'ENCODING',
    `The database has the encoding ${encoding}, in which not every text can be kept and searched.`,
    `Make another one, as by: create database hookline template template0 encoding '${ENCODING}'.`,
  );
}

function migrationList(migrations: readonly Migration[]) {
  return {
    baseDir: migrationsFolder,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: sql } },
    })),
  };
}

/** Turns the engine's error into one that names the migration and says what to do. */
async function explain(cause: unknown, client: pg.Client): Promise<unknown> {
  if (!(cause instanceof Error)) return cause;
  if (errorCode(cause) === NOT_EMPTY) {
    return new MigrationError(
      'FOREIGN_TABLES',
      'The database already holds tables, and none of them came from here.',
      'Give Hookline a database of its own.',
      { cause },
    );
  }
  const failed = (await readHistory(client))?.find((row) => !row.finished);
  if (!failed) return cause;
  // The engine's message goes on with a trace of its own functions.
  const reason = /ERROR: (.*)/.exec(cause.message)?.[1] ?? cause.message;
  return new MigrationError(
    'FAILED',
    `The migration ${failed.name} failed: ${reason}`,
    unfinishedRemedy(failed.name),
    { cause },
  );
}
