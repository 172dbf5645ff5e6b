import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from '../support/browser.ts';
import { executable, openDesk, PATIENCE, signIn, visit } from '../support/console.ts';
import type { Hookline, Tenant } from '../support/hookline.ts';
import { type AddedEndpoint, addEndpoint } from '../support/pipeline.ts';

/** Where the day is another one than in UTC at noon and at midnight. */
const ZONE = 'Pacific/Pago_Pago';
const HOUR_MS = 3_600_000;

describe.skipIf(!executable)('The console’s statistics', () => {
  const stack = new AsyncDisposableStack();
  let hookline: Hookline;
  let tenant: Tenant;
  let browser: Browser;
  let endpoint: AddedEndpoint;
  let page: Page;
  const hour = new Date(Math.floor(Date.now() / HOUR_MS) * HOUR_MS - 2 * HOUR_MS);

  beforeAll(async () => {
    ({ hookline, tenant, browser, page } = stack.use(await openDesk()));
    endpoint = await addEndpoint(tenant.client, { url: 'https://example.com/hooks', enabled: false });
    await hookline.app.core.database.pool.query(
      `insert into delivery_stat (subject_id, organization_id, span, start, attempts_succeeded)
       values ($1, $2, 'HOUR', $3, 7)`,
      [endpoint.uuid, tenant.uuid, hour],
    );
    const debug = await browser.context.newCDPSession(page);
    await debug.send('Emulation.setTimezoneOverride', { timezoneId: ZONE });
    await signIn(page, hookline.url, tenant.key);
    await visit(page, hookline.url, `/console/endpoints/${endpoint.id}`);
  }, 60_000);
  afterAll(() => stack.disposeAsync());

  const shown = (format: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat('en-GB', format).format(hour);

  it.each([
    ['24 h', { weekday: 'short', hour: '2-digit', minute: '2-digit', timeZone: ZONE }],
    ['30 d', { day: 'numeric', month: 'short', timeZone: 'UTC', timeZoneName: 'short' }],
  ] as const)('names the day of each bar of %s, wherever the browser is', async (window, format) => {
    await page.getByRole('button', { name: window, exact: true }).click();
    await expect
      .poll(() => page.locator('.plain th[scope=row]').allTextContents(), PATIENCE)
      .toEqual([shown(format)]);
  });
});
