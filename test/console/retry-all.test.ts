import type { Page, Request } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { GraphqlClient } from '../support/client.ts';
import {
  executable,
  faultsOf,
  holdRequest,
  openDesk,
  overflow,
  PATIENCE,
  signIn,
  visit,
} from '../support/console.ts';
import { followFeed } from '../support/feed.ts';
import type { Hookline, Tenant } from '../support/hookline.ts';
import { type AddedEndpoint, addEndpoint, addEventType } from '../support/pipeline.ts';
import { type Proxy as Network, startProxy } from '../support/proxy.ts';
import { type Receiver, startReceiver } from '../support/receiver.ts';

describe.skipIf(!executable)('The console’s retry of all that failed', { timeout: 60_000 }, () => {
  const stack = new AsyncDisposableStack();
  let hookline: Hookline;
  let tenant: Tenant;
  let endpoint: AddedEndpoint;
  let receiver: Receiver;
  let network: Network;
  let page: Page;
  let status = 500;

  beforeAll(async () => {
    receiver = stack.use(await startReceiver(() => status));
    ({ hookline, page } = stack.use(await openDesk()));
    network = stack.use(await startProxy(hookline.url));
    await addEventType(hookline.admin, 'order.shipped');
  }, 60_000);
  afterAll(() => stack.disposeAsync());

  beforeEach(async () => {
    tenant = await hookline.createOrganization();
    endpoint = await addEndpoint(tenant.client, { url: receiver.url, name: 'Orders', maxRetries: 1 });
    await page.goto(network.url);
    await page.evaluate(() => sessionStorage.clear());
    await signIn(page, network.url, tenant.key);
  });

  /** So many that failed for good, each with two attempts, at an endpoint that takes all from now on. */
  async function fail(count: number, endpoints = 1): Promise<void> {
    const { client, key } = tenant;
    status = 500;
    await using feed = await followFeed(hookline.url, key);
    await publishMany(client, count);
    for (let n = 0; n < count * endpoints; n++)
      await feed.next(({ deliveryStatus }) => deliveryStatus === 'FAILED');
    status = 200;
  }
  /** How many deliveries have how many attempts. */
  async function attemptCounts(): Promise<Record<number, number>> {
    const { rows } = await hookline.app.core.database.pool.query<{ attempts: number; count: number }>(
      `select attempts, count(*)::int from (select count(*)::int as attempts from delivery_attempt
         where organization_id = $1 group by delivery_id) as of_delivery group by attempts`,
      [tenant.uuid],
    );
    return Object.fromEntries(rows.map(({ attempts, count }) => [attempts, count]));
  }
  const dialog = () => page.getByRole('dialog', { name: 'Retry all that failed' });
  async function ask(path = '/console/deliveries?status=FAILED'): Promise<void> {
    await visit(page, network.url, path);
    await page.getByRole('button', { name: 'Retry all…' }).click();
  }
  const press = (name: string) => dialog().getByRole('button', { name, exact: true }).click(PATIENCE);
  const says = (words: string | RegExp) => dialog().getByRole('status').getByText(words).waitFor();

  /** @returns the ids that a request asks for, or null for one that retries nothing */
  function retriedBy(request: Request): string[] | null {
    const { query, variables } = (request.postDataJSON() ?? {}) as { query?: string; variables?: object };
    return query?.includes('mutation DeliveryRetries') ? Object.values(variables ?? {}) : null;
  }

  const isRetry = (request: Request) => retriedBy(request) !== null;

  it('asks first, with their number, and then retries each once, the oldest first', async () => {
    await fail(60);
    await ask();
    await says('60 deliveries failed, by the filters of the list.');
    expect(await attemptCounts()).toEqual({ 2: 60 });
    const asked: string[] = [];
    const note = (request: Request) => void asked.push(...(retriedBy(request) ?? []));
    page.on('request', note);
    await press('Retry 60');
    await says('Done: 60 accepted, 0 refused.');
    page.off('request', note);
    expect([asked.length, asked]).toEqual([60, asked.toSorted()]);
    await expect.poll(attemptCounts, PATIENCE).toEqual({ 3: 60 });
    const close = dialog().getByRole('button', { name: 'Close' });
    expect(await close.evaluate((it) => it === document.activeElement)).toBe(true);
    await close.click();
    await page.getByRole('heading', { name: 'No delivery is like this' }).waitFor();
    await page.getByTitle('Nothing is listed.').waitFor();
  });

  it('retries only what the filters of the list match', async () => {
    await fail(3);
    const other = await addEndpoint(tenant.client, { url: receiver.url, name: 'Other', maxRetries: 1 });
    await fail(1, 2);
    await ask(`/console/deliveries?status=FAILED&endpoint=${other.id}&within=1h`);
    await press('Retry 1');
    await says('Done: 1 accepted, 0 refused.');
    await expect.poll(attemptCounts, PATIENCE).toEqual({ 2: 4, 3: 1 });
  });

  it('tells how many were refused and why, with one of each', async () => {
    const input = { url: receiver.url, maxRetries: 1, undeliveredPayloadRetentionHours: 0 };
    await addEndpoint(tenant.client, input);
    const disabled = await addEndpoint(tenant.client, { url: receiver.url, maxRetries: 1 });
    await fail(2, 3);
    const act = 'mutation ($id: ID!) { endpointDisable(id: $id) { __typename } }';
    await tenant.client.data(act, { id: disabled.id });
    await ask();
    await press('Retry 6');
    await says('Done: 2 accepted, 4 refused.');
    const refused = dialog().getByRole('list', { name: 'Refused' });
    expect((await refused.getByRole('listitem').allInnerTexts()).toSorted()).toEqual([
      expect.stringMatching(/^2 × The endpoint of this delivery is DISABLED; .* One of them: dlv_…/),
      expect.stringMatching(/^2 × The payload of this delivery is no longer kept\. One of them: dlv_…/),
    ]);
    await refused.getByRole('link').first().click();
    await page.getByRole('heading', { name: 'order.shipped Failed' }).waitFor();
  });

  it('counts those too that fail while it is asked, and tells of no more than all', async () => {
    const other = await addEndpoint(tenant.client, { url: receiver.url, name: 'Other', maxRetries: 1 });
    await tenant.client.data('mutation ($id: ID!) { endpointPause(id: $id) { __typename } }', other);
    await fail(40);
    await ask();
    await says('40 deliveries failed');
    status = 500;
    await tenant.client.data('mutation ($id: ID!) { endpointResume(id: $id) { __typename } }', other);
    await expect.poll(attemptCounts, PATIENCE).toEqual({ 2: 80 });
    status = 200;
    let requests = 0;
    const second = await holdRequest(page, (request) => {
      if (isRetry(request)) requests += 1;
      return requests === 2;
    });
    await press('Retry 40');
    await second.sent;
    await dialog().getByText('50 of 50: 50 accepted, 0 refused').waitFor();
    expect(await dialog().getByRole('status').first().textContent()).toBe('100 %');
    await second.letGo();
    await says('Done: 80 accepted, 0 refused.');
  });

  it('retries nothing twice because an answer was lost', async () => {
    await fail(60);
    let requests = 0;
    await page.route('**/graphql', async (route) => {
      if (!retriedBy(route.request())) return route.continue();
      requests += 1;
      if (requests > 1) return route.continue();
      await route.fetch();
      await expect.poll(attemptCounts, PATIENCE).toEqual({ 2: 10, 3: 50 });
      await route.abort();
    });
    await ask();
    await press('Retry 60');
    await says('Done: 60 accepted, 0 refused.');
    await expect.poll(attemptCounts, PATIENCE).toEqual({ 3: 60 });
    expect(requests).toBe(2);
    await page.unroute('**/graphql');
  });

  it('waits while the server is away, says so, and goes on', async () => {
    await fail(60);
    await page.route('**/graphql', async (route) => {
      if (retriedBy(route.request())) network.cut();
      await route.continue();
    });
    await ask();
    await says('60 deliveries failed');
    // Of the signal by which it is stopped: after a night without a server there would be thousands.
    await page.evaluate(() => {
      const kept = { count: 0 };
      const { addEventListener, removeEventListener } = AbortSignal.prototype;
      AbortSignal.prototype.addEventListener = function (this: AbortSignal, ...args: never) {
        kept.count += 1;
        addEventListener.apply(this, args);
      };
      AbortSignal.prototype.removeEventListener = function (this: AbortSignal, ...args: never) {
        kept.count -= 1;
        removeEventListener.apply(this, args);
      };
      Object.assign(window, { kept });
    });
    await press('Retry 60');
    await says(/The server does not answer.* It goes on as soon as it can\./);
    expect(await page.getByRole('alert').count()).toBe(0);
    await page.unroute('**/graphql');
    network.mend();
    await says('Done: 60 accepted, 0 refused.');
    expect(await page.evaluate('kept')).toEqual({ count: 0 });
    await expect.poll(attemptCounts, PATIENCE).toEqual({ 3: 60 });
  });

  it('stops after what is under way, and cannot be left before', async () => {
    await fail(60);
    const held = await holdRequest(page, isRetry);
    await ask();
    await press('Retry 60');
    await held.sent;
    await page.keyboard.press('Escape');
    await press('Stop');
    await says('Stopping…');
    await held.letGo();
    await says('Stopped: 50 accepted, 0 refused.');
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    await expect.poll(attemptCounts, PATIENCE).toEqual({ 2: 10, 3: 50 });
  });

  it('shares the work with other tabs', async () => {
    await fail(60);
    const other = await page.context().newPage();
    await signIn(other, network.url, tenant.key);
    const held = await holdRequest(page, isRetry);
    await visit(other, network.url, '/console/deliveries?status=FAILED');
    await other.getByRole('button', { name: 'Retry all…' }).click();
    await ask();
    await press('Retry 60');
    await held.sent;
    await other.getByRole('button', { name: 'Retry 60' }).click();
    await other.getByRole('progressbar').waitFor();
    await held.letGo();
    await says('Done: ');
    await other.getByRole('status').getByText('Done: ').waitFor();
    await expect.poll(attemptCounts, PATIENCE).toEqual({ 3: 60 });
    await other.close();
  });

  it('stops at once while it waits for another tab', async () => {
    await fail(60);
    const other = await page.context().newPage();
    await signIn(other, network.url, tenant.key);
    const held = await holdRequest(other, isRetry);
    await visit(other, network.url, '/console/deliveries?status=FAILED');
    await other.getByRole('button', { name: 'Retry all…' }).click();
    await other.getByRole('button', { name: 'Retry 60' }).click();
    await held.sent;
    await ask();
    await press('Retry 60');
    await press('Stop');
    await says('Stopped: 0 accepted, 0 refused.');
    expect(await attemptCounts()).toEqual({ 2: 60 });
    await held.letGo();
    await other.getByRole('status').getByText('Done: 60 accepted, 0 refused.').waitFor();
    await other.close();
  });

  it('says that it is over, and why, where they cannot be counted', async () => {
    await ask('/console/deliveries?status=FAILED&since=yesterday');
    await says('Broken off: 0 accepted, 0 refused.');
    await dialog()
      .getByRole('alert')
      .getByText(/DateTime must be/)
      .waitFor();
    await dialog().getByRole('button', { name: 'Close' }).and(page.locator(':focus')).click();
  });

  it('says that it stopped, where its page is left by the way back', async () => {
    await fail(60);
    const held = await holdRequest(page, isRetry);
    await page.getByRole('link', { name: 'Deliveries', exact: true }).click();
    await page.getByLabel('Status', { exact: true }).selectOption('FAILED');
    await page.getByRole('button', { name: 'Retry all…' }).click();
    await press('Retry 60');
    await held.sent;
    await page.goBack();
    await page.getByText('Retrying was stopped, as its page was left.').waitFor();
    await held.letGo();
    await expect.poll(attemptCounts, PATIENCE).toEqual({ 2: 10, 3: 50 });
  });

  it('is at the failed deliveries of an endpoint too, unless that would refuse it', async () => {
    await fail(1);
    const path = `/console/endpoints/${endpoint.id}`;
    await visit(page, network.url, path);
    const button = page.getByRole('button', { name: 'Retry all…' });
    expect(await button.count()).toBe(0);
    await tenant.client.data('mutation ($id: ID!) { endpointPause(id: $id) { __typename } }', endpoint);
    await visit(page, network.url, `${path}?status=FAILED`);
    await expect.poll(() => button.getAttribute('title'), PATIENCE).toBe('It is paused.');
    await tenant.client.data('mutation ($id: ID!) { endpointResume(id: $id) { __typename } }', endpoint);
    await ask(`${path}?status=FAILED`);
    await press('Retry 1');
    await says('Done: 1 accepted, 0 refused.');
  });

  it('needs the scope, and says so', async () => {
    const { apiKeyCreate } = await tenant.client.data<{ apiKeyCreate: { key: string } }>(
      `mutation { apiKeyCreate(input: { name: "few", scopes: [DELIVERIES_READ] }) {
         ... on ApiKeyCreateSuccess { key } } }`,
    );
    await page.evaluate((key) => sessionStorage.setItem('hookline.key', key), apiKeyCreate.key);
    await visit(page, network.url, '/console/deliveries?status=FAILED');
    await page.getByRole('button', { name: 'Retry all…' }).press('Enter');
    await page.getByText('Your key lacks the scope DELIVERIES_WRITE.').last().waitFor();
    expect(await dialog().count()).toBe(0);
  });

  it.each([
    ['light', 1280],
    ['dark', 320],
  ] as const)('has no faults, %s and %d wide', async (colorScheme, width) => {
    await addEndpoint(tenant.client, {
      url: receiver.url,
      maxRetries: 1,
      undeliveredPayloadRetentionHours: 0,
    });
    await fail(1, 2);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 700 });
    const held = await holdRequest(page, isRetry);
    const faults = async () => [await faultsOf(page), await overflow(page)];
    await ask();
    await says('2 deliveries failed');
    expect(await faults()).toEqual([[], 0]);
    await press('Retry 2');
    await held.sent;
    await dialog().getByRole('progressbar', { name: 'Asked for' }).waitFor();
    expect(await faults()).toEqual([[], 0]);
    await held.letGo();
    await says('Done: 1 accepted, 1 refused.');
    expect(await faults()).toEqual([[], 0]);
    await page.setViewportSize({ width: 1440, height: 900 });
  });
});

