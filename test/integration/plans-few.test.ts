import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cancelWaiting } from '../../src/domain/cancel-waiting.ts';
import { resumeWaiting } from '../../src/domain/resume-waiting.ts';
import { findUncovered } from '../../src/domain/stranded.ts';
import { formatId } from '../../src/ids.ts';
import { QUEUES } from '../../src/queue/contracts.ts';
import { type Hookline, startHookline } from '../support/hookline.ts';
import { read } from '../support/operations.ts';
import { describeScans, type Plan, planOf, type SentStatement, sentStatements } from '../support/plans.ts';
import { newIds } from '../support/rows.ts';

const ROWS = 10_000;
const OTHERS = 30;
const QUIET = 300;
/** A page of the busy one, and a look at each of the others. */
const LOOKED_AT_MAX = 300;

const [busy = '', busyEndpoint = '', ...ids] = newIds(2 + OTHERS + QUIET);
const others = ids.slice(0, OTHERS);
const quietEndpoints = ids.slice(OTHERS);

let hookline: Hookline;
const pool = () => hookline.app.core.database.pool;
const addEndpoints = `insert into endpoint (id, organization_id, created_by, url)
    select id, $1, 'test', 'https://example.com/' from unnest($2::uuid[]) id`;

beforeAll(async () => {
  hookline = await startHookline({ roles: { api: true, worker: false } });
  await pool().query(
    `insert into organization (id, name, partner_id) select id, 'organization', 'partner' from unnest($1::uuid[]) id`,
    [[busy, ...others]],
  );
  await pool().query(addEndpoints, [busy, [...newIds(ROWS), ...quietEndpoints, busyEndpoint]]);
  const eventIds = newIds(ROWS);
  await pool().query(
    `insert into event (id, organization_id, type, occurred_at)
     select id, $1, 'invoice.paid', now() from unnest($2::uuid[]) id`,
    [busy, eventIds],
  );
  await pool().query(
    `insert into delivery (id, organization_id, event_id, endpoint_id, event_type, status, completed_at)
     select id, $1, event_id, $2, 'invoice.paid', 'SUCCEEDED', now()
     from unnest($3::uuid[], $4::uuid[]) as new (id, event_id)`,
    [busy, busyEndpoint, newIds(ROWS), eventIds],
  );
  await pool().query('vacuum (analyze) organization, endpoint, event, delivery');
}, 60_000);
afterAll(() => hookline[Symbol.asyncDispose]());

/** Of all that is scanned, rows that are thrown away too. */
function expectLittle(plan: Plan, max: number, ofTable?: string): void {
  const scans = plan.nodes.filter(({ relation }) => relation !== null && (ofTable ?? relation) === relation);
  const lookedAt = scans.reduce((sum, { rows, removed }) => sum + rows + removed, 0);
  expect(lookedAt, describeScans(plan)).toBeLessThan(max);
}

describe(`where one has ${ROWS} rows and ${OTHERS} others have none`, () => {
  const ofPartner = { filter: { partnerId: 'partner' } };
  const ofBusy = () => ({ filter: { organizationId: formatId('Organization', busy) } });
  const lists: [what: string, list: string, args: () => object, selection: string][] = [
    ['a partner’s deliveries', 'deliveries', () => ofPartner, 'nodes { id }'],
    ['a partner’s events', 'events', () => ofPartner, 'nodes { id }'],
    [
      'the endpoints of each organization',
      'organizations',
      () => ofPartner,
      'nodes { endpoints { nodes { id } } }',
    ],
    ['the deliveries of each endpoint', 'endpoints', ofBusy, 'nodes { deliveries { nodes { id } } }'],
  ];

  it.each(lists)('%s are looked for by the index of each', async (_what, list, args, selection) => {
    const sent = await sentStatements(() => read(hookline.admin, list, { ...args(), first: 100 }, selection));
    const searches = sent.filter(({ text }) => / as key/.test(text) && text.includes('lateral'));
    expect(searches).toHaveLength(1);
    for (const search of searches) expectLittle(await planOf(pool(), search), LOOKED_AT_MAX);
  });
});

