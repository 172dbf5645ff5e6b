import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isEventType, isPattern, matchesPatterns } from '../../src/domain/event-patterns.ts';
import { formatId, newId } from '../../src/ids.ts';
import { type Hookline, startHookline, type Tenant } from '../support/hookline.ts';
import { idsOf, newestFirst, rootList } from '../support/lists.ts';
import { pick, seededRandom } from '../support/random.ts';

/** The filters of endpoints by a part of a text and by a type that they receive, against what the code says of each. */

const ENDPOINTS = 100;
const random = seededRandom(23);

let hookline: Hookline;
beforeAll(async () => {
  hookline = await startHookline({ roles: { api: true, worker: false } });
});
afterAll(() => hookline[Symbol.asyncDispose]());

interface Row {
  id: string;
  name: string | null;
  url: string;
  description: string | null;
  eventPatterns: string[];
}

/** A tenant with such endpoints, written as they are. */
async function tenantWith(rows: readonly Partial<Row>[]): Promise<{ tenant: Tenant; endpoints: Row[] }> {
  const tenant = await hookline.createOrganization();
  const endpoints = rows.map((row) => ({
    ...{ id: newId(), name: null, url: 'https://example.com/', description: null, eventPatterns: [] },
    ...row,
  }));
  await hookline.app.core.database.prisma.endpoint.createMany({
    data: endpoints.map((row) => ({ ...row, organizationId: tenant.uuid, createdBy: 'test' })),
  });
  return { tenant, endpoints };
}

const list = rootList('endpoints', async () => []);
const shown = async ({ client }: Tenant, filter: object) =>
  idsOf(await list.page(client, { first: ENDPOINTS, filter }));
const times = <Value>(count: number, make: (index: number) => Value) =>
  Array.from({ length: count }, (_, n) => make(n));
const upTo = (max: number) => 1 + Math.floor(random() * max);

describe('the filter by a type', () => {
  const SEGMENTS = ['a', 'b', 'A', 'a_b', 'a-b', 'hookline', 'hooklines'];
  const aType = (max: number) => times(upTo(max), () => pick(random, SEGMENTS)).join('.');
  const aPattern = () => times(upTo(4), () => (random() < 0.4 ? '*' : pick(random, SEGMENTS))).join('.');

  it('shows whom matchesPatterns names, of generated patterns and types', async () => {
    const { tenant, endpoints } = await tenantWith([
      { eventPatterns: [] },
      { eventPatterns: ['*'] },
      { eventPatterns: ['hookline.*'] },
      { eventPatterns: ['*', 'hookline.a'] },
      ...times(ENDPOINTS - 4, () => ({ eventPatterns: times(upTo(3), aPattern) })),
    ]);
    const patterns = endpoints.flatMap(({ eventPatterns }) => eventPatterns);
    expect(patterns.filter((pattern) => !isPattern(pattern))).toEqual([]);
    let found = 0;
    for (const eventType of ['hookline', 'hookline.a', ...times(250, () => aType(5))]) {
      const receivers = endpoints.filter((row) => matchesPatterns(row.eventPatterns, eventType));
      expect(await shown(tenant, { eventType }), eventType).toEqual(newestFirst('Endpoint', receivers));
      found += receivers.length;
    }
    expect(found).toBeGreaterThan(1000);
  });

  it('shows whom the longest type and patterns of as many segments reach', async () => {
    const eventType = times(64, (n) => 'xy'.charAt(n % 2)).join('.');
    expect(isEventType(eventType)).toBe(true);
    const { tenant, endpoints } = await tenantWith([
      { eventPatterns: [eventType] },
      { eventPatterns: [times(64, () => '*').join('.')] },
      { eventPatterns: [`${'x.y.'.repeat(30)}*.y.*.y`] },
      { eventPatterns: [`${'*.'.repeat(31)}*`] },
      { eventPatterns: [`${'*.'.repeat(63)}z`] },
      { eventPatterns: [`${'x.y.'.repeat(31)}*`] },
      { eventPatterns: [`${'x.y.'.repeat(30)}*.y`] },
    ]);
    const receivers = endpoints.filter((row) => matchesPatterns(row.eventPatterns, eventType));
    expect(receivers).toHaveLength(5);
    expect(await shown(tenant, { eventType })).toEqual(newestFirst('Endpoint', receivers));
  });

  it.each(['', '.', 'a.', '.a', 'a..b', 'a b', 'a\n', 'a%', '*', 'a.*', 'a\0', '\ud800', 'a'.repeat(129)])(
    'shows nobody for %j, which is no name of a type',
    async (eventType) => {
      expect(isEventType(eventType)).toBe(false);
      const { tenant } = await tenantWith([
        { eventPatterns: [] },
        { eventPatterns: ['*'] },
        { eventPatterns: ['a.*'] },
      ]);
      expect(await shown(tenant, { eventType })).toEqual([]);
    },
  );
});

