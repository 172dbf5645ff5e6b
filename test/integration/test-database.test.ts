import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { pendingMigrations } from '../../src/db/migrate.ts';
import { createTestDatabase } from '../support/database.ts';

describe('createTestDatabase', () => {
  it('gives each caller a migrated database of its own, and drops it', async () => {
    const databases = await Promise.all([createTestDatabase(), createTestDatabase()]);
    expect(new Set(databases.map((database) => database.url)).size).toBe(2);
    for (const database of databases) {
      expect(await pendingMigrations(database)).toEqual([]);
      await database[Symbol.asyncDispose]();
      const invalidCatalogName = '3D000';
      await expect(pendingMigrations(database)).rejects.toMatchObject({ code: invalidCatalogName });
    }
  });

  it('fails the test that leaves a connection open, and names it', async () => {
    const database = await createTestDatabase();
    const client = new pg.Client({ connectionString: database.url, application_name: 'forgetful' });
    const terminated = new Promise((resolve) => client.on('error', resolve));
    await client.connect();
    await client.query('select 42');
    await expect(database[Symbol.asyncDispose]()).rejects.toThrow('forgetful (idle): select 42');
    await terminated;
  });
});
