import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attempted, executable, holdRequest, openDesk, PATIENCE, signIn, visit } from '../support/console.ts';
import type { Hookline, Tenant } from '../support/hookline.ts';
import { type AddedEndpoint, addEndpoint, addEventType, publish } from '../support/pipeline.ts';
import { type Receiver, startReceiver } from '../support/receiver.ts';
import { deliveryOf } from '../support/scene.ts';

const AN_HOUR = '3600,3600,3600,3600,3600,3600,3600';

describe.skipIf(!executable)('The console, while something is wrong', () => {
  const stack = new AsyncDisposableStack();
  let hookline: Hookline;
  let tenant: Tenant;
  let receiver: Receiver;
  let endpoint: AddedEndpoint;
  let page: Page;
  let delivery: string;

  beforeAll(async () => {
    receiver = stack.use(await startReceiver(() => 500));
    const env = { HOOKLINE_RETRY_SCHEDULE_SECONDS: AN_HOUR };
    ({ hookline, tenant, page } = stack.use(await openDesk({ env })));
    await addEventType(hookline.admin, 'order.shipped');
    endpoint = await addEndpoint(tenant.client, { url: receiver.url, name: 'Orders' });
    delivery = await attempted(hookline, tenant, endpoint, 'order.shipped');
    await signIn(page, hookline.url, tenant.key);
  }, 60_000);
  afterAll(() => stack.disposeAsync());

  it('leaves the attempt open that somebody reads, as another is made', async () => {
    await visit(page, hookline.url, `/console/deliveries/${delivery}`);
    const attempt = (number: number) => page.getByRole('group', { name: `Response of attempt ${number}` });
    expect(await attempt(1).isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Retry now' }).click();
    await attempt(2).waitFor();
    expect(await attempt(1).isVisible()).toBe(true);
  });

  it('says of a delivery that waits for a paused endpoint what it waits for', async () => {
    const { client } = tenant;
    const paused = await addEndpoint(client, { url: receiver.url, eventPatterns: ['order.shipped'] });
    await client.data('mutation ($id: ID!) { endpointPause(id: $id) { __typename } }', { id: paused.id });
    const event = await publish(client, { type: 'order.shipped' });
    const id = await deliveryOf(tenant, event, paused.id);
    await visit(page, hookline.url, `/console/deliveries/${id}`);
    await page.getByRole('definition').getByText('once its endpoint is resumed').waitFor();
    await client.data('mutation ($id: ID!) { endpointResume(id: $id) { __typename } }', { id: paused.id });
    await page.getByRole('group', { name: 'Response of attempt 1' }).waitFor();
    expect(await page.getByText('once its endpoint is resumed').count()).toBe(0);
  });

  it('offers the retry again, once its endpoint was enabled in another tab', async () => {
    const change = (act: string) =>
      tenant.client.data(`mutation ($id: ID!) { ${act}(id: $id) { __typename } }`, { id: endpoint.id });
    await change('endpointPause');
    await visit(page, hookline.url, `/console/deliveries/${delivery}`);
    const retry = page.getByRole('button', { name: 'Retry now' });
    await expect.poll(() => retry.getAttribute('title'), PATIENCE).toBe('Its endpoint is paused.');
    await change('endpointResume');
    await page.evaluate(() => dispatchEvent(new Event('focus')));
    await expect.poll(() => retry.getAttribute('title'), PATIENCE).toBeFalsy();
  });

  it('prints all of a body, dark on white', async () => {
    const payload = { lines: Array.from({ length: 200 }, () => 'x') };
    const long = await attempted(hookline, tenant, endpoint, 'order.shipped', payload);
    await visit(page, hookline.url, `/console/deliveries/${long}`);
    await page.getByRole('button', { name: 'Theme: as the system has it' }).click();
    await page.getByRole('button', { name: 'Theme: light' }).click();
    const body = page.getByRole('group', { name: 'Request body' });
    const hidden = () => body.evaluate((element) => element.scrollHeight - element.clientHeight);
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(await hidden()).toBeGreaterThan(0);
    expect(await ground()).toBe('rgb(18, 19, 22)');
    await page.emulateMedia({ media: 'print' });
    expect([await hidden(), await ground()]).toEqual([0, 'rgb(247, 247, 245)']);
    await page.emulateMedia({ media: null });
    await page.getByRole('button', { name: 'Theme: dark' }).click();
  });

  it('ends no older secret at once because its time was left empty', async () => {
    await visit(page, hookline.url, `/console/endpoints/${endpoint.id}`);
    await page.getByRole('button', { name: 'Rotate secret' }).click();
    const ask = page.getByRole('dialog', { name: 'Rotate the secret' });
    await ask.getByLabel('Both sign for, hours').fill('');
    await ask.getByRole('button', { name: 'Rotate', exact: true }).click();
    const hours = ask.getByLabel('Both sign for, hours');
    await expect.poll(() => hours.evaluate((field) => field === document.activeElement), PATIENCE).toBe(true);
    expect(await hours.evaluate((field) => field.matches(':invalid'))).toBe(true);
    const { endpoint: now } = await tenant.client.data<{ endpoint: { secrets: unknown[] } }>(
      'query ($id: ID!) { endpoint(id: $id) { secrets { hint } } }',
      { id: endpoint.id },
    );
    expect(now.secrets).toHaveLength(1);
    await page.keyboard.press('Escape');
  });

  it('finds what is asked for by who types faster than the page is drawn', async () => {
    await visit(page, hookline.url, '/console/event-types');
    await page.getByLabel('Find by id or idempotency key').evaluate(async (field) => {
      (field as HTMLInputElement).value = 'no such key';
      field.dispatchEvent(new Event('input', { bubbles: true }));
      for (let turn = 0; turn < 5; turn++) await Promise.resolve();
      (field as HTMLInputElement).form?.requestSubmit();
    });
    await page.getByText('Nothing that you may see has this id or idempotency key.').waitFor();
  });

  it('leads nobody away who went elsewhere while it searched', async () => {
    const held = await holdRequest(
      page,
      (request) => request.postData()?.includes('query EventsByKey') ?? false,
    );
    const key = 'invoice-77';
    await tenant.client.data(
      `mutation ($key: String!) { eventPublish(input: { type: "order.shipped", payload: {}, idempotencyKey: $key }) {
         __typename } }`,
      { key },
    );
    await visit(page, hookline.url, '/console/deliveries');
    await page.getByLabel('Find by id or idempotency key').fill(key);
    await page.keyboard.press('Enter');
    const search = await held.sent;
    const ended = page.waitForEvent('requestfailed', {
      predicate: (request) => request === search,
    });
    await page.getByRole('link', { name: 'Event types' }).click();
    await page.getByRole('heading', { name: 'Event types' }).waitFor();
    await held.letGo();
    await ended;
    expect(new URL(page.url()).pathname).toBe('/console/event-types');
  });
});
