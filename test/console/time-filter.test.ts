import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  attempted,
  executable,
  faultsOf,
  openDesk,
  overflow,
  PATIENCE,
  signIn,
  visit,
} from '../support/console.ts';
import type { Hookline, Tenant } from '../support/hookline.ts';
import { writePast } from '../support/past-rows.ts';
import { type AddedEndpoint, addEndpoint, addEventType } from '../support/pipeline.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

describe.skipIf(!executable)('The console’s filter by time', () => {
  const stack = new AsyncDisposableStack();
  let hookline: Hookline;
  let tenant: Tenant;
  let endpoint: AddedEndpoint;
  let page: Page;
  const madeAt: Record<'hours' | 'days', number> = { hours: 0, days: 0 };

  beforeAll(async () => {
    ({ hookline, tenant, page } = stack.use(await openDesk()));
    await addEventType(hookline.admin, 'order.shipped');
    endpoint = await addEndpoint(tenant.client, { url: 'listen:desk', name: 'Orders' });
    const past = writePast(hookline.app.core.database.pool, tenant.uuid);
    for (const [name, ago] of [
      ['days', 3 * 24 * HOUR_MS],
      ['hours', 2 * HOUR_MS],
    ] as const) {
      const at = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS - ago;
      madeAt[name] = at;
      const eventId = await past.event(at);
      await past.delivery({ at, eventId, endpointId: endpoint.uuid, completedAt: at });
    }
    await attempted(hookline, tenant, endpoint, 'order.shipped');
    await signIn(page, hookline.url, tenant.key);
    const debug = await page.context().newCDPSession(page);
    // Half an hour off the full hours, and never another time in summer.
    await debug.send('Emulation.setTimezoneOverride', { timezoneId: 'Australia/Darwin' });
  }, 60_000);
  afterAll(() => stack.disposeAsync());

  const rows = () => page.getByRole('table', { name: 'Deliveries' }).getByRole('row');
  const showsRows = (count: number) =>
    expect.poll(() => rows().count(), PATIENCE).toBe(count === 0 ? 0 : 1 + count);
  const time = () => page.getByLabel('Time', { exact: true });
  const asked = () => Object.fromEntries(new URL(page.url()).searchParams);
  const fieldOf = (ms: number) => new Date(ms + 9.5 * HOUR_MS).toISOString().slice(0, 16);

  it('takes how long ago something was made at most, which stands in the address', async () => {
    await visit(page, hookline.url, '/console/deliveries');
    await showsRows(3);
    for (const [label, within, count] of [
      ['Last hour', '1h', 1],
      ['Last 24 hours', '24h', 2],
      ['Last 7 days', '7d', 3],
    ] as const) {
      await time().selectOption(label);
      await showsRows(count);
      expect(asked()).toEqual({ within });
    }
    await time().selectOption('Any time');
    await expect.poll(asked, PATIENCE).toEqual({});
  });

  it('takes a span in the time of the place, which it names, and tells it in that of all places', async () => {
    await visit(page, hookline.url, '/console/deliveries?within=1h');
    await showsRows(1);
    await time().selectOption('From – to…');
    await page.getByText('Australia/Darwin').first().waitFor();
    const from = page.getByLabel('from', { exact: true });
    const to = page.getByLabel('to', { exact: true });
    await from.fill(fieldOf(madeAt.days));
    await showsRows(3);
    await to.fill(fieldOf(madeAt.hours));
    await showsRows(1);
    expect(asked()).toEqual({
      since: new Date(madeAt.days).toISOString(),
      until: new Date(madeAt.hours).toISOString(),
    });
    await page.reload();
    await showsRows(1);
    expect([await from.inputValue(), await to.inputValue()]).toEqual([
      fieldOf(madeAt.days),
      fieldOf(madeAt.hours),
    ]);
  });

  it('leaves its fields there while one of them is emptied and typed into', async () => {
    await visit(page, hookline.url, `/console/deliveries?since=${new Date(madeAt.hours).toISOString()}`);
    await showsRows(2);
    const from = page.getByLabel('from', { exact: true });
    await from.fill('');
    await expect.poll(asked, PATIENCE).toEqual({});
    await showsRows(3);
    await from.fill('0202-11-22T10:00');
    await from.fill(fieldOf(madeAt.hours));
    await showsRows(2);
  });

  it('goes with another that is chosen while a time is typed', async () => {
    await visit(page, hookline.url, `/console/deliveries?since=${new Date(madeAt.days).toISOString()}`);
    await showsRows(3);
    await page.getByLabel('from', { exact: true }).fill(fieldOf(madeAt.hours));
    await page.getByLabel('Status', { exact: true }).selectOption('FAILED');
    const since = new Date(madeAt.hours).toISOString();
    await expect.poll(asked, PATIENCE).toEqual({ status: 'FAILED', since });
  });

  it('is found again on the way back from a delivery, with as many rows', async () => {
    await visit(page, hookline.url, '/console/deliveries?within=24h');
    await showsRows(2);
    await rows().nth(2).getByRole('link').first().click();
    await page.locator('.under').waitFor();
    await page.goBack();
    await showsRows(2);
    expect(await time().locator(':checked').innerText()).toBe('Last 24 hours');
  });

  it('is at the deliveries of an endpoint too', async () => {
    await visit(page, hookline.url, `/console/endpoints/${endpoint.id}`);
    await showsRows(3);
    await time().selectOption('Last hour');
    await showsRows(1);
    expect(asked()).toEqual({ within: '1h' });
  });

  it('says what is wrong with a time that somebody wrote into the address', async () => {
    await visit(page, hookline.url, '/console/deliveries?since=yesterday');
    await page
      .getByRole('alert')
      .getByText(/DateTime must be/)
      .waitFor();
  });

  it.each(['/console/deliveries', 'endpoint'])(
    'lists nothing, and says so, by a time that it does not know or that ends before it begins, at %s',
    async (place) => {
      const path = place === 'endpoint' ? `/console/endpoints/${endpoint.id}` : place;
      const [since, until] = [madeAt.hours, madeAt.days].map((at) => new Date(at).toISOString());
      for (const [times, said] of [
        ['within=2h', /“2h”, which is none of 1h, 24h, 7d/],
        [`since=${since}&until=${until}`, /“from” is not before “to”/],
        [`since=${since}&until=${since}`, /“from” is not before “to”/],
      ] as const) {
        await visit(page, hookline.url, `${path}?status=FAILED&${times}`);
        await page.getByRole('alert').getByText(said).waitFor();
        // It would retry what failed at any time.
        expect(await page.getByRole('button', { name: 'Retry all…' }).count()).toBe(0);
        await showsRows(0);
      }
      expect(await time().locator(':checked').innerText()).toBe('From – to…');
      await page.getByLabel('to', { exact: true }).fill('');
      await page.getByRole('alert').waitFor({ state: 'detached' });
    },
  );

  it.each(['light', 'dark'] as const)('has no faults on a phone, %s', async (colorScheme) => {
    const path = `?since=${new Date(madeAt.days).toISOString()}`;
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width: 320, height: 844 });
    for (const of of ['/console/deliveries', `/console/endpoints/${endpoint.id}`]) {
      await visit(page, hookline.url, of + path);
      await page.getByRole('table', { name: 'Deliveries' }).waitFor();
      expect([of, await faultsOf(page), await overflow(page)]).toEqual([of, [], 0]);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  });
});
