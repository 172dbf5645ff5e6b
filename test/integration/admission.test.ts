import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Hookline, startHookline, type Tenant } from '../support/hookline.ts';
import { addEndpoint } from '../support/pipeline.ts';
import { startReceiver } from '../support/receiver.ts';

let hookline: Hookline;
beforeAll(async () => {
  hookline = await startHookline();
  await hookline.admin.data('mutation { eventTypeCreate(input: { name: "invoice.paid" }) { __typename } }');
});
afterAll(() => hookline[Symbol.asyncDispose]());

async function publish(tenant: Tenant, count: number): Promise<void> {
  const input = Array.from({ length: count }, (_, place) => ({ type: 'invoice.paid', payload: { place } }));
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
    await addEndpoint(tenant.client, { url: receiver.url, maxConcurrency: 2 });
    await publish(tenant, 12);
    await receiver.received(12);
    expect(most).toBe(2);
  });

  it.each([
    ['as they are published', false],
    ['as they are resumed', true],
  ])('starts deliveries, one at a time, in the order of their batch, %s', async (_when, isPaused) => {
    await using receiver = await startReceiver(() => 200);
    const tenant = await hookline.createOrganization();
    const { id } = await addEndpoint(tenant.client, { url: receiver.url, maxConcurrency: 1 });
    const act = (name: string) =>
      tenant.client.data(`mutation ($id: ID!) { ${name}(id: $id) { __typename } }`, { id });
    if (isPaused) await act('endpointPause');
    await publish(tenant, 40);
    if (isPaused) await act('endpointResume');
    const requests = await receiver.received(40);
    const places = requests.map(({ body }) => JSON.parse(body).data.place);
    expect(places).toEqual(Array.from({ length: 40 }, (_, place) => place));
  });

  it('starts no more requests than rateLimitPerSecond allows', async () => {
    const times: number[] = [];
    await using receiver = await startReceiver(() => {
      times.push(performance.now());
      return 200;
    });
    const tenant = await hookline.createOrganization();
    await addEndpoint(tenant.client, { url: receiver.url, rateLimitPerSecond: 10, maxConcurrency: 100 });
    await publish(tenant, 15);
    await receiver.received(15);
    // 15 requests have 14 gaps of a tenth of a second; they may come later than that, not earlier.
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(1200);
  });
});
