import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Scope } from '../../src/db/generated/prisma/enums.ts';
import { createApiKey } from '../../src/domain/api-keys.ts';
import { cancelExpiredBacklog, cancelWaiting } from '../../src/domain/cancel-waiting.ts';
import { findWaiting, loadDue } from '../../src/domain/load-deliveries.ts';
import { resumeWaiting } from '../../src/domain/resume-waiting.ts';
import { purgeExpired } from '../../src/domain/retention.ts';
import { formatId } from '../../src/ids.ts';
import { createClient, type GraphqlClient } from '../support/client.ts';
import { type Hookline, startHookline } from '../support/hookline.ts';
import { fillLargeTables, type LargeTables } from '../support/large-tables.ts';
import { type ListQuestion, listQuestions } from '../support/list-questions.ts';
import { read } from '../support/operations.ts';
import {
  describeScans,
  type Plan,
  planOf,
  type SentStatement,
  sentStatements,
  tableOf,
} from '../support/plans.ts';
import { newIds } from '../support/rows.ts';

const ROWS = 100_000;
/** What no question about the lists may be answered by reading from end to end. */
const LARGE = ['event', 'delivery', 'delivery_attempt', 'endpoint', 'signing_secret'];
/** A page of rows or two: of a partition that has hardly any, reading all of them is the best plan. */
const FEW_ROWS = 100;
/** Of the table: what one question may look at. The rare values of the data come up in less, its tenants have more. */
const LOOKED_AT_MAX = ROWS * 0.03;

let hookline: Hookline;
let tables: LargeTables;
let clients: Record<ListQuestion['as'], GraphqlClient>;
beforeAll(async () => {
  hookline = await startHookline({ roles: { api: true, worker: false } });
  const { database } = hookline.app.core;
  tables = await fillLargeTables(database.pool, ROWS);
  const scopes = Object.values(Scope).filter((scope) => scope !== 'ADMIN');
  const clientOf = async (organizationId: string) =>
    createClient(hookline.url, (await createApiKey(database, { organizationId, name: 'plans', scopes })).key);
  clients = { admin: hookline.admin, big: await clientOf(tables.big), small: await clientOf(tables.small) };
}, 120_000);
afterAll(() => hookline[Symbol.asyncDispose]());

const pool = () => hookline.app.core.database.pool;

/** The plans of what is asked of the large tables meanwhile, the rows by their ids aside. */
async function plansOf(
  work: () => Promise<unknown>,
  isWanted: (sent: SentStatement) => boolean,
): Promise<Plan[]> {
  const statements = (await sentStatements(work)).filter(isWanted);
  expect(statements.length).toBeGreaterThan(0);
  return Promise.all(statements.map((statement) => planOf(pool(), statement)));
}

const isSearch = ({ text }: SentStatement) => / as key/.test(text);

/** What is wrong with a plan, in words. */
function faultsOf(plan: Plan, large: readonly string[] = LARGE): string[] {
  const scans = plan.nodes.filter(({ relation }) => relation && large.includes(tableOf(relation)));
  const lookedAt = scans.reduce((sum, { rows, removed }) => sum + rows + removed, 0);
  const fromEndToEnd = scans.some(
    ({ type, rows, removed }) => type === 'Seq Scan' && rows + removed > FEW_ROWS,
  );
  return [
    ...(fromEndToEnd ? [`reads from end to end: ${describeScans(plan)}`] : []),
    ...(lookedAt > LOOKED_AT_MAX ? [`looks at ${lookedAt} rows: ${describeScans(plan)}`] : []),
  ];
}

