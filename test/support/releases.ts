import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MigrationError, migrationNames, migrationsFolder } from '../../src/db/migration-history.ts';

/** The names of this release's migrations. */
export const release = await migrationNames(migrationsFolder);

/** A copy of this release's migrations, with one more. */
export async function nextRelease(sql: string) {
  const folder = await mkdtemp(path.join(tmpdir(), 'migrations-'));
  const added = '20990101000000_next';
  const file = path.join(folder, added, 'migration.sql');
  await cp(migrationsFolder, folder, { recursive: true });
  await mkdir(path.dirname(file));
  await writeFile(file, sql);
  return { folder, added, file, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}

/** A copy of the migrations that were there before one of this release. */
export async function earlierRelease(migration: string) {
  const folder = await mkdtemp(path.join(tmpdir(), 'migrations-'));
  await cp(migrationsFolder, folder, { recursive: true });
  const at = release.findIndex((name) => name.endsWith(`_${migration}`));
  for (const later of release.slice(at)) await rm(path.join(folder, later), { recursive: true });
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}

export async function failureOf(work: Promise<unknown>): Promise<MigrationError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof MigrationError) return error;
  throw new Error('expected a MigrationError', { cause: error });
}
