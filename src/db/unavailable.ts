import type pg from 'pg';
import { errorCode } from '../error-code.ts';
import { OperatorError } from '../errors.ts';
import { driverCauseOf, sqlStateOf } from './client.ts';

/** The codes of a connection that cannot be made, or broke off. */
const SYSTEM_CODES = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);
/**
 * PostgreSQL is starting or stopping, has no connection left or no longer lets the role in; the database is not there,
 * as amid a restore; it is a standby, or its disk is full, so that nothing can be written.
 */
const SQL_STATES = /^(08...|28...|3D000|57P0[123]|53300|25006|53100)$/;
/**
 * The severity of whatever else ends a connection, or the attempt to make one. A server may say it in another language.
 */
const ENDED = 'FATAL';
/** Prisma's names for what came of a connection, where it passes on no code of PostgreSQL. */
const KINDS = new Set(['ConnectionClosed', 'DatabaseNotReachable', 'SocketTimeout']);
/**
 * What node-postgres, its pool and Prisma tell by their message alone. A closed pool is that of a process which stops.
 */
const MESSAGES =
  /^(timeout exceeded when trying to connect|timeout expired|Cannot use a pool after calling end|Transaction API error: Unable to start a transaction|Connection terminated|Query read timeout|Client has encountered a connection error)/;
/** PostgreSQL's words where no connection is left: the engine of the migrations passes on no code. */
const NONE_LEFT = /too many (connections|clients)|remaining connection slots/;
export const TOO_MANY_CONNECTIONS = '53300';
/** What to do when no connection is left. */
export const CONNECTIONS_NEEDED =
  'Allow the role and its server more connections: each process of Hookline takes up to five beside HOOKLINE_POOL_SIZE. Or lower that, or start fewer.';
export const READ_ONLY_WHY = 'read-only: a standby, or default_transaction_read_only is on';

/**
 * Whether there is no connection to the database, none was free in time, or the one that was used broke off or is silent;
 * or the database takes nothing in.
 */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const cause = driverCauseOf(error);
  if (KINDS.has(cause?.kind ?? '')) return true;
  const state = sqlStateOf(error);
  const { severity } = cause ?? (error as pg.DatabaseError);
  if (state !== null) return SQL_STATES.test(state) || severity === ENDED;
  return (
    SYSTEM_CODES.has(errorCode(error) ?? '') || MESSAGES.test(error.message) || NONE_LEFT.test(error.message)
  );
}

/** The message for whoever starts a process or runs a command; null: the error is about something else. */
export function unavailableToOperator(error: unknown): OperatorError | null {
  if (!isDatabaseUnavailable(error)) return null;
  const lines = (error as Error).message.trim().split('\n');
  // Prisma begins with the call that failed, and says only in the last line why.
  const message = (lines[0]?.startsWith('Invalid `') ? lines.at(-1) : lines[0]) ?? '';
  return new OperatorError(
    `The database gives no connection, or broke one off (${message.trim()}).`,
    NONE_LEFT.test(message) ? CONNECTIONS_NEEDED : 'Look at its log, start it, or correct DATABASE_URL.',
  );
}
