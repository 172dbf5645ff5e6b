import { appendFile, writeFile } from 'node:fs/promises';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/db/client.ts';
import { migrate, pendingMigrations } from '../../src/db/migrate.ts';
import { createEmptyDatabase, createTestDatabase } from '../support/database.ts';
import { expectListed } from '../support/invariant.ts';
import { earlierRelease, failureOf, nextRelease, release } from '../support/releases.ts';

async function connect(url: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.end() });
}

describe('migrate', () => {
  it('applies every migration to an empty database, and nothing the second time', async () => {
    await using database = await createEmptyDatabase();
    expect(await pendingMigrations(database)).toEqual(release);
    expect(await migrate(database)).toEqual({ applied: release });
    expect(await pendingMigrations(database)).toEqual([]);
    expect(await migrate(database)).toEqual({ applied: [] });
  });

  it('applies each migration once when ten call it at once', async () => {
    await using database = await createEmptyDatabase();
    const results = await Promise.all(Array.from({ length: 10 }, () => migrate(database)));
    expect(results.flatMap((result) => result.applied)).toEqual(release);
    await using client = await connect(database.url);
    const { rows } = await client.query('select migration_name from _prisma_migrations');
    expect(rows).toEqual(release.map((name) => ({ migration_name: name })));
  });

  it('waits for another process that migrates, and says so', async () => {
    await using database = await createEmptyDatabase();
    await using other = await connect(database.url);
    await other.query('select pg_advisory_lock(4170301220)');
    const waiting = Promise.withResolvers<string>();
    const migrated = migrate({ ...database, onProgress: waiting.resolve });
    expect(await waiting.promise).toContain('waiting for another process');
    expect(await pendingMigrations(database)).toEqual(release);
    await other.query('select pg_advisory_unlock(4170301220)');
    expect(await migrated).toEqual({ applied: release });
  });

  it('waits also where the other process is amid a migration, which looks unfinished so far', async () => {
    await using database = await createTestDatabase();
    await using other = await connect(database.url);
    await other.query('select pg_advisory_lock(4170301220)');
    const last = `where migration_name = '${release.at(-1)}'`;
    await other.query(`update _prisma_migrations set finished_at = null ${last}`);
    const waiting = Promise.withResolvers<string>();
    const migrated = migrate({ ...database, onProgress: waiting.resolve });
    expect(await Promise.race([waiting.promise, migrated])).toContain('waiting for another process');
    await other.query(`update _prisma_migrations set finished_at = now() ${last}`);
    await other.query('select pg_advisory_unlock(4170301220)');
    expect(await migrated).toEqual({ applied: [] });
  });

  it('stops waiting when it is told to', async () => {
    await using database = await createEmptyDatabase();
    await using other = await connect(database.url);
    await other.query('select pg_advisory_lock(4170301220)');
    const stop = new AbortController();
    const migrated = migrate({ ...database, signal: stop.signal, onProgress: () => stop.abort() });
    await expect(migrated).rejects.toMatchObject({ name: 'AbortError' });
  });

  it.each([
    ['\n', '\r\n'],
    ['\r\n', '\n'],
  ])(
    'refuses to go on when an applied migration has been edited, line ends aside: %j, now %j',
    async (before, now) => {
      await using database = await createEmptyDatabase();
      await using next = await nextRelease(`create table added (id int);${before}`);
      await migrate({ ...database, folder: next.folder });
      await writeFile(next.file, `create table added (id int);${now}`);
      expect(await migrate({ ...database, folder: next.folder })).toEqual({ applied: [] });
      await appendFile(next.file, '-- an afterthought\n');
      const error = await failureOf(migrate({ ...database, folder: next.folder }));
      expect(error).toMatchObject({ code: 'EDITED' });
      expect(error.message).toContain(next.added);
    },
  );

  it('refuses a database that is newer, which the release before can go on using', async () => {
    await using database = await createEmptyDatabase();
    await using next = await nextRelease('create table added (id int)');
    await migrate({ ...database, folder: next.folder });
    const error = await failureOf(migrate(database));
    expect(error).toMatchObject({ code: 'NEWER_DATABASE' });
    expect(error.message).toContain(next.added);
    expect(await pendingMigrations(database)).toEqual([]);
  });

  it('leaves nothing behind of a migration that fails, and tries again after the remedy', async () => {
    await using database = await createTestDatabase();
    await using next = await nextRelease('create table added (id int); select 1 / 0');
    const folder = next.folder;
    const failed = await failureOf(migrate({ ...database, folder }));
    expect(failed).toMatchObject({ code: 'FAILED' });
    expect(failed.message).toContain(`${next.added} failed: division by zero`);

    await using client = await connect(database.url);
    expect((await client.query(`select to_regclass('added') as added`)).rows).toEqual([{ added: null }]);
    expect(await pendingMigrations({ ...database, folder })).toEqual([next.added]);
    const unfinished = await failureOf(migrate({ ...database, folder }));
    expect(unfinished).toMatchObject({ code: 'UNFINISHED', remedy: failed.remedy });

    await client.query(/update .*;/.exec(failed.remedy)?.[0] ?? 'no statement in the remedy');
    await writeFile(next.file, 'create table added (id int)');
    expect(await migrate({ ...database, folder })).toEqual({ applied: [next.added] });
  });

  it('does not cut a migration at the semicolons of comments and function bodies', async () => {
    await using database = await createTestDatabase();
    await using next = await nextRelease(
      `-- one; two\ncreate function added() returns int language plpgsql as $$ begin return 1; end; $$;`,
    );
    await migrate({ ...database, folder: next.folder });
    await using client = await connect(database.url);
    expect((await client.query('select added()')).rows).toEqual([{ added: 1 }]);
  });

  it("refuses a database that holds somebody else's tables", async () => {
    await using database = await createEmptyDatabase();
    await using client = await connect(database.url);
    await client.query('create table invoice (id int)');
    expect(await failureOf(migrate(database))).toMatchObject({ code: 'FOREIGN_TABLES' });
  });
});

