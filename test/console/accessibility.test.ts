import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attempted, executable, faultsOf, openDesk, overflow, signIn, visit } from '../support/console.ts';
import type { Hookline, Tenant } from '../support/hookline.ts';
import { addEndpoint, addEventType } from '../support/pipeline.ts';
import { startReceiver } from '../support/receiver.ts';

const AN_HOUR = '3600,3600,3600,3600,3600,3600,3600';
/** Colours do not depend on the width, nor the layout on the theme. A window of 1280 at 400 % is 320 wide (WCAG 1.4.10). */
const CASES = [
  { theme: 'light', width: 1280 },
  { theme: 'dark', width: 320 },
] as const;

describe.skipIf(!executable)('The console, for everybody', () => {
  const stack = new AsyncDisposableStack();
  let hookline: Hookline;
  let tenant: Tenant;
  let page: Page;
  const paths: Record<string, string> = {
    endpoints: '/',
    'endpoints, none found': '/?search=nothing',
    live: '/console/live',
    'live, nothing yet': '/console/live?outcome=BLOCKED',
    deliveries: '/console/deliveries',
    'event types': '/console/event-types',
    'event type': '/console/event-types/order.shipped',
    'a delivery that is not there': '/console/deliveries/dlv_01a1fcc4-bfa2-7957-ac3c-6b6991341390',
    'no page': '/console/nothing/here',
    'an escape of nothing': '/console/event-types/%E0%A4%A',
  };

  beforeAll(async () => {
    const receiver = stack.use(
      await startReceiver((_request, _response, count) => (count === 1 ? 500 : 200)),
    );
    const env = { HOOKLINE_RETRY_SCHEDULE_SECONDS: AN_HOUR };
    ({ hookline, tenant, page } = stack.use(await openDesk({ env })));
    await addEventType(hookline.admin, 'order.shipped', { type: 'object' });
    await addEndpoint(tenant.client, { url: 'https://example.com/hooks', enabled: false });
    const endpoint = await addEndpoint(tenant.client, {
      url: receiver.url,
      name: 'Orders of the warehouse that has a very long name, so long that it does not fit on a phone',
      eventPatterns: ['order.*', 'invoice.*', 'customer.*'],
      headers: [{ name: 'X-Team', value: 'orders', sensitive: true }],
      labels: ['production'],
      metadata: { owner: 'orders@example.com' },
    });
    const failing = await attempted(hookline, tenant, endpoint, 'order.shipped');
    const { delivery } = await tenant.client.data<{ delivery: { event: { id: string } } }>(
      'query ($id: ID!) { delivery(id: $id) { event { id } } }',
      { id: failing },
    );
    await attempted(hookline, tenant, endpoint, 'order.shipped');
    paths.endpoint = `/console/endpoints/${endpoint.id}`;
    paths.delivery = `/console/deliveries/${failing}`;
    paths.event = `/console/events/${delivery.event.id}`;
  }, 60_000);
  afterAll(() => stack.disposeAsync());

  const look = async (theme: 'light' | 'dark', width: number) => {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 844 });
  };

  it.each(CASES)('has a faultless sign-in page, $theme and $width wide', async ({ theme, width }) => {
    await look(theme, width);
    await page.goto(hookline.url);
    await page.getByLabel('API key').waitFor();
    expect([await faultsOf(page), await overflow(page)]).toEqual([[], 0]);
  });

  it.each(CASES)(
    'has faultless pages, $theme and $width wide',
    async ({ theme, width }) => {
      await look(theme, width);
      await page.evaluate((key) => sessionStorage.setItem('hookline.key', key), tenant.key);
      const found: Record<string, unknown> = {};
      for (const [name, path] of Object.entries(paths)) {
        await visit(page, hookline.url, path);
        found[name] = [await faultsOf(page), await overflow(page)];
      }
      expect(found).toEqual(Object.fromEntries(Object.keys(paths).map((name) => [name, [[], 0]])));
    },
    60_000,
  );

  it.each(CASES)(
    'has faultless dialogs, $theme and $width wide',
    async ({ theme, width }) => {
      await look(theme, width);
      await visit(page, hookline.url, paths.endpoint as string);
      for (const name of ['Edit', 'Send test', 'Rotate secret', 'Disable', 'Delete']) {
        await page.getByRole('button', { name, exact: true }).click();
        await page.getByRole('dialog').waitFor();
        expect([name, await faultsOf(page), await overflow(page)]).toEqual([name, [], 0]);
        await page.keyboard.press('Escape');
        await page.getByRole('dialog').waitFor({ state: 'detached' });
      }
    },
    60_000,
  );

  it('says of a choice that is refused why, to those who do not see it too', async () => {
    await addEventType(hookline.admin, 'order.gone', {});
    await visit(page, hookline.url, paths.endpoint as string);
    await page.getByRole('button', { name: 'Send test', exact: true }).click();
    const choice = page.getByRole('dialog').getByLabel('Event type');
    await choice.selectOption('order.gone');
    await hookline.admin.data(
      'mutation { eventTypeArchive(name: "order.gone") { ... on EventTypeArchiveSuccess { eventType { id } } } }',
    );
    expect(await choice.getAttribute('aria-invalid')).toBeNull();
    await page.getByRole('dialog').getByRole('button', { name: 'Send' }).click();
    const refused = page.getByRole('dialog').locator('select[aria-invalid="true"]');
    await refused.waitFor();
    const hint = page.locator(`[id="${await refused.getAttribute('aria-describedby')}"]`);
    expect(await hint.textContent()).toContain('archived');
    await page.keyboard.press('Escape');
  });

  it('tells what an act came to in the dialog that is open: the page behind it is neither seen nor heard', async () => {
    await visit(page, hookline.url, paths.endpoint as string);
    await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
    await page.getByRole('button', { name: 'Rotate secret' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Rotate', exact: true }).click();
    await dialog.getByRole('button', { name: 'Copy the secret' }).click();
    await dialog.getByRole('status').getByText('The browser does not let this page copy.').waitFor();
    await page.keyboard.press('Escape');
  });

  it('leads the keyboard to the page’s name where the button that was pressed goes away', async () => {
    const { id } = await addEndpoint(tenant.client, { url: 'listen:focus', name: 'Focus' });
    await visit(page, hookline.url, `/console/endpoints/${id}`);
    await page.getByRole('button', { name: 'Disable' }).press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'Disable' }).press('Enter');
    await page.getByRole('heading', { name: 'Focus Disabled' }).and(page.locator(':focus')).waitFor();
  });

  it('leads the keyboard to the rows that came, where the button that brought the last of them goes away', async () => {
    const { client, key } = await hookline.createOrganization();
    const other = await page.context().newPage();
    await addEndpoint(client, { url: 'listen:rows' });
    await client.data(
      'mutation ($input: [EventPublishInput!]!) { eventPublishBatch(input: $input) { __typename } }',
      { input: Array.from({ length: 30 }, () => ({ type: 'order.shipped', payload: {} })) },
    );
    await signIn(other, hookline.url, key);
    await visit(other, hookline.url, '/console/deliveries');
    await other.getByRole('button', { name: 'Load more' }).press('Enter');
    const row = other
      .getByRole('table', { name: 'Deliveries' })
      .getByRole('row')
      .nth(1 + 25);
    await row.getByRole('link').first().and(other.locator(':focus')).waitFor();
    await other.close();
  });

  it('has a list that fits into a window just too wide for cards, like one of 1536 at 200 %', async () => {
    const { client, key } = await hookline.createOrganization();
    const other = await page.context().newPage();
    await other.setViewportSize({ width: 768, height: 844 });
    await addEndpoint(client, {
      url: 'https://example.com/webhooks/hookline',
      name: 'Billing service (Europe)',
      eventPatterns: ['customer.subscription.trial.*', 'customer.subscription.updated.*', 'order.*'],
      enabled: false,
    });
    await signIn(other, hookline.url, key);
    await other.getByRole('table', { name: 'Endpoints' }).waitFor();
    expect(await overflow(other)).toBe(0);
    await other.close();
  });

  it.each([768, 1000])('has its header in one line in a window %i wide', async (width) => {
    const other = await page.context().newPage();
    await other.setViewportSize({ width, height: 844 });
    await signIn(other, hookline.url, tenant.key);
    const middles = await other.locator('header a, header input, header button').evaluateAll((all) =>
      all.map((element) => {
        const { top, height } = element.getBoundingClientRect();
        return Math.round(top + height / 2);
      }),
    );
    expect(Math.max(...middles) - Math.min(...middles)).toBeLessThan(6);
    await other.close();
  });

  it('tells the page that one is on, and what succeeded from what failed, in a theme of contrast', async () => {
    const other = await page.context().newPage();
    await other.emulateMedia({ forcedColors: 'active' });
    await signIn(other, hookline.url, tenant.key);
    await visit(other, hookline.url, paths.endpoint as string);
    const styleOf = (selector: string) =>
      other.locator(selector).evaluate((element) => {
        const { backgroundColor, backgroundImage, textDecorationLine } = getComputedStyle(element);
        return { ground: `${backgroundColor} ${backgroundImage}`, line: textDecorationLine };
      });
    expect((await styleOf('nav a[aria-current]')).line).toBe('underline');
    const styles = await Promise.all(['.chart', '.key.good', '.key.bad'].map(styleOf));
    expect(new Set(styles.map(({ ground }) => ground)).size).toBe(3);
    await other.close();
  });

  it('breaks the name of an organization that is longer than a phone is wide', async () => {
    const { client, key, uuid } = await hookline.createOrganization();
    const data = { name: 'acme-production-'.repeat(7).replaceAll('-', '_') };
    await hookline.app.core.database.prisma.organization.update({ where: { id: uuid }, data });
    const { id } = await addEndpoint(client, { url: 'listen:name' });
    const other = await page.context().newPage();
    await other.setViewportSize({ width: 320, height: 844 });
    await signIn(other, hookline.url, key);
    await visit(other, hookline.url, `/console/endpoints/${id}`);
    await other.getByText(data.name).waitFor();
    expect(await overflow(other)).toBe(0);
    await other.close();
  });

  it('takes the theme that is chosen over the system’s, and keeps it', async () => {
    await look('dark', 1280);
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const dark = await ground();
    await page.getByRole('button', { name: 'Theme: as the system has it' }).click();
    const light = await ground();
    expect(light).not.toBe(dark);
    await page.reload();
    await page.getByRole('button', { name: 'Theme: light' }).waitFor();
    expect(await ground()).toBe(light);
    await page.getByRole('button', { name: 'Theme: light' }).click();
    await page.getByRole('button', { name: 'Theme: dark' }).click();
    expect(await ground()).toBe(dark);
  });

  describe('by keyboard alone', () => {
    /** Tabs on until what has this name has the focus. */
    async function tabTo(name: string | RegExp): Promise<void> {
      for (let presses = 0; presses < 60; presses++) {
        await page.keyboard.press('Tab');
        const text = await page.evaluate(() => {
          const element = document.activeElement;
          return element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? '';
        });
        if (typeof name === 'string' ? text === name : name.test(text)) return;
      }
      throw new Error(`60 tabs do not lead to ${name}`);
    }

    beforeAll(async () => {
      await page.evaluate(() => sessionStorage.clear());
    });

    it('signs in, passes over the header, and goes to an endpoint', async () => {
      await page.goto(hookline.url);
      await page.getByLabel('API key').waitFor();
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.type(tenant.key);
      await page.keyboard.press('Enter');
      await page.getByRole('link', { name: /^Orders/ }).waitFor();
      await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
      await page.keyboard.press('Tab');
      await tabTo('Hookline: endpoints');
      await tabTo('New endpoint');
      await page.keyboard.press('Enter');
      await page.getByRole('dialog', { name: 'New endpoint' }).waitFor();
      await page.keyboard.type('https://example.com');
      expect(await page.getByRole('textbox', { name: 'URL' }).inputValue()).toBe('https://example.com');
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('New endpoint');
      await tabTo(/^Orders/);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: /^Orders.* Active$/ }).waitFor();
    });

    it('finds the delivery that failed, and retries it', async () => {
      await page.keyboard.press('/');
      await page.keyboard.type(paths.delivery?.split('/').at(-1) ?? '');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'order.shipped Retrying' }).waitFor();
      await tabTo('Retry now');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'order.shipped Succeeded' }).waitFor();
      await tabTo(/^#1/);
      await page.keyboard.press('Enter');
      await page.getByLabel('Response of attempt 1').waitFor({ state: 'hidden' });
      await page.keyboard.press('Enter');
      await page.getByLabel('Response of attempt 1').waitFor();
    });
  });
});
