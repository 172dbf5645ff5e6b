import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { errorCode } from '../error-code.ts';
import { OperatorError } from '../errors.ts';
import { type Database, UNDEFINED_TABLE } from './client.ts';
import { pendingMigrations } from './migrate.ts';
import { READ_ONLY_WHY } from './unavailable.ts';

/** Those who ask give up soon, and need an answer before they do. */
const ANSWER_MS = 3000;
/** A connection on which nothing comes back is given up a little later, and the next look has another. */
const GIVEN_UP_MS = 4000;
const LATE = `it does not answer (not within ${ANSWER_MS / 1000} s)`;
const MIGRATE =
  'Run `hookline migrate`, or have `hookline serve` do it at its start, with HOOKLINE_MIGRATE=true.';
const AS_OWNER = 'Connect as the role that ran `hookline migrate`, which owns them.';
const INSUFFICIENT_PRIVILEGE = '42501';

interface Unreadiness {
  readonly reason: string;
  readonly remedy: string;
}

/**
 * @param owns whether the role must own the tables, as making and dropping partitions requires
 * @throws OperatorError when migrations are pending, or the database does not answer or cannot be written
 */
export async function assertReady(database: Pick<Database, 'pool'>, owns = false): Promise<void> {
  const unready = await look(database, owns);
  if (unready) throw new OperatorError(`The database cannot be used: ${unready.reason}.`, unready.remedy);
}

/**
 * For those who ask again and again. There is one look at a time, shared by all who ask meanwhile, so that a database
 * that hangs does not cost a connection for each of them.
 * @returns a function that answers within seconds why it is not ready; null: it is
 */
export function createReadiness(database: Pick<Database, 'pool'>): () => Promise<string | null> {
  let looking: Promise<string | null> | null = null;
  return async () => {
    looking ??= look(database)
      .then((unready) => unready?.reason ?? null)
      .finally(() => {
        looking = null;
      });
    const answered = new AbortController();
    const late = delay(ANSWER_MS, LATE, { signal: answered.signal }).catch(() => LATE);
    return Promise.race([looking, late]).finally(() => answered.abort());
  };
}

/** @returns null: it is ready */
async function look({ pool }: Pick<Database, 'pool'>, owns = false): Promise<Unreadiness | null> {
  const query = <Row extends pg.QueryResultRow>(text: string) => {
    const limited = { text, query_timeout: GIVEN_UP_MS };
    return pool.query<Row>(limited);
  };
  try {
    const pending = await pendingMigrations({ pool: { query } });
    if (pending.length > 0)
      return { reason: `migrations are pending: ${pending.join(', ')}`, remedy: MIGRATE };
    const { rows } = await query<{ isReadOnly: boolean; mayWrite: boolean; isOwner: boolean }>(
      `select current_setting('transaction_read_only') = 'on' as "isReadOnly",
         has_table_privilege(event.oid, 'insert') as "mayWrite", pg_has_role(relowner, 'usage') as "isOwner"
       from pgboss.version, pg_class as event where event.oid = 'event'::regclass`,
    );
    const [row] = rows;
    if (row?.mayWrite === false)
      return { reason: 'its role may not write Hookline’s tables', remedy: AS_OWNER };
    if (owns && row?.isOwner === false)
      return {
        reason: `its role does not own Hookline’s tables, of which a worker makes some and drops others`,
        remedy: AS_OWNER,
      };
    if (!row?.isReadOnly) return null;
    return {
      reason: `it is ${READ_ONLY_WHY}`,
      remedy: 'Give the address of the primary, or look why the server lets nothing be written.',
    };
  } catch (error) {
    return unreadinessOf(error);
  }
}

function unreadinessOf(error: unknown): Unreadiness {
  // Only a query that node-postgres itself gave up has no code.
  const code = errorCode(error) ?? 'the connection is silent or broke off';
  if (code === INSUFFICIENT_PRIVILEGE) {
    return {
      reason: `its role may not read Hookline’s tables (${code})`,
      remedy: AS_OWNER,
    };
  }
  if (code === UNDEFINED_TABLE)
    return { reason: `the tables of its queue are missing (${code})`, remedy: MIGRATE };
  return {
    reason: `it does not answer (${code})`,
    remedy: 'Look at its log, start it, or correct DATABASE_URL.',
  };
}