describe('the search', () => {
  it('shows whose texts contain the text in any case, of generated ones', async () => {
    const CHARACTERS = [
      'a',
      'A',
      'b',
      'é',
      'É',
      'Σ',
      'ß',
      'Я',
      'я',
      '日',
      '🙂',
      '%',
      '_',
      '\\',
      '*',
      "'",
      ' ',
      '\n',
    ];
    const aText = (max: number) => times(upTo(max), () => pick(random, CHARACTERS)).join('');
    const { tenant, endpoints } = await tenantWith(
      times(ENDPOINTS, (n) => ({
        name: random() < 0.7 ? aText(12) : null,
        url: `https://h${n}.example.com/${aText(3)}`,
        description: random() < 0.7 ? aText(30) : null,
      })),
    );
    const partOf = (text: string) => {
      const characters = [...text];
      const start = Math.floor(random() * characters.length);
      return characters.slice(start, start + upTo(6)).join('');
    };
    const needles = times(300, () => {
      const text = random() < 0.5 ? aText(4) : partOf(pick(random, endpoints).description ?? 'example');
      return random() < 0.5 ? text.toLowerCase() : text;
    });
    let found = 0;
    for (const search of [...needles, 'HTTPS://H1', '://', 'h42.']) {
      const fitting = endpoints.filter((row) =>
        [row.name, row.url, row.description].some((text) => text && lowered(text).includes(lowered(search))),
      );
      expect(await shown(tenant, { search }), search).toEqual(newestFirst('Endpoint', fitting));
      found += fitting.length;
    }
    expect(found).toBeGreaterThan(1000);
  });

  it('does not look across texts, and finds none in those that are not there', async () => {
    const { tenant, endpoints } = await tenantWith([
      { name: 'one', url: 'https://two.example/', description: 'three' },
      { name: null, url: 'https://null.example/', description: null },
    ]);
    expect(await shown(tenant, { search: 'onehttps' })).toEqual([]);
    expect(await shown(tenant, { search: 'one\nhttps' })).toEqual([]);
    expect(await shown(tenant, { search: 'null' })).toEqual([formatId('Endpoint', endpoints[1]?.id ?? '')]);
  });

  it('does not take a text for another that has the same parts', async () => {
    const { tenant } = await tenantWith([
      { name: 'abcd bcde' },
      { name: 'abc', url: 'https://bcd.example/', description: 'cde' },
      { name: 'ab bc' },
    ]);
    expect(await shown(tenant, { search: 'abcde' })).toEqual([]);
    expect(await shown(tenant, { search: 'abcd' })).toHaveLength(1);
    expect(await shown(tenant, { search: 'ca' })).toEqual([]);
  });

  it('shows everybody for an empty text, and nobody for what no text can be', async () => {
    const { tenant, endpoints } = await tenantWith(times(3, () => ({ name: 'a' })));
    expect(await shown(tenant, { search: '' })).toEqual(newestFirst('Endpoint', endpoints));
    for (const search of ['\0', 'a\0', '\ud83d', 'a\ud83d', 'a'.repeat(5000)])
      expect(await shown(tenant, { search })).toEqual([]);
  });

  it('counts what it shows', async () => {
    const { tenant } = await tenantWith(
      times(5, (n) => ({ name: n < 3 ? 'Red' : 'blue', eventPatterns: ['a.*'] })),
    );
    const count = async (filter: object) =>
      (
        await tenant.client.data<{ endpoints: { totalCount: number } }>(
          'query ($filter: EndpointFilter) { endpoints(filter: $filter, first: 1) { totalCount } }',
          { filter },
        )
      ).endpoints.totalCount;
    expect(await count({ search: 'rE' })).toBe(3);
    expect(await count({ search: 'red', eventType: 'a.b' })).toBe(3);
    expect(await count({ search: 'red', eventType: 'b.a' })).toBe(0);
  });
});

/** As PostgreSQL does it, character by character: JavaScript looks at the end of a word to tell σ from ς. */
function lowered(text: string): string {
  return Array.from(text, (character) => character.toLowerCase()).join('');
}