describe(`where one endpoint has ${ROWS} deliveries, another as many that are parked, and ${QUIET} have one each`, () => {
  const [parkedEndpoint = '', ...waiting] = newIds(1 + 2 * ROWS);
  const DISABLE = `set status = 'DISABLED', disabled_at = now(), disabled_reason = 'MANUAL'`;
  const BATCH = 500;
  beforeAll(async () => {
    await pool().query(addEndpoints, [busy, [parkedEndpoint]]);
    const addWaiting = `insert into delivery (id, organization_id, event_id, endpoint_id, event_type, next_attempt_at, parked_at)
      select id, $1, id, endpoint_id, 'invoice.paid', case when endpoint_id <> $4 then now() + interval '1 day' end,
        case when endpoint_id = $4 then now() end
      from unnest($2::uuid[], $3::uuid[]) as new (id, endpoint_id)`;
    // One after the other, as they come when both want the same events.
    const both = waiting.map((_, index) => (index % 2 ? busyEndpoint : parkedEndpoint));
    await pool().query(addWaiting, [busy, waiting, both, parkedEndpoint]);
    // What comes after it the statistics know as little as what is too rare for them.
    for (const table of ['delivery', 'delivery_waiting'])
      await pool().query(`alter table ${table} set (autovacuum_enabled = off)`);
    await pool().query('vacuum (analyze) endpoint, delivery, delivery_waiting');
    await pool().query(addWaiting, [busy, newIds(QUIET), quietEndpoints, parkedEndpoint]);
    // Half of the quiet ones wait to be canceled, and each has a job for that.
    const disabled = quietEndpoints.slice(QUIET / 2);
    await pool().query(`update endpoint ${DISABLE} where id = any($1::uuid[])`, [disabled]);
    const jobs = disabled.map((endpointId) => ({ data: { endpointId } }));
    await hookline.app.core.boss.insert(QUEUES.cancelWaiting.name, jobs);
  }, 60_000);

  /** Each is run once more, and what that changes is taken back. */
  async function plansOf(work: () => Promise<unknown>, isWanted: RegExp): Promise<Plan[]> {
    const statements = (await sentStatements(work)).filter(({ text }) => isWanted.test(text));
    expect(statements.length).toBeGreaterThan(0);
    return Promise.all(statements.map(plan));
  }

  async function plan(statement: SentStatement): Promise<Plan> {
    const client = await pool().connect();
    try {
      await client.query('begin');
      return await planOf(client, statement);
    } finally {
      await client.query('rollback');
      client.release();
    }
  }

  it('a partner’s that wait are looked for by the index of each organization', async () => {
    const filter = { partnerId: 'partner', status: ['PENDING', 'RETRYING'] };
    const list = () => read(hookline.admin, 'deliveries', { filter, first: 100 }, 'nodes { id }');
    for (const found of await plansOf(list, / as key/)) expectLittle(found, LOOKED_AT_MAX);
  });

  it('the sweep for stranded ones looks at each by an index, and at the jobs once', async () => {
    const find = async () =>
      expect(await findUncovered(pool())).toMatchObject([{ endpointId: parkedEndpoint }]);
    for (const found of await plansOf(find, /with recursive due/)) expectLittle(found, 2 * ROWS);
  });

  it('what waits for one that is disabled is found batch by batch, each after the one before', async () => {
    const [disabled = ''] = quietEndpoints.slice(-1);
    const cancel = () => cancelWaiting(hookline.app.core.database, disabled);
    const [find] = (await sentStatements(cancel)).filter(({ text }) =>
      text.includes('from delivery_waiting'),
    );
    const values = [parkedEndpoint, false, BATCH, waiting[2 * (ROWS - 2 * BATCH)]];
    expectLittle(await plan({ text: find?.text ?? '', values }), 4 * BATCH, 'delivery');
  });

  it('what was parked is resumed batch by batch, each after the one before', async () => {
    const parked = waiting.filter((_, index) => index % 2 === 0).toSorted();
    const resume = async () =>
      expect(await resumeWaiting(hookline.app.core.database, parkedEndpoint)).toBe(ROWS);
    const sent = (await sentStatements(resume)).filter(({ text }) => text.includes('parked_at is not null'));
    expect(sent).toHaveLength(ROWS / BATCH + 1);
    for (const [index, statement] of sent.entries()) {
      // Which index the planner takes depends on what it makes of their sizes; where it begins does not.
      if (index > 0) expect(statement.values).toContain(parked[index * BATCH - 1]);
      expectLittle(await plan(statement), 4 * BATCH);
    }
  });
});
