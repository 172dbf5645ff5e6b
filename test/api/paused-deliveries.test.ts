import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Hookline, startHookline } from '../support/hookline.ts';
import { addEventType, uuidOf } from '../support/pipeline.ts';
import { type Scene, setScene } from '../support/scene.ts';
import { statementsOf } from '../support/statements.ts';

/** `nextAttemptAt` of what waits, by every way to a delivery. Nobody works, so that the rows stay as they are. */

let hookline: Hookline;
beforeAll(async () => {
  hookline = await startHookline({ roles: { api: true, worker: false } });
  await addEventType(hookline.admin, 'invoice.paid');
});
afterAll(() => hookline[Symbol.asyncDispose]());

const DUE = '2100-01-01T00:00:00.000Z';

/** A delivery that failed once and is due at a moment. */
async function retrying(scene: Scene): Promise<string> {
  const id = await scene.publish();
  await hookline.app.core.database.pool.query(
    `update delivery set status = 'RETRYING', attempt_count = 1, automatic_count = 1, next_attempt_at = $2 where id = $1`,
    [uuidOf(id), DUE],
  );
  return id;
}

const QUERY = `query ($delivery: ID!, $endpoint: ID!) {
  delivery(id: $delivery) { nextAttemptAt event { deliveries { nodes { nextAttemptAt } } } }
  node(id: $delivery) { ... on Delivery { nextAttemptAt } }
  endpoint(id: $endpoint) { deliveries { nodes { nextAttemptAt } } }
  deliveries { nodes { nextAttemptAt } } }`;

/** Each nextAttemptAt of an answer. */
async function timesOf({ tenant, endpoint }: Scene, delivery: string): Promise<unknown[]> {
  const data = await tenant.client.data<object>(QUERY, { delivery, endpoint: endpoint.id });
  const times: unknown[] = [];
  JSON.stringify(data, (key, value: unknown) => {
    if (key === 'nextAttemptAt') times.push(value);
    return value;
  });
  return times;
}

it('a delivery that is due later has no nextAttemptAt while its endpoint is PAUSED', async () => {
  await using scene = await setScene(hookline);
  const delivery = await retrying(scene);
  const everywhere = (time: string | null) => Array(5).fill(time);
  expect(await timesOf(scene, delivery)).toEqual(everywhere(DUE));
  await scene.act('endpointPause');
  expect(await timesOf(scene, delivery)).toEqual(everywhere(null));
  await scene.act('endpointResume');
  expect(await timesOf(scene, delivery)).toEqual(everywhere(DUE));
});

it('the pause of an endpoint is none of another', async () => {
  await using paused = await setScene(hookline);
  await using active = await setScene(hookline);
  const [waiting, due] = [await retrying(paused), await retrying(active)];
  await paused.act('endpointPause');
  const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Delivery { nextAttemptAt } } }';
  expect(await hookline.admin.data(query, { ids: [due, waiting] })).toEqual({
    nodes: [{ nextAttemptAt: DUE }, { nextAttemptAt: null }],
  });
});

it('a list takes one statement for it, whatever its length', async () => {
  await using scene = await setScene(hookline);
  const cost = async (fields: string) => {
    const query = `{ deliveries(first: 100) { nodes { ${fields} } } }`;
    const statements = await statementsOf(() => scene.tenant.client.data(query));
    return statements.filter((text) => /\bendpoint\b/.test(text)).length;
  };
  await retrying(scene);
  expect(await cost('id')).toBe(0);
  expect(await cost('id nextAttemptAt')).toBe(1);
  for (let count = 0; count < 10; count++) await retrying(scene);
  expect(await cost('id nextAttemptAt')).toBe(1);
});
