// `npm run migration -- NAME` writes prisma/migrations/<time>_NAME/migration.sql: what leads from the last
// landed datamodel (prisma/migrations/schema.prisma, kept by this script) to prisma/schema.prisma. It needs
// neither network nor database.
//
// The file is a draft. What Prisma cannot express (partitions, partial indexes, checks, fillfactor) is edited
// into it by hand before it lands. Foreign keys that Prisma wants for its navigation are taken out where they
// would stand in the way of the partitions; later differences do not bring them back, because datamodels are
// compared with datamodels and never with a database.

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { migrationsFolder } from './migration-history.ts';
import { diffDatamodels } from './schema-engine.ts';

export interface MigrationSources {
  /** The schema to arrive at. */
  readonly schemaFile: string;
  /** The folder of migrations, with the snapshot of the schema that they lead to. */
  readonly folder: string;
}

const project: MigrationSources = {
  schemaFile: path.join(migrationsFolder, '..', 'schema.prisma'),
  folder: migrationsFolder,
};

const lockfile = `# Tells \`prisma migrate\` which database these migrations are for.\nprovider = "postgresql"\n`;

/**
 * The SQL that the migrations lack to arrive at the schema, null when they lack nothing.
 */
export async function missingMigration({ schemaFile, folder }: MigrationSources): Promise<string | null> {
  const landed = await readFile(snapshotFile(folder), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return diffDatamodels(landed, await readFile(schemaFile, 'utf8'));
}

/**
 * Writes the next migration and the snapshot that it leads to.
 * @param name lower-case words joined by underscores; anything else is refused
 * @returns the path of the SQL file
 * @throws an Error for a bad name and when there is nothing to migrate
 */
export async function writeMigration(name: string, sources = project, now = new Date()): Promise<string> {
  if (!/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(name) || name.length > 60) {
    throw new Error(`"${name}" is no name for a migration: use words like add_endpoint_labels`);
  }
  const sql = await missingMigration(sources);
  if (sql === null) throw new Error('nothing to migrate: the schema asks for no other tables than before');
  const time = now.toISOString().replace(/\D/g, '').slice(0, 14);
  const file = path.join(sources.folder, `${time}_${name}`, 'migration.sql');
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, sql, { flag: 'wx' });
  await writeFile(path.join(sources.folder, 'migration_lock.toml'), lockfile);
  await writeFile(snapshotFile(sources.folder), await readFile(sources.schemaFile));
  return file;
}

function snapshotFile(folder: string): string {
  return path.join(folder, 'schema.prisma');
}

async function main(argv: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: argv,
    options: { check: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  if (values.check) {
    const sql = await missingMigration(project);
    if (sql === null) return;
    throw new Error(`prisma/schema.prisma needs a migration: npm run migration -- NAME\n\n${sql}`);
  }
  const [name, ...others] = positionals;
  if (name === undefined || others.length > 0) {
    throw new Error('say what the migration does, in one name: npm run migration -- add_endpoint_labels');
  }
  const file = path.relative(process.cwd(), await writeMigration(name));
  console.log(`Wrote ${file}. Read it, edit it where Prisma cannot know better, and commit the folder.`);
}

if (import.meta.main) {
  try {
    await main(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
