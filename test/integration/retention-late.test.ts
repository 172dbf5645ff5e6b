import { expect, it, vi } from 'vitest';
import { openDatabase } from '../../src/db/client.ts';
import { purgeExpired } from '../../src/domain/retention.ts';
import { createPace } from '../../src/domain/retention-pace.ts';
import { newId } from '../../src/ids.ts';
import { createTestDatabase } from '../support/database.ts';

vi.mock('../../src/domain/retention-pace.ts', { spy: true });

it('a purge that is more than ten minutes late rests less', async () => {
  await using testDatabase = await createTestDatabase();
  await using database = openDatabase({ url: testDatabase.url, poolSize: 2, onError: () => undefined });
  /** @returns what the purge of payloads was told of its rests, which the other purges of the run were not */
  const restOfPurge = async (expiredSince: string) => {
    await database.pool.query(
      'insert into payload_expiry (expires_at, delivery_ids) values (now() - $1::interval, $2)',
      [expiredSince, [newId()]],
    );
    vi.mocked(createPace).mockClear();
    await purgeExpired(database, { deliveredPayloadRetentionHours: 168 });
    expect(vi.mocked(createPace).mock.calls[1]?.[0].restFactor).toBeUndefined();
    return vi.mocked(createPace).mock.calls[0]?.[0].restFactor;
  };
  expect(await restOfPurge('9 minutes')).toBeUndefined();
  expect(await restOfPurge('11 minutes')).toBe(0.25);
  expect(await restOfPurge('0 minutes')).toBeUndefined();
});
