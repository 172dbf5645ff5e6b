import { isDriverAdapterError } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { Prisma, type PrismaClient } from './generated/prisma/client.ts';
import { openPrisma } from './prisma.ts';
import { setSession } from './session.ts';

/** One pool serves Prisma, where rows are few, and plain SQL on the hot paths. */
export interface Database extends AsyncDisposable {
  readonly pool: pg.Pool;
  /** Whether statements may be sent before the answers to others are there. */
  readonly isPipelined: boolean;
  readonly prisma: PrismaClient;
  /** A statement of the hot paths: planned once for each connection, where the connection is known to last. */
  statement(name: string, text: string, values: unknown[]): pg.QueryConfig;
}

/** What runs SQL: the pool, or one client of it inside a transaction. */
export type SqlClient = Pick<pg.ClientBase, 'query'>;

const CONNECT_TIMEOUT_MS = 10_000;
/**
 * After this a connection counts as broken, as after a failover or when a firewall has forgotten it. Far more than any
 * statement takes, as giving up does not stop the statement in PostgreSQL.
 */
export const SILENT_AFTER_MS = 60_000;
/**
 * A machine that is gone without a word leaves its transactions open, and what they have locked would stay locked until
 * TCP gives up, minutes to hours later.
 */
const LIMIT_IDLE = "SET LOCAL idle_in_transaction_session_timeout = '10s'";
const BEGIN = `BEGIN; ${LIMIT_IDLE}`;
/** A plan made for tables of a few rows is kept until PostgreSQL analyzes them, a minute into a burst. */
const PLANS_KEPT_MS = 1000;

export function openDatabase(options: {
  url: string;
  poolSize: number;
  /** A pooler stands between, which may give every transaction another connection. */
  pooled?: boolean;
  /** PostgreSQL gives up a statement that takes longer. Only where a connection lasts. */
  statementTimeoutMs?: number;
  /** A connection that has not answered a statement for so long is given up, with an error. Default: never. */
  silentAfterMs?: number;
  onError: (error: Error) => void;
}): Database {
  const { statementTimeoutMs, silentAfterMs } = options;
  // What a pooler makes of statements that come before the answer to others depends on the pooler.
  const isPipelined = !options.pooled;
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.poolSize,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'hookline',
    pipeline: isPipelined,
    keepAlive: true,
    ...(silentAfterMs && { query_timeout: silentAfterMs }),
    onConnect: (client) =>
      setSession(client, statementTimeoutMs ? [`set statement_timeout = ${statementTimeoutMs}`] : []),
  });
  // An idle connection that the server cuts must not take the process down: the next query opens another.
  let closing = false;
  pool.on('error', (error) => {
    if (!closing) options.onError(error);
  });
  // A connection that breaks fails its query, and the pool gives it up. It also emits an error event, which would end
  // the process if it came before the one who acquires the connection listens.
  pool.on('connect', (client) => void client.on('error', () => undefined));
  if (!options.pooled) forgetPlans(pool);
  const prisma = openPrisma(pool);
  return {
    pool,
    isPipelined,
    prisma,
    statement: (name, text, values) => (options.pooled ? { text, values } : { name, text, values }),
    async [Symbol.asyncDispose]() {
      closing = true;
      // The pool ends first: for what is asked of it while it disconnects, Prisma connects anew, would wait in vain for a
      // connection of a pool that ends just then, and keep the process alive. For rollbacks it still has connections.
      const ended = pool.end();
      // If Prisma never was connected, this throws that error once more.
      await prisma.$disconnect().catch(() => undefined);
      await ended;
    },
  };
}

/** Has prepared statements planned anew from time to time, by the size that the tables then have. */
function forgetPlans(pool: pg.Pool): void {
  const plannedMs = new WeakMap<pg.PoolClient, number>();
  pool.on('connect', (client) => void plannedMs.set(client, performance.now()));
  pool.on('acquire', (client) => {
    const nowMs = performance.now();
    if (nowMs - (plannedMs.get(client) ?? 0) < PLANS_KEPT_MS) return;
    plannedMs.set(client, nowMs);
    // Whoever acquires the connection hears if it is broken.
    client.query('discard plans').catch(() => undefined);
  });
}

/** PostgreSQL's answer to a statement that exceeds its time. */
export const QUERY_CANCELED = '57014';
/** And to one that waited for a lock for longer than lock_timeout. */
export const LOCK_NOT_AVAILABLE = '55P03';
/** And to one that names a table which is not there. */
export const UNDEFINED_TABLE = '42P01';

/** PostgreSQL's code of an error, whether it comes straight from node-postgres or by Prisma; null: it has none. */
export function sqlStateOf(error: unknown): string | null {
  if (error instanceof pg.DatabaseError) return error.code ?? null;
  return driverCauseOf(error)?.originalCode ?? null;
}

