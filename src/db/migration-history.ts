import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { OperatorError } from '../errors.ts';
import { sqlStateOf, UNDEFINED_TABLE } from './client.ts';

/** Where this release keeps its migrations: one folder each, in the order of their names. */
export const migrationsFolder = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));

export interface Migration {
  readonly name: string;
  readonly sql: string;
}

/** A row of the table that Prisma keeps in the database, failed attempts included. */
export interface HistoryRow {
  readonly name: string;
  readonly checksum: string;
  readonly finished: boolean;
}

export type MigrationErrorCode =
  | 'EDITED'
  | 'NEWER_DATABASE'
  | 'UNFINISHED'
  | 'FAILED'
  | 'FOREIGN_TABLES'
  | 'OTHER_SCHEMA'
  | 'ENCODING'
  | 'LOCKED';

/** A database that cannot be migrated. Branch on `code`; `remedy` says what its operator can do about it. */
export class MigrationError extends OperatorError {
  readonly code: MigrationErrorCode;

  constructor(code: MigrationErrorCode, message: string, remedy: string, options?: ErrorOptions) {
    super(message, remedy, options);
    this.code = code;
  }
}

/** The names of the migrations in a folder, in the order in which they apply. */
export async function migrationNames(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
}

export async function readMigrations(folder: string): Promise<Migration[]> {
  const names = await migrationNames(folder);
  return Promise.all(
    names.map(async (name) => ({
      name,
      sql: await readFile(path.join(folder, name, 'migration.sql'), 'utf8'),
    })),
  );
}

/** As much of a connection or a pool as reading takes. */
export interface Reads {
  query<Row extends pg.QueryResultRow>(text: string): Promise<{ rows: Row[] }>;
}

/** What the database says was migrated; null when nothing ever was. */
export async function readHistory(client: Reads): Promise<HistoryRow[] | null> {
  try {
    const { rows } = await client.query<HistoryRow>(
      `select migration_name as name, checksum, finished_at is not null as finished
         from _prisma_migrations where rolled_back_at is null order by started_at`,
    );
    return rows;
  } catch (error) {
    if (sqlStateOf(error) === UNDEFINED_TABLE) return null;
    throw error;
  }
}

/** The names of the migrations that the database lacks, in order. Unfinished ones count as lacking. */
export function pendingNames(names: readonly string[], history: readonly HistoryRow[]): string[] {
  const done = new Set(history.filter((row) => row.finished).map((row) => row.name));
  return names.filter((name) => !done.has(name));
}

/**
 * Checks that the migrations lead on from what the database holds.
 * @throws MigrationError UNFINISHED, FOREIGN_TABLES, NEWER_DATABASE or EDITED
 */
export function assertContinues(migrations: readonly Migration[], history: readonly HistoryRow[]): void {
  const unfinished = history.find((row) => !row.finished);
  if (unfinished) {
    throw new MigrationError(
      'UNFINISHED',
      `The migration ${unfinished.name} was started and never finished.`,
      unfinishedRemedy(unfinished.name),
    );
  }
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  const unknown = history.filter((row) => !known.has(row.name)).map((row) => row.name);
  // All of ours begin with the same one.
  if (unknown.length > 0 && unknown.length === history.length) {
    throw new MigrationError(
      'FOREIGN_TABLES',
      `The database holds the migrations of another program: ${unknown.join(', ')}.`,
      'Give Hookline a database of its own.',
    );
  }
  if (unknown.length > 0) {
    throw new MigrationError(
      'NEWER_DATABASE',
      `The database is newer than this release: it holds ${unknown.join(', ')}.`,
      'Run the release that made them, or a later one; or restore a backup from before.',
    );
  }
  const edited = history.filter((row) => !matches(known.get(row.name), row.checksum)).map((row) => row.name);
  if (edited.length > 0) {
    throw new MigrationError(
      'EDITED',
      `Edited after they were applied to this database: ${edited.join(', ')}.`,
      'Restore the files as they were, and put the change into a migration of its own.',
    );
  }
}

export function unfinishedRemedy(name: string): string {
  return (
    'A migration is one transaction, so most likely nothing of it is left; look whether that is so, remove ' +
    'the cause, then allow another attempt with: update _prisma_migrations set rolled_back_at = now() ' +
    `where migration_name = '${name}' and finished_at is null; ` +
    'If all of it is there, as its process was killed at the very end, set finished_at instead.'
  );
}

/** A checkout on Windows may have other line ends than the checkout that was applied. */
function matches(migration: Migration | undefined, checksum: string): boolean {
  if (!migration) return false;
  const unix = migration.sql.replaceAll('\r\n', '\n');
  return [migration.sql, unix, unix.replaceAll('\n', '\r\n')].some((sql) => sha256(sql) === checksum);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
