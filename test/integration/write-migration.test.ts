import { execFile } from 'node:child_process';
import { appendFile, copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { missingMigration, writeMigration } from '../../src/db/write-migration.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const now = new Date('2026-11-20T13:14:15.161Z');

/** A folder without migrations, and a copy of the schema. */
async function emptyProject() {
  const folder = await mkdtemp(path.join(tmpdir(), 'migrations-'));
  const schemaFile = path.join(folder, 'wanted.prisma');
  await copyFile(path.join(root, 'prisma/schema.prisma'), schemaFile);
  return { folder, schemaFile, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}

describe('writeMigration', () => {
  it('writes the difference, the lock file and the snapshot', async () => {
    await using project = await emptyProject();
    const file = await writeMigration('init', project, now);
    expect(path.relative(project.folder, file)).toBe('20261120131415_init/migration.sql');
    expect(await readFile(file, 'utf8')).toContain('CREATE TABLE "endpoint"');
    expect(await readFile(path.join(project.folder, 'migration_lock.toml'), 'utf8')).toContain(
      '"postgresql"',
    );
    expect(await missingMigration(project)).toBeNull();
  });

  it('writes what changed since the last one, and no foreign key that was taken out by hand', async () => {
    await using project = await emptyProject();
    await writeMigration('init', project, now);
    const schema = await readFile(project.schemaFile, 'utf8');
    const changed = schema.replace('model Delivery {', 'model Delivery {\n  region String?');
    await writeFile(project.schemaFile, changed);
    const sql = '-- AlterTable\nALTER TABLE "delivery" ADD COLUMN     "region" TEXT;\n';
    expect(await missingMigration(project)).toBe(sql);
    expect(await readFile(await writeMigration('add_region', project), 'utf8')).toBe(sql);
  });

  it('says so when there is nothing to migrate, as after a change of a comment', async () => {
    await using project = await emptyProject();
    await writeMigration('init', project, now);
    await appendFile(project.schemaFile, '\n// A comment.\n');
    await expect(writeMigration('again', project)).rejects.toThrow('nothing to migrate');
    expect(await missingMigration(project)).toBeNull();
  });

  it.each(['', 'Add', 'add region', 'add-region', '_add', 'add__region', '../add', '1st', 'a'.repeat(61)])(
    'refuses the name "%s"',
    async (name) => {
      await using project = await emptyProject();
      await expect(writeMigration(name, project)).rejects.toThrow('is no name for a migration');
    },
  );

  it('writes nothing for a schema that Prisma refuses', async () => {
    await using project = await emptyProject();
    await appendFile(project.schemaFile, '\nmodel Broken {\n');
    await expect(writeMigration('init', project)).rejects.toThrow('Error validating');
    expect(await readdir(project.folder)).toEqual(['wanted.prisma']);
  });
});

describe('the command', () => {
  const run = (...args: string[]) =>
    promisify(execFile)(process.execPath, ['src/db/write-migration.ts', ...args], { cwd: root });

  it('finds that the migrations lead to the schema', async () => {
    await expect(run('--check')).resolves.toBeDefined();
  });

  it.each([[], ['add_region', 'add_zone']])('fails without exactly one name', async (...names) => {
    await expect(run(...names)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('in one name'),
    });
  });
});
