import type { Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from '../support/browser.ts';
import { executable, holdRequest, openDesk, overflow, PATIENCE, signIn, visit } from '../support/console.ts';
import type { Hookline, Tenant } from '../support/hookline.ts';
import { type AddedEndpoint, addEndpoint, addEventType, publish } from '../support/pipeline.ts';
import { type Receiver, startReceiver } from '../support/receiver.ts';

describe.skipIf(!executable)('What the console does', () => {
  const stack = new AsyncDisposableStack();
  let hookline: Hookline;
  let tenant: Tenant;
  let receiver: Receiver;
  let endpoint: AddedEndpoint;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    receiver = stack.use(await startReceiver());
    ({ hookline, tenant, browser, page } = stack.use(await openDesk()));
    await addEventType(hookline.admin, 'order.shipped');
    endpoint = await addEndpoint(tenant.client, { url: receiver.url, name: 'Orders' });
    await signIn(page, hookline.url, tenant.key);
  }, 60_000);
  afterAll(() => stack.disposeAsync());

  it('says that it may not copy an id, where the browser has no clipboard for it', async () => {
    const other = await browser.context.newPage();
    await other.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
    await signIn(other, hookline.url, tenant.key);
    await visit(other, hookline.url, `/console/endpoints/${endpoint.id}`);
    await other.getByRole('button', { name: `Copy ${endpoint.id}` }).click();
    await other.getByText('The browser does not let this page copy.').waitFor(PATIENCE);
    await other.close();
    expect(browser.complaints).toEqual([]);
  });

  it('shows what becomes of an event that it published, without being asked', async () => {
    const answered = Promise.withResolvers<void>();
    await using slow = await startReceiver((_request, response) => {
      void answered.promise.then(() => response.writeHead(200).end());
      return undefined;
    });
    await addEventType(hookline.admin, 'order.returned');
    await addEndpoint(tenant.client, { url: slow.url, name: 'Slow', eventPatterns: ['order.returned'] });
    await visit(page, hookline.url, '/console/event-types/order.returned');
    await page.getByRole('button', { name: 'Publish one' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
    const row = page.getByRole('row').filter({ hasText: 'Slow' });
    await row.getByText('Pending').waitFor();
    await page.getByRole('status').filter({ hasText: 'Live' }).waitFor();
    answered.resolve();
    await row.getByText('Succeeded').waitFor();
  });

  it('says that a test was sent to who may not see what comes of it, and does not lead there', async () => {
    const { apiKeyCreate } = await tenant.client.data<{ apiKeyCreate: { key: string } }>(
      `mutation { apiKeyCreate(input: { name: "few", scopes: [ENDPOINTS_READ, ENDPOINTS_WRITE] }) {
         ... on ApiKeyCreateSuccess { key } } }`,
    );
    const other = await browser.context.newPage();
    await signIn(other, hookline.url, apiKeyCreate.key);
    await visit(other, hookline.url, `/console/endpoints/${endpoint.id}`);
    await other.getByRole('button', { name: 'Send test' }).click();
    await other.getByRole('dialog').getByRole('button', { name: 'Send test' }).click();
    await other.getByText('The test is on its way.').waitFor();
    await other.getByRole('heading', { name: 'Orders Active' }).waitFor();
    expect(await other.getByRole('dialog').count()).toBe(0);
    await other.close();
  });

  it('does not put a dialog away whose secret is still on its way', async () => {
    const other = await browser.context.newPage();
    await signIn(other, hookline.url, tenant.key);
    await visit(other, hookline.url, `/console/endpoints/${endpoint.id}`);
    const pressed = Promise.withResolvers<void>();
    await other.route('**/graphql', async (route) => {
      if (route.request().postData()?.includes('endpointSecretRotate')) await pressed.promise;
      await route.continue();
    });
    await other.getByRole('button', { name: 'Rotate secret' }).click();
    const ask = other.getByRole('dialog', { name: 'Rotate the secret' });
    await ask.getByRole('button', { name: 'Rotate', exact: true }).click();
    await ask.getByRole('button', { name: 'Working…' }).waitFor(PATIENCE);
    await other.keyboard.press('Escape');
    await other.keyboard.press('Escape');
    // As a phone's gesture for going back does, without a key.
    await ask.dispatchEvent('cancel', { cancelable: true });
    await ask.getByRole('button', { name: 'Cancel' }).click({ force: true });
    pressed.resolve();
    const rotated = other.getByRole('dialog', { name: 'The new secret signs now' });
    await rotated.getByText(/^whsec_/).waitFor(PATIENCE);
    await other.keyboard.press('Escape');
    await rotated.waitFor({ state: 'detached', ...PATIENCE });
    await other.close();
  });

  it('changes of an endpoint what was changed in its form, and nothing else', async () => {
    const { id } = await addEndpoint(tenant.client, {
      url: receiver.url,
      name: 'Shared',
      timeoutSeconds: 10,
    });
    await visit(page, hookline.url, `/console/endpoints/${id}`);
    await page.getByRole('button', { name: 'Edit' }).click();
    const form = page.getByRole('dialog', { name: 'Change the endpoint' });
    await tenant.client.data(
      'mutation ($id: ID!) { endpointUpdate(id: $id, input: { timeoutSeconds: 25 }) { __typename } }',
      { id },
    );
    await form.getByLabel('Name').fill('Shared by two');
    await form.getByLabel('Retries').fill('');
    await form.getByRole('button', { name: 'Save' }).click();
    expect(await form.getByLabel('Retries').evaluate((field) => field.matches(':invalid'))).toBe(true);
    await form.getByLabel('Retries').fill('3');
    await form.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Shared by two Active' }).waitFor();
    const { endpoint: now } = await tenant.client.data<{ endpoint: object }>(
      'query ($id: ID!) { endpoint(id: $id) { timeoutSeconds maxRetries maxConcurrency } }',
      { id },
    );
    expect(now).toEqual({ timeoutSeconds: 25, maxRetries: 3, maxConcurrency: 10 });
  });

  describe('with ADMIN, of an organization that is none of the newest hundred', () => {
    let other: Page;
    let name: string;

    beforeAll(async () => {
      const { organization } = await tenant.client.data<{ organization: { name: string } }>(
        'query ($id: ID!) { organization(id: $id) { name } }',
        { id: tenant.id },
      );
      name = organization.name;
      for (let n = 0; n < 101; n++) await hookline.createOrganization();
      other = await browser.context.newPage();
      await signIn(other, hookline.url, hookline.adminKey);
      await other.evaluate((id) => sessionStorage.setItem('hookline.organization', id), tenant.id);
      await visit(other, hookline.url, '/');
    }, 60_000);
    afterAll(() => other.close());

    const chosenIn = (within: Page | ReturnType<Page['getByRole']>) =>
      within.getByLabel('Organization', { exact: true }).locator('option:checked').textContent();

    it('says its name, and makes an endpoint for it that says so too', async () => {
      await expect.poll(() => chosenIn(other), PATIENCE).toBe(name);
      await other.getByRole('button', { name: 'New endpoint' }).click();
      await expect.poll(() => chosenIn(other.getByRole('dialog')), PATIENCE).toBe(name);
      await other.keyboard.press('Escape');
    });

    it('keeps its header within a phone', async () => {
      await other.setViewportSize({ width: 360, height: 640 });
      await other.getByLabel('Find an organization').waitFor();
      expect(await overflow(other)).toBe(0);
      await other.setViewportSize({ width: 1440, height: 900 });
    });

    it('publishes for the organization that is chosen in the dialog', async () => {
      await visit(other, hookline.url, '/console/event-types/order.shipped');
      await other.getByRole('button', { name: 'Publish one' }).click();
      const dialog = other.getByRole('dialog', { name: 'Publish order.shipped' });
      await expect.poll(() => chosenIn(dialog), PATIENCE).toBe(name);
      await dialog.getByLabel('Organization').selectOption({ index: 0 });
      await dialog.getByRole('button', { name: 'Publish' }).click();
      await other
        .getByRole('definition')
        .filter({ hasText: /^Development$/ })
        .waitFor();
    });
  });

  it('says that an event was published, to a key that may see nothing of it', async () => {
    const { key } = await hookline.createOrganization({ scopes: ['EVENTS_PUBLISH'] });
    const other = await browser.context.newPage();
    await signIn(other, hookline.url, key);
    await visit(other, hookline.url, '/console/event-types/order.shipped');
    await other.getByRole('button', { name: 'Publish one' }).click();
    await other.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
    await other.getByText(/^Published: evt_/).waitFor(PATIENCE);
    expect(await other.getByRole('dialog').count()).toBe(0);
    expect(new URL(other.url()).pathname).toBe('/console/event-types/order.shipped');
    await other.close();
  });

  it.each(['Send test', 'Delete'])(
    'keeps “%s” readable under the pointer while it does nothing',
    async (name) => {
      const { apiKeyCreate } = await tenant.client.data<{ apiKeyCreate: { key: string } }>(
        `mutation { apiKeyCreate(input: { name: "few", scopes: [ENDPOINTS_READ] }) {
         ... on ApiKeyCreateSuccess { key } } }`,
      );
      const other = await browser.context.newPage();
      await signIn(other, hookline.url, apiKeyCreate.key);
      await visit(other, hookline.url, `/console/endpoints/${endpoint.id}`);
      const button = other.getByRole('button', { name, exact: true });
      const look = () => button.evaluate((element) => getComputedStyle(element).backgroundColor);
      const atRest = await look();
      await button.hover();
      expect(await look()).toBe(atRest);
      await other.close();
    },
  );

  it('says that an act failed to whoever has gone to another page meanwhile', async () => {
    const other = await browser.context.newPage();
    const held = Promise.withResolvers<Route>();
    await other.route('**/graphql', async (route) => {
      if (route.request().postData()?.includes('mutation EndpointPause(')) held.resolve(route);
      else await route.continue();
    });
    await signIn(other, hookline.url, tenant.key);
    await visit(other, hookline.url, `/console/endpoints/${endpoint.id}`);
    await other.getByRole('button', { name: 'Pause' }).click();
    const route = await held.promise;
    await other.getByRole('link', { name: 'Event types' }).click();
    await other.getByRole('heading', { name: 'Event types' }).waitFor();
    await route.abort();
    await other
      .getByRole('status')
      .getByText('What was begun on the page before failed: The server does not answer.')
      .waitFor(PATIENCE);
    await other.close();
  });

  it('leads nobody away who has gone back before the answer came', async () => {
    const other = await browser.context.newPage();
    await signIn(other, hookline.url, tenant.key);
    await visit(other, hookline.url, '/console/event-types');
    await other.getByRole('link', { name: 'order.shipped', exact: true }).click();
    const held = await holdRequest(
      other,
      (request) => request.postData()?.includes('mutation EventPublish(') ?? false,
    );
    await other.getByRole('button', { name: 'Publish one' }).click();
    await other.getByRole('button', { name: 'Publish', exact: true }).click();
    await held.sent;
    await other.goBack();
    await other.getByRole('heading', { name: 'Event types' }).waitFor();
    await held.letGo();
    await other.getByRole('status').getByText('Published: evt_').waitFor(PATIENCE);
    expect(new URL(other.url()).pathname).toBe('/console/event-types');
    await other.close();
  });

  it('takes the answer that is on its way, though more happens before it is there', async () => {
    const { client, key } = await hookline.createOrganization();
    const { id } = await addEndpoint(client, { url: 'listen:slow', name: 'Before' });
    const other = await browser.context.newPage();
    await other.clock.install();
    const held: Route[] = [];
    const asked = { endpoint: 0, deliveries: 0 };
    let isSlow = false;
    await other.route('**/graphql', async (route) => {
      const text = route.request().postData() ?? '';
      if (text.includes('query Deliveries(')) asked.deliveries += 1;
      if (text.includes('query Endpoint(')) asked.endpoint += 1;
      if (isSlow && text.includes('query Endpoint(')) held.push(route);
      else await route.continue();
    });
    const inTime = (count: () => number) =>
      expect.poll(async () => {
        await other.clock.runFor(500);
        return count();
      }, PATIENCE);
    await signIn(other, hookline.url, key);
    await visit(other, hookline.url, `/console/endpoints/${id}`);
    await inTime(() => asked.endpoint).toBe(2);

    isSlow = true;
    const before = asked.deliveries;
    await publish(client, { type: 'order.shipped' });
    await inTime(() => held.length).toBe(1);
    await publish(client, { type: 'order.shipped' });
    await inTime(() => asked.deliveries - before).toBe(2);
    await client.data(
      'mutation ($id: ID!) { endpointUpdate(id: $id, input: { name: "Now" }) { __typename } }',
      { id },
    );
    await held[0]?.continue();
    await other.getByRole('heading', { name: 'Now Active' }).waitFor(PATIENCE);
    await other.close();
  });
});
