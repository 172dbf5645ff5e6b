import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { executable, openDesk, PATIENCE, signIn, visit } from '../support/console.ts';
import { type FeedReader, followFeed } from '../support/feed.ts';
import type { Hookline, Tenant } from '../support/hookline.ts';
import { addEndpoint, addEventType } from '../support/pipeline.ts';

describe.skipIf(!executable)('One’s place on a page of the console', () => {
  const stack = new AsyncDisposableStack();
  let hookline: Hookline;
  let tenant: Tenant;
  let feed: FeedReader<{ __typename: string }>;
  let page: Page;

  beforeAll(async () => {
    ({ hookline, page } = stack.use(await openDesk()));
    tenant = await hookline.createOrganization({ maxEndpoints: 200 });
    await addEventType(hookline.admin, 'order.shipped');
    for (let n = 0; n < 60; n++) {
      await addEndpoint(tenant.client, { url: `https://example.com/${n}`, enabled: false });
    }
    await addEndpoint(tenant.client, { url: 'listen:desk' });
    feed = stack.use(await followFeed(hookline.url, tenant.key));
    await signIn(page, hookline.url, tenant.key);
  }, 60_000);
  afterAll(() => stack.disposeAsync());

  const rows = () => page.getByRole('main').getByRole('table').getByRole('row');
  const scrolled = () => page.evaluate(() => scrollY);

  async function loadMore(count: number): Promise<void> {
    await page.getByRole('button', { name: 'Load more' }).click();
    await expect.poll(() => rows().count(), PATIENCE).toBe(1 + count);
  }

  /** Goes where a row leads. @returns how far the page was scrolled, and where the link stood in the window */
  async function leaveBy(row: number): Promise<{ y: number; top: number }> {
    const link = rows().nth(row).getByRole('link').first();
    await link.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    const [y, box] = [await scrolled(), await link.boundingBox()];
    expect(y).toBeGreaterThan(500);
    await link.click();
    await page.locator('.under').waitFor();
    expect(await scrolled()).toBe(0);
    return { y, top: box?.y ?? 0 };
  }

  async function publish(count: number): Promise<void> {
    await tenant.client.data(
      'mutation ($input: [EventPublishInput!]!) { eventPublishBatch(input: $input) { __typename } }',
      { input: Array.from({ length: count }, () => ({ type: 'order.shipped', payload: {} })) },
    );
    for (let n = 0; n < count; n++) await feed.next(({ __typename }) => __typename === 'AttemptRecorded');
  }

  it('is found again on the way back to a list, by eyes and by keyboard', async () => {
    await visit(page, hookline.url, '/');
    await loadMore(50);
    await loadMore(61);
    const { y } = await leaveBy(55);
    await page.goBack();
    await expect.poll(() => rows().count(), PATIENCE).toBe(1 + 61);
    await expect.poll(scrolled, PATIENCE).toBe(y);
    const link = rows().nth(55).getByRole('link');
    await expect.poll(() => link.evaluate((it) => it === document.activeElement), PATIENCE).toBe(true);
    await page.goForward();
    await page.locator('.under').waitFor();
    expect(await scrolled()).toBe(0);
  });

  it('is found again when the page is loaded anew, by the list’s length too', async () => {
    await visit(page, hookline.url, '/?status=DISABLED');
    await loadMore(50);
    await loadMore(60);
    const { y } = await leaveBy(55);
    await page.goBack();
    await expect.poll(scrolled, PATIENCE).toBe(y);
    await page.reload();
    await expect.poll(() => rows().count(), PATIENCE).toBe(1 + 60);
    await expect.poll(scrolled, PATIENCE).toBe(y);
  });

  it('is not moved by deliveries that were made meanwhile, which “Refresh” shows', async () => {
    await publish(45);
    await visit(page, hookline.url, '/console/deliveries');
    await loadMore(45);
    const { y, top } = await leaveBy(40);
    const id = new URL(page.url()).pathname;
    await publish(30);
    await page.goBack();
    const link = page.locator(`main a[href="${id}"]`);
    await link.waitFor(PATIENCE);
    await expect.poll(scrolled, PATIENCE).toBe(y);
    expect((await link.boundingBox())?.y).toBeCloseTo(top, 0);
    expect(await rows().count()).toBe(1 + 45);
    await page.getByRole('button', { name: 'Refresh' }).click();
    await expect.poll(() => rows().locator(`a[href="${id}"]`).count(), PATIENCE).toBe(0);
  });

  it('is found again by who passed over the header by keyboard, too', async () => {
    // Not where the next test begins: a browser may take that for loading the page anew, which keeps the place.
    await visit(page, hookline.url, '/?status=DISABLED');
    await page.getByRole('link', { name: 'Skip to the page' }).press('Enter');
    await page.locator('main:focus').waitFor(PATIENCE);
    await loadMore(50);
    await leaveBy(45);
    await page.goBack();
    await expect.poll(() => rows().count(), PATIENCE).toBe(1 + 50);
  });

  it('is the beginning for who comes by a link, and for another question', async () => {
    await visit(page, hookline.url, '/');
    await loadMore(50);
    await page.getByLabel('Status').selectOption('DISABLED');
    await expect.poll(() => rows().count(), PATIENCE).toBe(1 + 25);
    await page.getByRole('link', { name: 'Event types' }).click();
    await page.getByRole('link', { name: 'Endpoints', exact: true }).click();
    await expect.poll(() => rows().count(), PATIENCE).toBe(1 + 25);
    expect(await scrolled()).toBe(0);
  });
});
