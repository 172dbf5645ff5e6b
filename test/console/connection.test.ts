import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from '../support/browser.ts';
import { executable, openDesk, PATIENCE, signIn } from '../support/console.ts';
import { type FeedReader, followFeed } from '../support/feed.ts';
import type { Hookline, Tenant } from '../support/hookline.ts';
import { type AddedEndpoint, addEndpoint, addEventType, publish } from '../support/pipeline.ts';
import { type Proxy as Network, startProxy } from '../support/proxy.ts';
import { type Receiver, startReceiver } from '../support/receiver.ts';
import { deliveryOf } from '../support/scene.ts';

describe.skipIf(!executable)('The console’s live view, when the network fails', () => {
  const stack = new AsyncDisposableStack();
  let hookline: Hookline;
  let tenant: Tenant;
  let receiver: Receiver;
  let endpoint: AddedEndpoint;
  let network: Network;
  let feed: FeedReader<{ __typename: string }>;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    receiver = stack.use(await startReceiver());
    ({ hookline, tenant, browser, page } = stack.use(await openDesk()));
    network = stack.use(await startProxy(hookline.url));
    await addEventType(hookline.admin, 'order.shipped');
    await addEventType(hookline.admin, 'order.returned');
    endpoint = await addEndpoint(tenant.client, { url: receiver.url, name: 'Orders' });
    feed = stack.use(await followFeed(hookline.url, tenant.key));
    await signIn(page, network.url, tenant.key);
  }, 60_000);
  afterAll(() => stack.disposeAsync());

  const rows = () => page.getByRole('table', { name: 'Live attempts' }).getByRole('row');
  const isLive = (on = page) =>
    on
      .getByRole('status')
      .filter({ hasText: /^\s*Live/ })
      .waitFor(PATIENCE);

  /** Publishes so many, and waits until each one's attempt is in the feed. */
  async function attempts(count: number, type = 'order.shipped'): Promise<void> {
    for (let n = 0; n < count; n++) {
      await publish(tenant.client, { type });
      await feed.next(({ __typename }) => __typename === 'AttemptRecorded');
    }
  }

  it('begins with the attempts of before', async () => {
    await attempts(2);
    await page.getByRole('link', { name: 'Live', exact: true }).click();
    await isLive();
    await expect.poll(() => rows().count(), PATIENCE).toBe(1 + 2);
    await attempts(1);
    await expect.poll(() => rows().count(), PATIENCE).toBe(1 + 3);
  });

  it('says that the connection is lost, and shows afterwards what was missed, once', async () => {
    network.cut();
    await page.getByText('Connection lost, reconnecting…').waitFor();
    await attempts(3);
    network.mend();
    await page.getByText(/resumed at .*, 3 items caught up/).waitFor();
    await expect.poll(() => rows().count(), PATIENCE).toBe(1 + 6);
    await attempts(1);
    await expect.poll(() => rows().count(), PATIENCE).toBe(1 + 7);
  });

  it('keeps back what happens while it is paused', async () => {
    await page.keyboard.press('p');
    await page.getByRole('button', { name: 'Continue' }).waitFor();
    await attempts(2);
    await page.getByRole('button', { name: 'Continue (2 new)' }).click();
    await expect.poll(() => rows().count(), PATIENCE).toBe(1 + 9);
  });

  it('says which time is missing, where the feed has dropped it meanwhile', async () => {
    network.cut();
    await page.getByText('Connection lost, reconnecting…').waitFor();
    await attempts(3);
    await hookline.app.core.database.pool.query(
      'delete from feed_item where number < (select max(number) from feed_item)',
    );
    network.mend();
    await page
      .getByText(/A gap: what happened between .* and this moment is no longer in the feed/)
      .waitFor();
    await expect.poll(() => rows().count(), PATIENCE).toBe(1 + 9 + 2);
  });

  it('shows what happened between the reading of a page and its being followed', async () => {
    const act = (mutation: string) =>
      tenant.client.data(`mutation ($id: ID!) { ${mutation}(id: $id) { __typename } }`, { id: endpoint.id });
    await act('endpointPause');
    const event = await publish(tenant.client, { type: 'order.shipped' });
    const id = await deliveryOf(tenant, event, endpoint.id);
    const other = await browser.context.newPage();
    await signIn(other, hookline.url, tenant.key);
    const happened = Promise.withResolvers<void>();
    await other.route('**/graphql', async (route) => {
      if (route.request().postData()?.includes('deliveryFeedCursor')) await happened.promise;
      await route.continue();
    });
    await other.goto(`${hookline.url}/console/deliveries/${id}`);
    await other.getByRole('heading', { name: 'order.shipped Pending' }).waitFor(PATIENCE);
    await act('endpointResume');
    await feed.next(({ __typename }) => __typename === 'AttemptRecorded');
    happened.resolve();
    await other.getByRole('heading', { name: 'order.shipped Succeeded' }).waitFor(PATIENCE);
    await other.close();
  });

  it('takes a connection that has fallen silent for lost', async () => {
    await using silent = await startProxy(hookline.url);
    const other = await browser.context.newPage();
    await other.clock.install();
    await signIn(other, silent.url, tenant.key);
    await other.getByRole('link', { name: 'Live', exact: true }).click();
    await isLive(other);
    silent.forget();
    await attempts(2);
    await other.clock.runFor(20_000);
    await other.getByText(/resumed at .*, 2 items caught up/).waitFor(PATIENCE);
    await other.close();
  });

  it('is not live while its server cannot read the feed, as it says by where it stands', async () => {
    const other = await browser.context.newPage();
    const stood = Promise.withResolvers<() => void>();
    await other.clock.install();
    await other.routeWebSocket('**/graphql', (socket) => {
      const server = socket.connectToServer();
      server.onMessage((message) => {
        socket.send(message);
        if (String(message).includes('"FeedCheckpoint"')) stood.resolve(() => socket.send(message));
      });
    });
    await signIn(other, hookline.url, tenant.key);
    await other.getByRole('link', { name: 'Live', exact: true }).click();
    await isLive(other);
    const standStill = await stood.promise;
    standStill();
    expect(await other.getByText('Not live').count()).toBe(0);
    await other.clock.setSystemTime(Date.now() + 30_000);
    standStill();
    await other.getByText('Not live: the server cannot read the feed').waitFor(PATIENCE);
    await other.getByText(/resumed at .*, 0 items caught up/).waitFor(PATIENCE);
    await other.close();
  });

  it('shows only what a filter lets through', async () => {
    await page.getByLabel('Event type').selectOption('order.returned');
    await page.getByRole('heading', { name: 'Nothing like this yet' }).waitFor();
    await isLive();
    await attempts(1);
    await attempts(1, 'order.returned');
    await rows().nth(1).getByText('order.returned').waitFor();
    expect(await rows().count()).toBe(1 + 1);
    expect(new URL(page.url()).search).toBe('?type=order.returned');
  });

  it('ends with its key, and says why', async () => {
    const { apiKeys } = await tenant.client.data<{ apiKeys: { nodes: { id: string }[] } }>(
      '{ apiKeys { nodes { id } } }',
    );
    await tenant.client.data('mutation ($id: ID!) { apiKeyRevoke(id: $id) { __typename } }', {
      id: apiKeys.nodes[0]?.id,
    });
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    expect(await page.getByRole('alert').innerText()).toMatch(/revoked/);
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  });
});
