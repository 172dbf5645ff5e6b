import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { matchesPatterns } from '../../src/domain/event-patterns.ts';
import { formatId } from '../../src/ids.ts';
import type { GraphqlClient } from '../support/client.ts';
import { type Hookline, startHookline } from '../support/hookline.ts';
import {
  LABELS,
  type ListData,
  mostCommon,
  PARTNERS,
  setListScene,
  TYPES,
  uuidAt,
} from '../support/list-data.ts';
import { idsOf, nestedList, newestFirst, pageForwards, rootList } from '../support/lists.ts';
import { contract, operationText } from '../support/operations.ts';
import { pick, seededRandom } from '../support/random.ts';

/** Each filter of each list against what the rows themselves say. */

const random = seededRandom(11);

let hookline: Hookline;
let data: ListData;
let tenant: GraphqlClient;
let own: string;
let endpoint: string;
/** The organization that the administrator's key is of. */
let development: string;
beforeAll(async () => {
  hookline = await startHookline({ roles: { api: true, worker: false } });
  ({ data, tenant, own } = await setListScene(hookline, random));
  endpoint = mostCommon(data.deliveries.map(({ endpointId }) => endpointId));
  const { viewer } = await hookline.admin.data<{ viewer: { organization: { id: string } } }>(
    '{ viewer { organization { id } } }',
  );
  development = viewer.organization.id;
  data.organizations = data.organizations.filter(({ id }) => formatId('Organization', id) !== development);
});
afterAll(() => hookline[Symbol.asyncDispose]());

const prisma = () => hookline.app.core.database.prisma;

/** A filter's members: what may be asked, and which rows that lets through. */
type Members<Row> = Record<string, { values: () => unknown; fits: (row: Row, value: never) => boolean }>;

const contains = (text: string | null, part: string) =>
  (text ?? '').toLowerCase().includes(part.toLowerCase());
const partnerOf = (organizationId: string) =>
  data.organizations.find(({ id }) => id === organizationId)?.partnerId;
const someTime = () => new Date(Date.now() - random() * 60 * 86_400_000);
const someOf = <Value>(values: readonly Value[]) => values.filter(() => random() < 0.5);
const anOrganization = () => formatId('Organization', pick(random, data.organizations).id);

const common = {
  organizationId: {
    values: anOrganization,
    fits: (row: { organizationId: string }, value: string) =>
      formatId('Organization', row.organizationId) === value,
  },
  partnerId: {
    values: () => pick(random, [...PARTNERS, 'none']),
    fits: (row: { organizationId: string }, value: string) => partnerOf(row.organizationId) === value,
  },
};
const times = {
  since: {
    values: () => someTime().toISOString(),
    fits: (row: { createdAt: Date }, value: string) => row.createdAt >= new Date(value),
  },
  until: {
    values: () => someTime().toISOString(),
    fits: (row: { createdAt: Date }, value: string) => row.createdAt < new Date(value),
  },
  isTest: {
    values: () => random() < 0.5,
    fits: (row: { isTest: boolean }, value: boolean) => row.isTest === value,
  },
};
const STATUSES = ['PENDING', 'RETRYING', 'SUCCEEDED', 'FAILED', 'CANCELED'] as const;

