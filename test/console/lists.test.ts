import type { Locator, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from '../support/browser.ts';
import { attempted, executable, openDesk, PATIENCE, signIn, visit } from '../support/console.ts';
import { followFeed } from '../support/feed.ts';
import type { Hookline, Tenant } from '../support/hookline.ts';
import { addEndpoint, addEventType, publish } from '../support/pipeline.ts';
import { startReceiver } from '../support/receiver.ts';

describe.skipIf(!executable)('The console’s lists', () => {
  const stack = new AsyncDisposableStack();
  let hookline: Hookline;
  let tenant: Tenant;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    ({ hookline, tenant, browser, page } = stack.use(await openDesk()));
    await addEventType(hookline.admin, 'order.shipped');
    await signIn(page, hookline.url, tenant.key);
  }, 60_000);
  afterAll(() => stack.disposeAsync());

  it('shows no success in the colour of a failure, though an endpoint of `listen` gives no status', async () => {
    const endpoint = await addEndpoint(tenant.client, { url: 'listen:laptop', name: 'Laptop' });
    const id = await attempted(hookline, tenant, endpoint, 'order.shipped');
    for (const path of ['/console/deliveries', `/console/deliveries/${id}`]) {
      await visit(page, hookline.url, path);
      await page
        .getByText(/\d m?s\b/)
        .first()
        .waitFor();
      expect([path, await page.locator('.bad-text').allInnerTexts()]).toEqual([path, []]);
    }
  });

  it('gives an address of 2,000 characters two lines, and all of it on hovering', async () => {
    const url = `https://example.com/hooks?${'q'.repeat(2000)}`;
    await addEndpoint(tenant.client, { url, enabled: false });
    await addEndpoint(tenant.client, { url, name: 'With a name', enabled: false });
    await visit(page, hookline.url, '/');
    for (const name of [/^https:/, 'With a name']) {
      const row = page.getByRole('row').filter({ has: page.getByRole('link', { name }) });
      expect((await row.boundingBox())?.height).toBeLessThan(120);
      expect(await row.getByTitle(url).count()).toBe(1);
    }
  });

  it('gives it two lines on its own page and on that of a delivery too, and all of it among the settings', async () => {
    const url = `https://example.com/hooks?${'p'.repeat(2000)}`;
    const heightOf = async (text: Locator) => (await text.boundingBox())?.height;
    for (const name of [null, 'With a name']) {
      const { id } = await addEndpoint(tenant.client, { url, enabled: false, ...(name && { name }) });
      await visit(page, hookline.url, `/console/endpoints/${id}`);
      expect(await heightOf(page.locator('.heading'))).toBeLessThan(160);
      expect(await heightOf(page.locator('.under'))).toBeLessThan(120);
      expect(await page.locator('.heading, .under').getByTitle(url).count()).toBe(1);
      await page.getByRole('definition').getByText(url, { exact: true }).waitFor();
      const { endpointTest } = await tenant.client.data<{ endpointTest: { delivery: { id: string } } }>(
        'mutation ($id: ID!) { endpointTest(id: $id) { ... on EndpointTestSuccess { delivery { id } } } }',
        { id },
      );
      await visit(page, hookline.url, `/console/deliveries/${endpointTest.delivery.id}`);
      const link = page.getByRole('definition').getByRole('link', { name: name ?? url });
      expect(await heightOf(link)).toBeLessThan(60);
    }
  });

  it('puts nothing that has happened into the future, where the clock of the browser is slow', async () => {
    const { client, key } = await hookline.createOrganization();
    const endpoint = await addEndpoint(client, { url: 'listen:clock', name: 'Clock' });
    await attempted(hookline, { client, key }, endpoint, 'order.shipped');
    const other = await browser.context.newPage();
    await other.clock.setFixedTime(Date.now() - 300_000);
    await signIn(other, hookline.url, key);
    await visit(other, hookline.url, '/console/deliveries');
    const row = other.getByRole('row').filter({ hasText: 'Clock' });
    expect(await row.locator('[data-head="Created"]').innerText()).toBe('now');
    await other.close();
  });

  it('says the name of an endpoint on hovering wherever there may be room for a part of it', async () => {
    const { client, key } = await hookline.createOrganization();
    const name = 'Orders of a very long name '.repeat(4).trim();
    const endpoint = await addEndpoint(client, { url: 'listen:long', name });
    const id = await attempted(hookline, { client, key }, endpoint, 'order.shipped');
    const other = await browser.context.newPage();
    await signIn(other, hookline.url, key);
    for (const path of ['/console/live', '/console/deliveries', `/console/deliveries/${id}`]) {
      await visit(other, hookline.url, path);
      await other.getByRole('main').getByRole('link', { name }).and(other.getByTitle(name)).waitFor(PATIENCE);
    }
    await other.close();
  });

  it('tells endpoints of one name apart where one of them is to be chosen', async () => {
    const { client, key } = await hookline.createOrganization();
    const ids: string[] = [];
    for (const name of ['Twin', 'Twin', 'Single']) {
      ids.push((await addEndpoint(client, { url: 'https://example.com/', name, enabled: false })).id);
    }
    const other = await browser.context.newPage();
    await signIn(other, hookline.url, key);
    const [one, two] = ids.map((id) => `Twin · ep_…${id.slice(-8)}`);
    for (const path of ['/console/live', '/console/deliveries']) {
      await visit(other, hookline.url, path);
      const options = other.getByLabel('Endpoint', { exact: true }).getByRole('option');
      await expect
        .poll(() => options.allInnerTexts(), PATIENCE)
        .toEqual(['Any endpoint', 'Single', two, one]);
    }
    await other.close();
  });

  it('lists event types without their schemas, which may be large', async () => {
    await addEventType(hookline.admin, 'order.checked', { type: 'object', title: 'Only on its page' });
    const read = page.waitForResponse((response) =>
      /query EventTypes\(/.test(response.request().postData() ?? ''),
    );
    await visit(page, hookline.url, '/console/event-types');
    await page.getByRole('link', { name: 'order.checked' }).waitFor(PATIENCE);
    expect(await (await read).text()).not.toContain('Only on its page');
    const widthOf = async (name: string) =>
      (await page.getByRole('columnheader', { name }).boundingBox())?.width ?? 0;
    expect(await widthOf('Description')).toBeGreaterThan(await widthOf('Created'));
    await page.getByRole('link', { name: 'order.checked' }).click();
    await page.getByLabel('JSON Schema').getByText('Only on its page').waitFor(PATIENCE);
  });

  it('keeps all rows that were asked for when it refreshes itself', async () => {
    const { client, key } = await hookline.createOrganization({ maxEndpoints: 200 });
    const oldest = await addEndpoint(client, { url: 'https://example.com/first', enabled: false });
    for (let n = 0; n < 110; n++) {
      await addEndpoint(client, { url: `https://example.com/${n}`, enabled: false });
    }
    const other = await browser.context.newPage();
    await other.clock.install();
    await signIn(other, hookline.url, key);
    const rows = other.getByRole('table', { name: 'Endpoints' }).getByRole('row');
    for (const count of [50, 75, 100, 111]) {
      await other.getByRole('button', { name: 'Load more' }).click();
      await expect.poll(() => rows.count(), PATIENCE).toBe(1 + count);
    }
    await client.data('mutation ($id: ID!) { endpointEnable(id: $id) { __typename } }', { id: oldest.id });
    await other.clock.runFor(16_000);
    await rows.getByText('Active').waitFor(PATIENCE);
    expect(await rows.count()).toBe(1 + 111);
    await other.close();
  });

  it('shows how much the bars of an endpoint with millions of attempts stand for', async () => {
    const endpoint = await addEndpoint(tenant.client, { url: 'https://example.com/busy', enabled: false });
    await hookline.app.core.database.pool.query(
      `insert into delivery_stat (subject_id, organization_id, span, start, attempts_succeeded)
       values ($1, $2, 'HOUR', date_trunc('hour', now()) - interval '2 h', 4000000)`,
      [endpoint.uuid, tenant.uuid],
    );
    await visit(page, hookline.url, `/console/endpoints/${endpoint.id}`);
    const chart = page.getByRole('img', { name: 'Attempts of the last 24 h 4,000,000 succeeded' });
    await chart.waitFor();
    expect(await chart.locator('text').allTextContents()).toEqual(expect.arrayContaining(['4M', '2M', '0']));
    const lefts = await chart
      .locator('text')
      .evaluateAll((texts) => texts.map((text) => (text as SVGGraphicsElement).getBBox().x));
    expect(Math.min(...lefts)).toBeGreaterThanOrEqual(0);
  });

  it('goes by what is chosen while a search is typed, and by the search', async () => {
    await visit(page, hookline.url, '/');
    await page.getByLabel('Search in name, URL and description').fill('Laptop');
    await page.getByLabel('Status', { exact: true }).selectOption('ACTIVE');
    await expect
      .poll(() => Object.fromEntries(new URL(page.url()).searchParams), PATIENCE)
      .toEqual({ search: 'Laptop', status: 'ACTIVE' });
  });

  it.each(['/console/endpoints', '/console/endpoints/'])('begins at %s too', async (path) => {
    await visit(page, hookline.url, path);
    await page.getByRole('heading', { name: 'Endpoints' }).waitFor();
    expect(await page.getByText('No page has this address').count()).toBe(0);
  });

  it('says of an attempt in the live view when the next one is, until it is made', async () => {
    await using receiver = await startReceiver((_request, _response, count) => (count === 1 ? 500 : 200));
    const { client, key } = await hookline.createOrganization();
    await addEndpoint(client, { url: receiver.url, name: 'Recovers' });
    await using feed = await followFeed(hookline.url, key);
    await publish(client, { type: 'order.shipped' });
    await feed.next(({ deliveryStatus }) => deliveryStatus === 'SUCCEEDED');
    const other = await browser.context.newPage();
    await signIn(other, hookline.url, key);
    await visit(other, hookline.url, '/console/live');
    const rows = other.getByRole('row').filter({ hasText: 'Recovers' });
    await rows.filter({ hasText: 'Retrying' }).waitFor(PATIENCE);
    expect([await rows.count(), await other.getByText('due now').count()]).toEqual([2, 0]);
    expect(await other.getByRole('columnheader', { name: 'Delivery then' }).count()).toBe(1);
    await other.close();
  });

  it('does not say that there are no attempts before it knows', async () => {
    const { client, key } = await hookline.createOrganization();
    const endpoint = await addEndpoint(client, { url: 'listen:wait', name: 'Waited for' });
    await attempted(hookline, { client, key }, endpoint, 'order.shipped');
    const other = await browser.context.newPage();
    await signIn(other, hookline.url, key);
    const held = Promise.withResolvers<Route>();
    await other.route('**/graphql', async (route) => {
      if (route.request().postData()?.includes('query FeedRecent(')) held.resolve(route);
      else await route.continue();
    });
    await other.getByRole('link', { name: 'Live', exact: true }).click();
    const route = await held.promise;
    await other.getByRole('status', { name: 'Loading' }).waitFor(PATIENCE);
    expect(await other.getByRole('heading', { name: 'Waiting for the next attempt' }).count()).toBe(0);
    await route.continue();
    await other.getByRole('link', { name: 'Waited for' }).waitFor(PATIENCE);
    await other.close();
  });

  it('calls an endpoint by its name though a hundred are newer', async () => {
    const { client, key } = await hookline.createOrganization({ maxEndpoints: 200 });
    const oldest = await addEndpoint(client, { url: 'listen:oldest', name: 'The oldest of all' });
    for (let n = 0; n < 100; n++) {
      await addEndpoint(client, { url: `https://example.com/${n}`, enabled: false });
    }
    await attempted(hookline, { client, key }, oldest, 'order.shipped');
    const other = await browser.context.newPage();
    await signIn(other, hookline.url, key);
    await visit(other, hookline.url, '/console/live');
    const row = other.getByRole('row').filter({ hasText: 'order.shipped' });
    await row.getByRole('link', { name: 'The oldest of all' }).waitFor(PATIENCE);
    for (const path of ['/console/live', '/console/deliveries']) {
      await visit(other, hookline.url, `${path}?endpoint=${oldest.id}`);
      await expect
        .poll(() => other.getByLabel('Endpoint', { exact: true }).locator(':checked').innerText(), PATIENCE)
        .toBe('The oldest of all');
    }
    await other.close();
  });

  it('counts all that comes while the live view is paused, also more than it will show', async () => {
    const { client, key } = await hookline.createOrganization();
    await addEndpoint(client, { url: 'listen:desk' });
    const other = await browser.context.newPage();
    await signIn(other, hookline.url, key);
    await visit(other, hookline.url, '/console/live');
    await other.getByRole('status').filter({ hasText: 'Live' }).waitFor(PATIENCE);
    await other.getByRole('button', { name: 'Pause' }).click();
    await client.data(
      'mutation ($input: [EventPublishInput!]!) { eventPublishBatch(input: $input) { __typename } }',
      { input: Array.from({ length: 230 }, () => ({ type: 'order.shipped', payload: {} })) },
    );
    await other.getByRole('button', { name: 'Continue (230 new)' }).click(PATIENCE);
    await expect.poll(() => other.getByRole('row').count(), PATIENCE).toBe(1 + 200);
    await other.close();
  });

  it('shows the newest attempts of a delivery that was retried a hundred times', async () => {
    const endpoint = await addEndpoint(tenant.client, { url: 'listen:shelf' });
    const id = await attempted(hookline, tenant, endpoint, 'order.shipped');
    await using feed = await followFeed(hookline.url, tenant.key);
    for (let n = 0; n < 101; n++) {
      await tenant.client.data('mutation ($id: ID!) { deliveryRetry(id: $id) { __typename } }', { id });
      await feed.next(({ __typename }) => __typename === 'AttemptRecorded');
    }
    await visit(page, hookline.url, `/console/deliveries/${id}`);
    await page.getByRole('heading', { name: 'Attempts (102)' }).waitFor();
    expect(await page.locator('.attempt-number').allInnerTexts()).toEqual(
      Array.from({ length: 100 }, (_, index) => `#${102 - index}`),
    );
    await page.getByText('The newest hundred are shown.').waitFor();
  });
});