it('lists what waits, and what claims its payload, of the deliveries of the release before', async () => {
  await using database = await createEmptyDatabase();
  await using before = await earlierRelease('delivery_waiting');
  await migrate({ ...database, folder: before.folder });
  await using client = await connect(database.url);
  const states = [
    `status = 'PENDING', next_attempt_at = now()`,
    `status = 'PENDING', parked_at = now()`,
    `status = 'RETRYING', next_attempt_at = now(), retried_from = 'FAILED', completed_at = now(), payload_expires_at = now()`,
    `status = 'SUCCEEDED', completed_at = now(), payload_expires_at = now() + interval '1 hour'`,
    `status = 'FAILED', completed_at = now(), payload_expires_at = now(), payload_purged_at = now()`,
  ];
  const everyState = states.flatMap((state) => Array.from({ length: 300 }, () => state));
  for (const state of everyState) {
    const { rows } = await client.query(
      `insert into delivery (id, organization_id, event_id, endpoint_id, event_type)
       values (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'a') returning id`,
    );
    await client.query(`update delivery set ${state} where id = $1`, [rows[0].id]);
  }
  await migrate(database);
  await expectListed(client);
  const { rows } = await client.query(
    'select (select count(*)::int from delivery_waiting) as waiting, (select max(cardinality(delivery_ids)) from payload_expiry) as most',
  );
  expect(rows).toEqual([{ waiting: 900, most: 250 }]);
});

describe('the migrated tables', () => {
  it('serve every Prisma model', async () => {
    await using database = await createTestDatabase();
    await using opened = openDatabase({ url: database.url, poolSize: 2, onError: () => {} });
    const { prisma } = opened;
    expect(
      await Promise.all([
        prisma.organization.findFirst(),
        prisma.apiKey.findFirst(),
        prisma.eventType.findFirst({ where: { name: { not: { startsWith: 'hookline.' } } } }),
        prisma.endpoint.findFirst(),
        prisma.signingSecret.findFirst(),
        prisma.event.findFirst(),
        prisma.eventPayload.findFirst(),
        prisma.idempotencyKey.findFirst(),
        prisma.delivery.findFirst(),
        prisma.deliveryAttempt.findFirst(),
        prisma.feedItem.findFirst(),
      ]),
    ).toEqual(Array(11).fill(null));
    expect(await prisma.feedHead.findMany()).toEqual([{ id: 1, number: 0n }]);
  });

  it('have foreign keys among the small ones only', async () => {
    await using database = await createTestDatabase();
    await using client = await connect(database.url);
    const { rows } = await client.query(
      `select conname from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace order by 1`,
    );
    expect(rows.map((row) => row.conname)).toEqual([
      'api_key_organization_id_fkey',
      'endpoint_organization_id_fkey',
      'signing_secret_endpoint_id_fkey',
    ]);
  });

  it('have no index of deliveries whose entries an attempt changes, unless it is the last in vain', async () => {
    await using database = await createTestDatabase();
    await using client = await connect(database.url);
    const { rows } = await client.query<{ name: string; definition: string }>(
      `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
       from pg_index where indrelid = 'delivery'::regclass`,
    );
    expect(rows.length).toBeGreaterThan(1);
    const changed = /status|_count|next_attempt_at|last_attempt_id|completed_at|payload|retried_from/;
    expect(rows.filter((row) => changed.test(row.definition)).map((row) => row.name)).toEqual([]);
  });

  it.each([
    [`insert into feed_head values (2, 0)`, 'feed_head_id_check'],
    [`update endpoint set timeout_seconds = 61`, 'endpoint_timeout_seconds_check'],
    [`update endpoint set max_retries = 0`, 'endpoint_max_retries_check'],
    [
      `update endpoint set undelivered_payload_retention_hours = 721`,
      'endpoint_undelivered_payload_retention_hours_check',
    ],
  ])('refuse: %s', async (sql, constraint) => {
    await using database = await createTestDatabase();
    await using client = await connect(database.url);
    await client.query(`insert into organization (id, name) values (gen_random_uuid(), 'Acme')`);
    await client.query(
      `insert into endpoint (id, organization_id, created_by, url)
       select gen_random_uuid(), id, 'test', 'https://example.com' from organization`,
    );
    await expect(client.query(sql)).rejects.toMatchObject({ constraint });
  });
});