const filters = {
  endpoints: {
    ...common,
    externalId: {
      values: () => `endpoint-${Math.floor(random() * 60)}`,
      fits: (row, value: string) => row.externalId === value,
    },
    status: {
      values: () => someOf(['ACTIVE', 'PAUSED', 'DISABLED']),
      fits: (row, value: string[]) => value.includes(row.status),
    },
    label: {
      values: () => pick(random, [...LABELS, 'none']),
      fits: (row, value: string) => row.labels.includes(value),
    },
    eventType: {
      values: () => pick(random, TYPES),
      fits: (row, value: string) => matchesPatterns(row.eventPatterns, value),
    },
    search: {
      values: () => pick(random, ['HOST-3', '0%_1', 'endpoint 1', '%', '_', '\\', 'hook', 'nothing']),
      fits: (row, value: string) =>
        [row.name, row.url, row.description].some((text) => contains(text, value)),
    },
  } satisfies Members<ListData['endpoints'][number]>,
  events: {
    ...common,
    ...times,
    type: {
      values: () => pick(random, [...TYPES, 'none']),
      fits: (row, value: string) => row.type === value,
    },
    idempotencyKey: {
      values: () => `key-${Math.floor(random() * 31)}`,
      fits: (row, value: string) => row.idempotencyKey === value,
    },
  } satisfies Members<ListData['events'][number]>,
  deliveries: {
    ...common,
    ...times,
    endpointId: {
      values: () => formatId('Endpoint', pick(random, data.deliveries).endpointId),
      fits: (row, value: string) => formatId('Endpoint', row.endpointId) === value,
    },
    eventId: {
      values: () => formatId('Event', pick(random, data.deliveries).eventId),
      fits: (row, value: string) => formatId('Event', row.eventId) === value,
    },
    eventType: {
      values: () => pick(random, [...TYPES, 'none']),
      fits: (row, value: string) => row.eventType === value,
    },
    status: { values: () => someOf(STATUSES), fits: (row, value: string[]) => value.includes(row.status) },
  } satisfies Members<ListData['deliveries'][number]>,
  organizations: {
    partnerId: {
      values: () => pick(random, [...PARTNERS, 'none']),
      fits: (row, value: string) => row.partnerId === value,
    },
    externalId: {
      values: () => `external-${Math.floor(random() * 5)}`,
      fits: (row, value: string) => row.externalId === value,
    },
    search: {
      values: () => pick(random, ['BIG', 'organization_', '%', '_3%', 'nothing']),
      fits: (row, value: string) => contains(row.name, value),
    },
  } satisfies Members<ListData['organizations'][number]>,
};

const NODE_OF = {
  endpoints: 'Endpoint',
  events: 'Event',
  deliveries: 'Delivery',
  organizations: 'Organization',
} as const;

