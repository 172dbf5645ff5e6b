import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { binaryArray } from '../../src/db/binary-arrays.ts';
import { newIds } from '../support/rows.ts';

// PostgreSQL itself says what is in an array.

let client: pg.Client;

beforeAll(async () => {
  client = new pg.Client({ connectionString: inject('postgresUrl') });
  await client.connect();
});
afterAll(() => client.end());

const TEXTS = ['', 'ok', null, 'äöü €', '𝄞 and 👍', '{"a": [1, "NULL"]}', `a\\"b',{}`, 'x'.repeat(100_000)];
const JSON_VALUES = [{ name: 'é', value: null }, [], 'text', 1.5, [{ a: '\\u0001"' }]];

const ids = [...newIds(300), '00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];
const integers = [0, null, -1, 2_147_483_647, -2_147_483_648];
const floats = [0, -0.1, 1e300, 5e-324];
const booleans = [true, false, true];

it.each<[type: string, items: unknown[], array: Buffer]>([
  ['uuid', ids, binaryArray.uuid(ids)],
  ['int', integers, binaryArray.int4(integers)],
  ['float', floats, binaryArray.float8(floats)],
  ['boolean', booleans, binaryArray.bool(booleans)],
  ['text', TEXTS, binaryArray.text(TEXTS)],
  [
    'jsonb',
    [...JSON_VALUES, null],
    binaryArray.jsonb([...JSON_VALUES.map((value) => JSON.stringify(value)), null]),
  ],
  ['text', [], binaryArray.text([])],
])('PostgreSQL finds in an array of %s what was put in', async (type, items, array) => {
  const { rows } = await client.query<{ item: unknown }>(
    `select item from unnest($1::${type}[]) with ordinality as read (item, place) order by place`,
    [array],
  );
  expect(rows.map(({ item }) => item)).toEqual(items);
});
