import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { executable, holdRequest, openDesk, PATIENCE, signIn, visit } from '../support/console.ts';
import type { Hookline, Tenant } from '../support/hookline.ts';
import { type AddedEndpoint, addEndpoint } from '../support/pipeline.ts';
import { type Proxy as Network, startProxy } from '../support/proxy.ts';

describe.skipIf(!executable)('The console, when its server is slow or away', () => {
  const stack = new AsyncDisposableStack();
  let hookline: Hookline;
  let tenant: Tenant;
  let endpoint: AddedEndpoint;
  let network: Network;
  let page: Page;

  beforeAll(async () => {
    ({ hookline, tenant, page } = stack.use(await openDesk()));
    network = stack.use(await startProxy(hookline.url));
    endpoint = await addEndpoint(tenant.client, { url: 'https://example.com/hooks', enabled: false });
    await signIn(page, network.url, tenant.key);
  }, 60_000);
  afterAll(() => stack.disposeAsync());

  it('says that it searches, for as long as it does', async () => {
    const held = await holdRequest(
      page,
      (request) => request.postData()?.includes('query EventsByKey') ?? false,
    );
    await page.getByLabel('Find by id or idempotency key').fill('no such key');
    await page.keyboard.press('Enter');
    await held.sent;
    await page.getByRole('status').filter({ hasText: 'Searching…' }).waitFor(PATIENCE);
    await held.letGo();
    await page.getByText('Nothing that you may see has this id or idempotency key.').waitFor();
    expect(await page.getByText('Searching…').count()).toBe(0);
  });

  it('tells once that the server is away, and reads all of the page when it is tried again', async () => {
    await visit(page, network.url, `/console/endpoints/${endpoint.id}`);
    await page.getByRole('heading', { name: 'No deliveries yet' }).waitFor();
    network.cut();
    await page.getByRole('button', { name: '7 d' }).click();
    await page.getByLabel('Status of deliveries').selectOption('FAILED');
    const repeated = page.getByText('This could not be read either, as is said above.');
    await repeated.waitFor();
    await page.evaluate(() => dispatchEvent(new Event('focus')));
    await expect.poll(() => repeated.count(), PATIENCE).toBe(2);
    expect(await page.getByRole('alert').allInnerTexts()).toEqual([
      expect.stringContaining('The server does not answer.'),
    ]);
    expect(await page.getByRole('alert').evaluate((it) => it.closest('section'))).toBe(null);
    network.mend();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'No delivery is like this' }).waitFor();
    await page.getByRole('img', { name: 'Attempts of the last 7 d' }).waitFor();
    await expect.poll(() => page.getByRole('alert').or(repeated).count(), PATIENCE).toBe(0);
  });

  it('reads what there is to choose from too, once the server is back', async () => {
    network.cut();
    await page.getByRole('link', { name: 'Deliveries', exact: true }).click();
    await page.getByText('The server does not answer.').waitFor();
    await page.waitForLoadState('networkidle');
    network.mend();
    for (const [label, name] of [
      ['Endpoint', 'https://example.com/hooks'],
      ['Event type', 'hookline.endpoint.disabled'],
    ] as const) {
      const choice = page.getByLabel(label, { exact: true });
      await choice.getByRole('option', { name }).waitFor({ state: 'attached' });
    }
  });
});
