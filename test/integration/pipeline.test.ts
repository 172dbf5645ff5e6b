import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { followFeed } from '../support/feed.ts';
import { type Hookline, startHookline } from '../support/hookline.ts';
import { startReceiver } from '../support/receiver.ts';
import { verifyWebhook } from '../support/verify-webhook.ts';

let hookline: Hookline;
beforeAll(async () => {
  hookline = await startHookline();
  await hookline.admin.data('mutation { eventTypeCreate(input: { name: "invoice.paid" }) { __typename } }');
});
afterAll(() => hookline[Symbol.asyncDispose]());

describe('from publish to delivery', () => {
  it('delivers a signed event, retries it, records each attempt and streams it', async () => {
    await using receiver = await startReceiver((_request, _response, count) => (count === 1 ? 500 : 200));
    const tenant = await hookline.createOrganization();
    await using feed = await followFeed(hookline.url, tenant.key);

    const created = await tenant.client.data<{
      endpointCreate: { secret: string; endpoint: { id: string } };
    }>(
      `mutation ($url: String!) { endpointCreate(input: { url: $url }) { ... on EndpointCreateSuccess { secret endpoint { id } } } }`,
      { url: receiver.url },
    );
    const published = await tenant.client.data<{ eventPublish: { event: { id: string } } }>(
      `mutation { eventPublish(input: { type: "invoice.paid", payloadText: "{\\"amount\\": 12345678901234567890}" }) {
         ... on EventPublishSuccess { event { id } } } }`,
    );

    const { secret } = created.endpointCreate;
    const requests = await receiver.received(2);
    for (const request of requests) {
      expect(request.body).toContain('"data":{"amount": 12345678901234567890}}');
      expect(request.headers['webhook-id']).toBe(published.eventPublish.event.id);
      expect(() => verifyWebhook(request, secret)).not.toThrow();
    }
    expect(await feed.next()).toMatchObject({
      attemptNumber: 1,
      outcome: 'REJECTED',
      responseStatus: 500,
      deliveryStatus: 'RETRYING',
    });
    expect(await feed.next()).toMatchObject({
      attemptNumber: 2,
      outcome: 'SUCCEEDED',
      responseStatus: 200,
      deliveryStatus: 'SUCCEEDED',
    });
  });
});