describe('a filter', () => {
  it('has each of the members that the schema has', () => {
    for (const [list, members] of Object.entries(filters)) {
      const type = contract.getType(`${NODE_OF[list as keyof typeof NODE_OF]}Filter`) as unknown as {
        getFields(): object;
      };
      expect(Object.keys(members).toSorted(), list).toEqual(Object.keys(type.getFields()).toSorted());
    }
  });

  const cases = (Object.keys(filters) as (keyof typeof filters)[]).flatMap((list) =>
    (['admin', 'tenant'] as const).map((as) => [list, as] as const),
  );

  it.each(cases)(
    'of %s as %s shows exactly what fits it (each member alone, and 150 combinations)',
    async (list, as) => {
      const members = filters[list] as unknown as Members<Row>;
      const rows: Row[] = data[list];
      const visible = rows.filter((row) => as === 'admin' || (row.organizationId ?? row.id) === own);
      const names = Object.keys(members);
      const chosen = [...names.map((name) => [name]), ...Array.from({ length: 150 }, () => someOf(names))];
      const client = as === 'admin' ? hookline.admin : tenant;
      const source = rootList(list, async () => []);
      let shown = 0;
      for (const some of chosen) {
        const filter = filterOf(members, some);
        const expected = newestFirst(NODE_OF[list], visible.filter(fitting(members, filter)));
        const found = await pageForwards(client, source, () => 100, { filter });
        // The installation has an organization of its own, which is none of the data's.
        const known = found.filter((id) => id !== development);
        expect(known, JSON.stringify(filter)).toEqual(expected);
        shown += expected.length;
      }
      expect(shown).toBeGreaterThan(as === 'admin' ? 100 : 5);
    },
  );

  it('of what a row has is joined with what the row fixes', async () => {
    const rows: Row[] = data.deliveries.filter(({ endpointId }) => endpointId === endpoint);
    const nested = nestedList(
      'Endpoint',
      'deliveries',
      () => endpoint,
      async () => [],
    );
    const members = filters.deliveries as unknown as Members<Row>;
    const names = Object.keys(members).filter((name) => name !== 'endpointId');
    for (let round = 0; round < 80; round++) {
      const filter = filterOf(members, someOf(names));
      const expected = newestFirst('Delivery', rows.filter(fitting(members, filter)));
      const page = await nested.page(hookline.admin, { first: 100, filter });
      expect(idsOf(page), JSON.stringify(filter)).toEqual(expected);
    }
    const other = data.deliveries.find(({ endpointId }) => endpointId !== endpoint)?.endpointId ?? '';
    const filter = { endpointId: formatId('Endpoint', other) };
    expect(idsOf(await nested.page(hookline.admin, { filter }))).toEqual([]);
  });

  it('by partner keeps the order over all of its organizations, page by page', async () => {
    const rows = data.deliveries.filter((row) => partnerOf(row.organizationId) === 'north');
    expect(new Set(rows.map(({ organizationId }) => organizationId)).size).toBeGreaterThan(1);
    const expected = newestFirst('Delivery', rows);
    const list = rootList('deliveries', async () => expected);
    const filter = { partnerId: 'north' };
    for (const first of [3, 50])
      expect(await pageForwards(hookline.admin, list, () => first, { filter })).toEqual(expected);
    expect(idsOf(await list.page(hookline.admin, { last: 5, filter }))).toEqual(expected.slice(-5));
  });

  it('by time finds a row whose id was made by a clock that is off by half an hour', async () => {
    const { uuid: organizationId } = await hookline.createOrganization();
    const at = Date.now() - 3_600_000;
    const [slow, fast] = [uuidAt(at - 1_800_000), uuidAt(at + 1_800_000)];
    const createdAt = new Date(at);
    await prisma().event.createMany({
      data: [slow, fast].map((id) => ({ id, organizationId, type: 'x', occurredAt: createdAt, createdAt })),
    });
    const filter = {
      organizationId: formatId('Organization', organizationId),
      since: createdAt.toISOString(),
      until: new Date(at + 1).toISOString(),
    };
    const page = await rootList('events', async () => []).page(hookline.admin, { filter });
    expect(idsOf(page)).toEqual([formatId('Event', fast), formatId('Event', slow)]);
  });

  it('of API keys shows the revoked ones only when they are asked for', async () => {
    const keys = await prisma().apiKey.findMany({ where: { organizationId: own } });
    const list = rootList('apiKeys', async () => []);
    const shown = async (filter: object) => idsOf(await list.page(hookline.admin, { first: 100, filter }));
    const organizationId = formatId('Organization', own);
    const usable = keys.filter(({ revokedAt }) => revokedAt === null);
    expect(usable).toHaveLength(keys.length - 3);
    expect(await shown({ organizationId })).toEqual(newestFirst('ApiKey', usable));
    expect(await shown({ organizationId, includeRevoked: true })).toEqual(newestFirst('ApiKey', keys));
  });

  it('counts what fits it, whatever the page', async () => {
    const filter = { label: 'red' };
    const rows = data.endpoints.filter(({ labels }) => labels.includes('red'));
    const text = operationText('query', 'endpoints', ['filter', 'first'], 'totalCount nodes { id }');
    const count = async (client: GraphqlClient) =>
      (await client.data<{ endpoints: { totalCount: number } }>(text, { filter, first: 1 })).endpoints
        .totalCount;
    expect(await count(hookline.admin)).toBe(rows.length);
    expect(await count(tenant)).toBe(rows.filter(({ organizationId }) => organizationId === own).length);
  });
});

type Row = { id: string; organizationId?: string };

function filterOf(members: Members<Row>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, members[name]?.values()]));
}

function fitting(members: Members<Row>, filter: Record<string, unknown>): (row: Row) => boolean {
  return (row) => Object.entries(filter).every(([name, value]) => members[name]?.fits(row, value as never));
}