/** Whether Prisma could not write a value because it is to be unique, and is there already. */
export function isTaken(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
}

interface DriverCause {
  kind?: string;
  originalCode?: string;
  severity?: string;
}

/** What Prisma says of why the database did not do what it was asked for; null: the error is none of Prisma's. */
export function driverCauseOf(error: unknown): DriverCause | null {
  // Of the connection that Prisma begins with it passes the error on as it is.
  if (error instanceof Error && isDriverAdapterError(error)) return error.cause;
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return null;
  const { driverAdapterError } = (error.meta ?? {}) as { driverAdapterError?: { cause?: DriverCause } };
  return driverAdapterError?.cause ?? null;
}

/** PostgreSQL's answer to the one of several transactions that it gives up so that the others can go on. */
const DEADLOCK_DETECTED = '40P01';
const TRIES = 3;

/**
 * Runs `work` in one transaction on one connection: commits its result, rolls back when it throws. Locks are
 * taken in one order everywhere; should two transactions still wait for one another, the one that PostgreSQL
 * gives up begins anew, so `work` must do nothing but through its client.
 */
export async function inTransaction<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  return anewAfterDeadlock(() =>
    onConnection(pool, async (client, giveUp) => {
      try {
        await client.query(BEGIN);
        const result = await work(client);
        await client.query('COMMIT');
        return result;
      } catch (error) {
        // A connection whose rollback failed is in an unknown state.
        await client.query('ROLLBACK').catch(giveUp);
        throw error;
      }
    }),
  );
}

/**
 * Prisma's own limits are 2 s for a connection and 5 s for all, which many acts at once exceed. With these it is the pool
 * that tells that there is no connection, as it does for everything else.
 */
const PRISMA_LIMITS = { maxWait: 2 * CONNECT_TIMEOUT_MS, timeout: SILENT_AFTER_MS };

/**
 * Runs `work` in one transaction by Prisma, which begins anew after a deadlock as `inTransaction` does: for acts of the API
 * that are not worth SQL of their own.
 */
export function inPrismaTransaction<T>(
  prisma: PrismaClient,
  work: (tx: Prisma.TransactionClient) => Promise<T>,
): Promise<T> {
  return anewAfterDeadlock(() =>
    prisma.$transaction(async (tx) => {
      await tx.$executeRawUnsafe(LIMIT_IDLE);
      return work(tx);
    }, PRISMA_LIMITS),
  );
}

/**
 * Runs statements of which none needs the result of another in one transaction. They are sent together: the answer to
 * each would else be waited for, and a busy process takes milliseconds to get to an answer.
 * @param settings SET LOCAL statements that hold for all of them
 * @returns what PostgreSQL answered to each
 * @throws what the first of them that failed throws; then none has taken effect, unless the connection was lost
 */
export async function sendTransaction(
  { pool, isPipelined }: Pick<Database, 'pool' | 'isPipelined'>,
  statements: readonly (string | pg.QueryConfig)[],
  settings = '',
): Promise<pg.QueryResult[]> {
  if (!isPipelined) {
    return inTransaction(pool, async (client) => {
      const answers: pg.QueryResult[] = [];
      if (settings !== '') await client.query(settings);
      for (const query of statements) answers.push(await client.query(query));
      return answers;
    });
  }
  return anewAfterDeadlock(() =>
    onConnection(pool, async (client, giveUp) => {
      const queries = [`${BEGIN}; ${settings}`, ...statements, 'COMMIT'];
      const sent = queries.map((query) => client.query(query));
      // After a failure COMMIT rolls back. The connection must not be used for anything else until all answers are
      // there.
      for (const answer of await Promise.allSettled(sent))
        if (answer.status === 'rejected' && !(answer.reason instanceof pg.DatabaseError))
          giveUp(answer.reason);
      return (await Promise.all(sent)).slice(1, -1);
    }),
  );
}

async function anewAfterDeadlock<T>(run: () => Promise<T>): Promise<T> {
  for (let left = TRIES - 1; ; left--) {
    try {
      return await run();
    } catch (error) {
      if (left === 0 || sqlStateOf(error) !== DEADLOCK_DETECTED) throw error;
    }
  }
}

/** @param work may give up the connection, which then nobody uses again */
async function onConnection<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient, giveUp: (error: Error) => void) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  const giveUp = (error: Error) => {
    broken = error;
  };
  try {
    return await work(client, giveUp);
  } finally {
    client.release(broken);
  }
}

/** The time on the database's clock, which every stored time comes from: processes may differ about it. */
export async function databaseNow(prisma: Pick<PrismaClient, '$queryRaw'>): Promise<Date> {
  const [row] = await prisma.$queryRaw<{ now: Date }[]>`select now()`;
  if (!row) throw new Error('the database does not tell the time');
  return row.now;
}
