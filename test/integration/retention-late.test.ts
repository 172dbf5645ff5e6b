import { expect, it } from 'vitest';
import { openDatabase } from '../../src/db/client.ts';
import { isPurgeLate, purgeExpired } from '../../src/domain/retention.ts';
import { newId } from '../../src/ids.ts';
import { createTestDatabase } from '../support/database.ts';

it('a purge is late when anything is there ten minutes after its time, until that is purged', async () => {
  await using testDatabase = await createTestDatabase();
  await using database = openDatabase({ url: testDatabase.url, poolSize: 2, onError: () => undefined });
  const note = (expiredSince: string) =>
    database.pool.query(
      'insert into payload_expiry (expires_at, delivery_ids) values (now() - $1::interval, $2)',
      [expiredSince, [newId()]],
    );
  await note('9 minutes');
  expect(await isPurgeLate(database)).toBe(false);
  await note('11 minutes');
  expect(await isPurgeLate(database)).toBe(true);
  await purgeExpired(database, { deliveredPayloadRetentionHours: 168, isLate: true });
  expect(await isPurgeLate(database)).toBe(false);
});