describe.skipIf(!executable)('The console’s retry of all that failed, where requests are few', () => {
  it('takes the time that it needs', async () => {
    const env = { HOOKLINE_REQUESTS_PER_SECOND: '1', HOOKLINE_REQUEST_BURST: '20' };
    await using desk = await openDesk({ env });
    const { hookline, tenant, page } = desk;
    await using receiver = await startReceiver((_request, _response, count) => (count <= 120 ? 500 : 200));
    await addEventType(hookline.admin, 'order.shipped');
    await addEndpoint(tenant.client, { url: receiver.url, maxRetries: 1 });
    await using feed = await followFeed(hookline.url, tenant.key);
    await publishMany(tenant.client, 60);
    for (let n = 0; n < 60; n++) await feed.next(({ deliveryStatus }) => deliveryStatus === 'FAILED');
    await signIn(page, hookline.url, tenant.key);
    await visit(page, hookline.url, '/console/deliveries?status=FAILED');
    await page.getByRole('table', { name: 'Deliveries' }).waitFor();
    const refused: string[] = [];
    page.on('response', (response) => response.status() === 429 && refused.push(response.url()));
    // Others with the same key use up what there is.
    await page.route('**/graphql', async (route) => {
      for (let isLeft = refused.length === 0; isLeft; ) {
        isLeft = (await tenant.client.send('{ __typename }')).errors === undefined;
      }
      await route.continue();
    });
    await page.getByRole('button', { name: 'Retry all…' }).click();
    await page.getByRole('button', { name: 'Retry 60' }).click(PATIENCE);
    await page.getByRole('status').getByText('Done: 60 accepted, 0 refused.').waitFor(PATIENCE);
    expect(refused.length).toBeGreaterThan(0);
  }, 60_000);
});

async function publishMany(client: GraphqlClient, count: number): Promise<void> {
  await client.data(
    'mutation ($input: [EventPublishInput!]!) { eventPublishBatch(input: $input) { __typename } }',
    { input: Array.from({ length: count }, () => ({ type: 'order.shipped', payload: {} })) },
  );
}
