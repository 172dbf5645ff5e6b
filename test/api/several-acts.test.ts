import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Hookline, startHookline } from '../support/hookline.ts';
import { addEventType } from '../support/pipeline.ts';
import { setScene } from '../support/scene.ts';

/** What the second act of an operation answers, where the first one's answer read the same. Nobody works meanwhile. */

let hookline: Hookline;
beforeAll(async () => {
  hookline = await startHookline({ roles: { api: true, worker: false } });
  await addEventType(hookline.admin, 'invoice.paid');
});
afterAll(() => hookline[Symbol.asyncDispose]());

it('a delivery waits for the endpoint that the act before paused', async () => {
  await using scene = await setScene(hookline);
  await scene.publish();
  const waiting = 'endpoint { deliveries { nodes { nextAttemptAt } } }';
  const data = await scene.tenant.client.data(
    `mutation ($id: ID!) {
      change: endpointUpdate(id: $id, input: { name: "Billing" }) { ... on EndpointUpdateSuccess { ${waiting} } }
      pause: endpointPause(id: $id) { ... on EndpointPauseSuccess { ${waiting} } } }`,
    { id: scene.endpoint.id },
  );
  const due = (nextAttemptAt: unknown) => ({ endpoint: { deliveries: { nodes: [{ nextAttemptAt }] } } });
  expect(data).toEqual({ change: due(expect.any(String)), pause: due(null) });
});

it('a payload that an act purged is not shown in its answer', async () => {
  await using scene = await setScene(hookline, () => 200, { undeliveredPayloadRetentionHours: 0 });
  const args = { id: scene.endpoint.id, delivery: await scene.publish({ payload: { amount: 1 } }) };
  const event = 'event { payload payloadText payloadPurgedAt }';
  const data = await scene.tenant.client.data(
    `mutation ($id: ID!, $delivery: ID!) {
      change: endpointUpdate(id: $id, input: { name: "Billing" }) {
        ... on EndpointUpdateSuccess { endpoint { deliveries { nodes { ${event} } } } } }
      cancel: deliveryCancel(id: $delivery) { ... on DeliveryCancelSuccess { delivery { ${event} } } } }`,
    args,
  );
  const kept = { payload: { amount: 1 }, payloadText: '{"amount":1}', payloadPurgedAt: null };
  const purged = { payload: null, payloadText: null, payloadPurgedAt: expect.any(String) };
  expect(data).toEqual({
    change: { endpoint: { deliveries: { nodes: [{ event: kept }] } } },
    cancel: { delivery: { event: purged } },
  });
});

it('what belongs to an organization has the name that the act before gave it', async () => {
  await using scene = await setScene(hookline);
  const test = 'endpointTest(id: $id) { ... on EndpointTestSuccess { delivery { organization { name } } } }';
  const data = await hookline.admin.data(
    `mutation ($id: ID!, $organization: ID!) {
      before: ${test}
      rename: organizationUpdate(id: $organization, input: { name: "ACME" }) { __typename }
      after: ${test} }`,
    { id: scene.endpoint.id, organization: scene.tenant.id },
  );
  expect(data).toMatchObject({ after: { delivery: { organization: { name: 'ACME' } } } });
});
