import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Hookline, startHookline, type Tenant } from '../support/hookline.ts';
import { startReceiver } from '../support/receiver.ts';

let hookline: Hookline;
beforeAll(async () => {
  hookline = await startHookline();
  await hookline.admin.data('mutation { eventTypeCreate(input: { name: "invoice.paid" }) { __typename } }');
});
afterAll(() => hookline[Symbol.asyncDispose]());

async function createEndpoint(tenant: Tenant, input: object): Promise<void> {
  const answer = await tenant.client.data<{ endpointCreate: { __typename: string } }>(
    'mutation ($input: EndpointCreateInput!) { endpointCreate(input: $input) { __typename } }',
    { input },
  );
  expect(answer.endpointCreate.__typename).toBe('EndpointCreateSuccess');
}

async function publish(tenant: Tenant, count: number): Promise<void> {
  const input = Array.from({ length: count }, () => ({ type: 'invoice.paid', payload: {} }));
  await tenant.client.data(
    'mutation ($input: [EventPublishInput!]!) { eventPublishBatch(input: $input) { __typename } }',
    { input },
  );
}

describe('an endpoint’s own limits', () => {
  it('has at most maxConcurrency requests in flight, and all of them arrive', async () => {
    let inFlight = 0;
    let most = 0;
    await using receiver = await startReceiver((_request, response) => {
      inFlight += 1;
      most = Math.max(most, inFlight);
      setTimeout(() => {
        inFlight -= 1;
        response.writeHead(200).end();
      }, 20);
      return undefined;
    });
    const tenant = await hookline.createOrganization();
    await createEndpoint(tenant, { url: receiver.url, maxConcurrency: 2 });
    await publish(tenant, 12);
    await receiver.received(12);
    expect(most).toBe(2);
  });

  it('starts no more requests than rateLimitPerSecond allows', async () => {
    const times: number[] = [];
    await using receiver = await startReceiver(() => {
      times.push(performance.now());
      return 200;
    });
    const tenant = await hookline.createOrganization();
    await createEndpoint(tenant, { url: receiver.url, rateLimitPerSecond: 10, maxConcurrency: 100 });
    await publish(tenant, 15);
    await receiver.received(15);
    // 15 requests have 14 gaps of a tenth of a second; they may come later than that, not earlier.
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(1200);
  });
});
