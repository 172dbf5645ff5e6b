import type { Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { executable, openDesk, PATIENCE, signIn } from '../support/console.ts';
import type { Hookline, Tenant } from '../support/hookline.ts';
import { type Proxy as Network, startProxy } from '../support/proxy.ts';

describe.skipIf(!executable)('The console, when its server is slow or away', () => {
  const stack = new AsyncDisposableStack();
  let hookline: Hookline;
  let tenant: Tenant;
  let network: Network;
  let page: Page;

  beforeAll(async () => {
    ({ hookline, tenant, page } = stack.use(await openDesk()));
    network = stack.use(await startProxy(hookline.url));
    await signIn(page, network.url, tenant.key);
  }, 60_000);
  afterAll(() => stack.disposeAsync());

  it('says that it searches, for as long as it does', async () => {
    const held = Promise.withResolvers<Route>();
    await page.route('**/graphql', (route) => {
      if (route.request().postData()?.includes('query EventsByKey')) held.resolve(route);
      else void route.continue();
    });
    await page.getByLabel('Find by id or idempotency key').fill('no such key');
    await page.keyboard.press('Enter');
    const search = await held.promise;
    await page.getByRole('status').filter({ hasText: 'Searching…' }).waitFor(PATIENCE);
    await search.continue();
    await page.getByText('Nothing that you may see has this id or idempotency key.').waitFor();
    expect(await page.getByText('Searching…').count()).toBe(0);
    await page.unroute('**/graphql');
  });
});