describe(`on tables of ${ROWS} rows`, () => {
  it('every filter, and every combination that users ask for, is answered by an index', async () => {
    const faults: string[] = [];
    const questions = listQuestions(tables);
    for (const { name, as, list, filter } of questions) {
      const title = `${list} as ${as}: ${name}`;
      const plans = await plansOf(() => read(clients[as], list, { filter }, 'nodes { id }'), isSearch);
      faults.push(...plans.flatMap((plan) => faultsOf(plan)).map((fault) => `${title}: ${fault}`));
    }
    console.log(`plans: ${questions.length} questions`);
    expect(questions.length).toBeGreaterThan(300);
    expect(faults).toEqual([]);
  }, 120_000);

  const nested: [what: string, parent: string, selection: string, idOf: () => string][] = [
    ['an endpoint’s deliveries', 'endpoint', 'deliveries', () => formatId('Endpoint', tables.busyEndpoint)],
    [
      'its failed ones',
      'endpoint',
      'deliveries(filter: { status: [FAILED] })',
      () => formatId('Endpoint', tables.busyEndpoint),
    ],
    [
      'its waiting ones',
      'endpoint',
      'deliveries(filter: { status: [PENDING, RETRYING] })',
      () => formatId('Endpoint', tables.busyEndpoint),
    ],
    [
      'those of a quiet one',
      'endpoint',
      'deliveries(filter: { isTest: true })',
      () => formatId('Endpoint', tables.quietEndpoint),
    ],
    ['an event’s deliveries', 'event', 'deliveries', () => formatId('Event', tables.event)],
    ['a delivery’s attempts', 'delivery', 'attempts', () => formatId('Delivery', tables.delivery)],
    [
      'an organization’s endpoints',
      'organization',
      'endpoints(filter: { label: "rare" })',
      () => formatId('Organization', tables.small),
    ],
  ];

  it.each(nested)('so are %s', async (_what, parent, selection, idOf) => {
    const ask = () => read(hookline.admin, parent, { id: idOf() }, `${selection} { nodes { id } }`);
    const plans = await plansOf(ask, isSearch);
    expect(plans.flatMap((plan) => faultsOf(plan))).toEqual([]);
  });

  it('so is what the server asks of itself: cancel, resume, purge', async () => {
    const { database } = hookline.app.core;
    const disable = `update endpoint set status = 'DISABLED', disabled_at = now(), disabled_reason = 'MANUAL' where id = $1`;
    await pool().query(disable, [tables.quietEndpoint]);
    const statements = await sentStatements(async () => {
      await cancelWaiting(database, tables.quietEndpoint);
      await resumeWaiting(database, tables.busyEndpoint);
      await cancelExpiredBacklog(database);
      await purgeExpired(database, { deliveredPayloadRetentionHours: 168 });
    });
    const asked = statements.filter(({ text }) =>
      /(from|update) (delivery|delivery_waiting|payload_expiry|event_payload|endpoint|signing_secret)/.test(
        text,
      ),
    );
    expect(asked.length).toBeGreaterThan(4);
    const faults: string[] = [];
    for (const statement of asked) {
      const client = await pool().connect();
      try {
        await client.query('begin');
        const plan = await planOf(client, statement);
        faults.push(...faultsOf(plan).map((fault) => `${statement.text.trim().slice(0, 80)}…: ${fault}`));
      } finally {
        await client.query('rollback');
        client.release();
      }
    }
    expect(faults).toEqual([]);
  });

  it('so is the search for a part of an organization’s name', async () => {
    await pool().query(
      `insert into organization (id, name) select gen_random_uuid(), 'tenant ' || n from generate_series(1, 5000) n`,
    );
    await pool().query('vacuum (analyze) organization');
    for (const search of ['TENANT 1234', 'no such text', 'zq', '%']) {
      const ask = () => read(hookline.admin, 'organizations', { filter: { search } }, 'nodes { id }');
      const plans = await plansOf(ask, isSearch);
      expect(plans.flatMap((plan) => faultsOf(plan, ['organization']))).toEqual([]);
    }
  });

  describe('with 20,000 deliveries that wait for one endpoint, beside those of the others', () => {
    const BACKLOG = 20_000;
    beforeAll(async () => {
      await pool().query(
        `insert into delivery (id, organization_id, event_id, endpoint_id, event_type, next_attempt_at)
         select id, $1, event_id, $2, 'common.type-1', now() - n * interval '1 millisecond'
         from unnest($3::uuid[], $4::uuid[]) with ordinality as new (id, event_id, n)`,
        [tables.big, tables.busyEndpoint, newIds(BACKLOG), newIds(BACKLOG)],
      );
      await pool().query('vacuum (analyze) delivery, delivery_waiting');
    });

    const waitingScans = ({ nodes }: Plan) =>
      nodes.filter(({ relation, rows, removed }) => relation === 'delivery_waiting' && rows + removed > 0);

    it('what is due for an endpoint is read by the index of what is due, and no more than is wanted', async () => {
      const wanted = 50;
      const lanes = [tables.busyEndpoint, tables.quietEndpoint].flatMap((endpointId) =>
        [null, new Date()].map((since) => ({ endpointId, wanted, since })),
      );
      const isLoad = ({ text }: SentStatement) => text.includes('w.next_attempt_at >= lane.since');
      for (const lane of lanes) {
        const load = () => loadDue(hookline.app.core.database, [lane], [tables.delivery]);
        const [plan] = (await plansOf(load, isLoad)) as [Plan];
        const scans = waitingScans(plan);
        for (const { index } of scans) expect(index).toBe('delivery_waiting_due_idx');
        const rows = scans.reduce((sum, scan) => sum + scan.rows + scan.removed, 0);
        // One more says when to look again, and one may be held.
        expect(rows, describeScans(plan)).toBeLessThanOrEqual(wanted + 2);
        expect(plan.nodes.filter(({ type }) => type === 'Sort' || type === 'Seq Scan')).toEqual([]);
      }
    });

    it('every list of what waits is answered by an index', async () => {
      const large = [...LARGE, 'delivery_waiting'];
      const waiting = listQuestions(tables).filter(({ name }) => /^(pending|waiting)\b(?!.* or )/.test(name));
      expect(waiting.length).toBeGreaterThan(10);
      const faults: string[] = [];
      for (const { name, as, list, filter } of waiting) {
        const plans = await plansOf(() => read(clients[as], list, { filter }, 'nodes { id }'), isSearch);
        const found = plans.flatMap((plan) => faultsOf(plan, large));
        faults.push(...found.map((fault) => `${list} as ${as}: ${name}: ${fault}`));
      }
      expect(faults).toEqual([]);
    });

    it('what waits at all is found by one entry of each endpoint', async () => {
      const waiting = await findWaiting(pool(), 15_000);
      const { rows: endpoints } = await pool().query(
        'select 1 from delivery where next_attempt_at is not null group by endpoint_id',
      );
      expect(waiting.length).toBe(endpoints.length);
      const isFind = ({ text }: SentStatement) => text.includes('with recursive first');
      const [plan] = (await plansOf(() => findWaiting(pool(), 15_000), isFind)) as [Plan];
      const scans = waitingScans(plan);
      for (const { index } of scans) expect(index).toBe('delivery_waiting_due_idx');
      const rows = scans.reduce((sum, scan) => sum + scan.rows + scan.removed, 0);
      // Told as an average over the steps, which is rounded.
      expect(rows, describeScans(plan)).toBeLessThanOrEqual(waiting.length + 2);
    });
  });

  it('would be told of a filter without one', async () => {
    const plan = await planOf(pool(), {
      text: `select id from delivery where attempt_count = 77`,
      values: [],
    });
    expect(faultsOf(plan)).toEqual([
      expect.stringContaining('from end to end'),
      expect.stringContaining('looks at'),
    ]);
  });
});
