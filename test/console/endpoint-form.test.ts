import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { executable, faultsOf, openDesk, overflow, PATIENCE, signIn, visit } from '../support/console.ts';
import type { Hookline, Tenant } from '../support/hookline.ts';
import { addEndpoint, addEventType } from '../support/pipeline.ts';
import { type Receiver, startReceiver } from '../support/receiver.ts';

describe.skipIf(!executable)('The form of an endpoint', () => {
  const stack = new AsyncDisposableStack();
  let hookline: Hookline;
  let tenant: Tenant;
  let receiver: Receiver;
  let page: Page;

  beforeAll(async () => {
    receiver = stack.use(await startReceiver());
    ({ hookline, tenant, page } = stack.use(await openDesk()));
    await addEventType(hookline.admin, 'order.shipped');
    await signIn(page, hookline.url, tenant.key);
  }, 60_000);
  afterAll(() => stack.disposeAsync());

  /** An endpoint whose secret header nobody is shown, and the form to change it. */
  async function opened() {
    const { id } = await addEndpoint(tenant.client, {
      url: receiver.url,
      name: 'Extras',
      headers: [
        { name: 'X-Team', value: 'billing' },
        { name: 'Authorization', value: 'Bearer first', sensitive: true },
      ],
      labels: ['one, of two', 'eu'],
      metadata: { owner: 'ann', remark: 'first\nsecond' },
    });
    await visit(page, hookline.url, `/console/endpoints/${id}`);
    await page.getByRole('button', { name: 'Edit' }).click();
    return { id, form: page.getByRole('dialog', { name: 'Change the endpoint' }) };
  }

  interface Extras {
    readonly headers: readonly { readonly name: string; readonly value: string | null }[];
    readonly labels: readonly string[];
    readonly metadata: Readonly<Record<string, string>>;
    readonly timeoutSeconds: number;
  }

  async function stored(id: string): Promise<Extras> {
    const { endpoint } = await tenant.client.data<{ endpoint: Extras }>(
      'query ($id: ID!) { endpoint(id: $id) { headers { name value } labels metadata timeoutSeconds } }',
      { id },
    );
    return endpoint;
  }

  /** The value that the endpoint’s receiver gets of the header. */
  async function sent(id: string, header: string): Promise<unknown> {
    const { length } = receiver.requests;
    await tenant.client.data('mutation ($id: ID!) { endpointTest(id: $id) { __typename } }', { id });
    await expect.poll(() => receiver.requests.length, PATIENCE).toBe(length + 1);
    return receiver.requests.at(-1)?.headers[header];
  }

  it('makes an endpoint with them by keyboard, after saying at each field what is wrong with it', async () => {
    await visit(page, hookline.url, '/');
    await page.getByRole('button', { name: 'New endpoint' }).click();
    const form = page.getByRole('dialog', { name: 'New endpoint' });
    await form.getByLabel('URL').fill(receiver.url);
    await form.getByText('Headers, labels and metadata').focus();
    await page.keyboard.press('Enter');
    const headers = form.getByRole('group', { name: 'Headers' });
    // One that nothing is given for is none, and those after it are counted without it.
    await headers.getByRole('button', { name: 'Add header' }).press('Enter');
    await headers.getByRole('button', { name: 'Add header' }).press('Enter');
    await page.keyboard.type('Host');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type('  Bearer secret ');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    const metadata = form.getByRole('group', { name: 'Metadata' });
    for (const [at, value] of ['ann', 'bob'].entries()) {
      await metadata.getByRole('button', { name: 'Add key' }).click();
      await metadata.getByLabel(`Key ${at + 1}`, { exact: true }).fill('owner');
      await metadata.getByLabel(`Value ${at + 1}`).fill(value);
    }
    await form.getByLabel('Labels').fill('one, of two\neu');
    await form.getByRole('button', { name: 'Create endpoint' }).click();
    await form.getByRole('alert').getByText('Key 2: is given more than once').waitFor();
    expect(await form.locator('[aria-invalid=true]').count()).toBe(1);
    // What is wrong with it alone goes with it.
    await metadata.getByRole('button', { name: 'Remove key 2' }).click();
    await form.getByRole('alert').waitFor({ state: 'detached' });

    await form.getByLabel('Event patterns').fill('invoice.*\n\nno pattern');
    await form.getByRole('button', { name: 'Create endpoint' }).click();
    const alert = form.getByRole('alert');
    await alert.getByText('Event patterns: “no pattern” must be segments').waitFor();
    await form.getByLabel('Event patterns').fill('');
    await alert.getByText('Header 2: host cannot be set').waitFor();
    await form.getByRole('button', { name: 'Create endpoint' }).click();
    await alert.getByText('Event patterns').waitFor({ state: 'detached' });
    // While it is being sent no fault is told of any field.
    await headers.locator('[aria-invalid=true]').waitFor();
    const refused = headers.getByLabel('Header 2', { exact: true });
    expect(await refused.getAttribute('aria-invalid')).toBe('true');
    const hint = page.locator(`[id="${await refused.getAttribute('aria-describedby')}"]`);
    expect(await hint.textContent()).toBe('host cannot be set');
    // Not the endpoint’s name, though this is a name too; and the fault stays with its row.
    expect(await form.locator('[aria-invalid=true]').count()).toBe(1);
    await headers.getByRole('button', { name: 'Remove header 1' }).click();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Add header');
    expect(await headers.getByLabel('Header 1', { exact: true }).getAttribute('aria-invalid')).toBe('true');
    await alert.getByText('Header 1: host cannot be set').waitFor();

    await headers.getByLabel('Header 1', { exact: true }).fill('Authorization');
    await form.getByRole('button', { name: 'Create endpoint' }).click();
    await page.getByRole('dialog', { name: 'The endpoint is made' }).getByText('Done').click();
    await page.getByText('Authorization: ••••').waitFor();
    await page.getByText('owner: ann').waitFor();
    await page.getByRole('definition').getByText('one, of two').waitFor();
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    expect(await stored(id)).toMatchObject({
      headers: [{ name: 'Authorization', value: null }],
      labels: ['one, of two', 'eu'],
      metadata: { owner: 'ann' },
    });
    expect(await sent(id, 'authorization')).toBe('Bearer secret');
  }, 60_000);

  it('shows them as they were written: line by line, and the name before its value whichever way it is read', async () => {
    const metadata = { remark: 'first\nsecond', مالك: '2 people' };
    const { id } = await addEndpoint(tenant.client, { url: receiver.url, metadata });
    await visit(page, hookline.url, `/console/endpoints/${id}`);
    const shown = page.locator('dd', { hasText: 'remark' });
    expect(await shown.innerText()).toBe('remark: first\nsecond\nمالك: 2 people');
    const [name, value] = await Promise.all(
      ['مالك', '2 people'].map((text) => shown.getByText(text, { exact: true }).boundingBox()),
    );
    expect(name?.x).toBeLessThan(value?.x ?? 0);
  });

  it('leaves of them what it did not change to whoever changes it meanwhile', async () => {
    const { id, form } = await opened();
    await tenant.client.data(
      `mutation ($id: ID!) { endpointUpdate(id: $id, input: {
         headers: [{ name: "X-Other", value: "secret", sensitive: true }], labels: ["other"]
       }) { __typename } }`,
      { id },
    );
    await form.getByRole('group', { name: 'Metadata' }).getByLabel('Value 1').fill('bob');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.waitFor({ state: 'detached' });
    expect(await stored(id)).toMatchObject({
      headers: [{ name: 'X-Other', value: null }],
      labels: ['other'],
    });
    expect(Object.values((await stored(id)).metadata).sort()).toEqual(['bob', 'first\nsecond']);
  });

  it('says what somebody else changed meanwhile, before it replaces that', async () => {
    const { id, form } = await opened();
    const headers = form.getByRole('group', { name: 'Headers' });
    await headers.getByLabel('Value 1').fill('shipping');
    await headers.getByLabel('Value 2').fill('Bearer second');
    await form.getByLabel('Labels').fill('eu\nmine');
    await form.getByLabel('Retries').fill('3');
    await tenant.client.data(
      `mutation ($id: ID!) { endpointUpdate(id: $id, input: {
         headers: [{ name: "X-Team", value: "theirs" }, { name: "X-New", value: "s", sensitive: true }]
         labels: ["eu", "theirs"], metadata: { owner: "eve" }, timeoutSeconds: 25
       }) { __typename } }`,
      { id },
    );
    await form.getByRole('button', { name: 'Save' }).click();
    const alert = form.getByRole('alert');
    await alert.getByText('Headers: changed meanwhile: now “X-Team: theirs”, “X-New: ••••”').waitFor();
    await alert.getByText('Labels: changed meanwhile: now “eu”, “theirs”').waitFor();
    expect(await alert.getByRole('listitem').count()).toBe(2);
    expect(await form.getByLabel('Labels').getAttribute('aria-invalid')).toBe('true');
    // Nothing was saved, what was typed stands, and what was not touched is as it is by now.
    expect(await stored(id)).toMatchObject({ headers: [{ value: 'theirs' }, {}], labels: ['eu', 'theirs'] });
    expect(await headers.getByLabel('Value 1').inputValue()).toBe('shipping');
    expect(await form.getByRole('group', { name: 'Metadata' }).getByLabel('Value 1').inputValue()).toBe(
      'eve',
    );

    await form.getByLabel('Labels').fill('eu\ntheirs\nmine');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.waitFor({ state: 'detached' });
    expect(await stored(id)).toEqual({
      headers: [
        { name: 'X-Team', value: 'shipping' },
        { name: 'Authorization', value: null },
      ],
      labels: ['eu', 'theirs', 'mine'],
      metadata: { owner: 'eve' },
      timeoutSeconds: 25,
    });
  });

  it('shows what it found, once it is left without saving', async () => {
    const { id, form } = await opened();
    await form.getByLabel('Labels').fill('mine');
    await tenant.client.data(
      'mutation ($id: ID!) { endpointUpdate(id: $id, input: { labels: ["theirs"] }) { __typename } }',
      { id },
    );
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByRole('alert').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('definition').getByText('theirs', { exact: true }).waitFor();
  });

  it('never sends a header without the value that it was not shown', async () => {
    const { id, form } = await opened();
    const headers = form.getByRole('group', { name: 'Headers' });
    expect(await headers.getByLabel('Value 2').inputValue()).toBe('');
    expect(await headers.getByLabel('Secret 2').isChecked()).toBe(true);
    await headers.getByLabel('Value 1').fill('shipping');
    await form.getByRole('button', { name: 'Save' }).click();
    await form
      .getByRole('alert')
      .getByText(/Value 2: is not shown: give it anew/)
      .waitFor();
    expect(await headers.getByLabel('Value 2').getAttribute('aria-invalid')).toBe('true');
    expect(await stored(id)).toMatchObject({ headers: [{ value: 'billing' }, { value: null }] });

    await headers.getByLabel('Value 2').fill('Bearer second');
    await form.getByRole('button', { name: 'Save' }).click();
    await page.getByText('X-Team: shipping').waitFor();
    await form.waitFor({ state: 'detached' });
    expect(await stored(id)).toMatchObject({ headers: [{ value: 'shipping' }, { value: null }] });
    expect(await sent(id, 'authorization')).toBe('Bearer second');
  });

  it('keeps the lines of a description that somebody changes', async () => {
    const { id } = await addEndpoint(tenant.client, { url: receiver.url, description: 'Orders.\nAsk ann.' });
    await visit(page, hookline.url, `/console/endpoints/${id}`);
    await page.getByRole('button', { name: 'Edit' }).click();
    const form = page.getByRole('dialog', { name: 'Change the endpoint' });
    await form.getByLabel('Description').press('Control+End');
    await form.getByLabel('Description').pressSequentially('!');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.waitFor({ state: 'detached' });
    const { endpoint } = await tenant.client.data<{ endpoint: { description: string } }>(
      'query ($id: ID!) { endpoint(id: $id) { description } }',
      { id },
    );
    expect(endpoint.description).toBe('Orders.\nAsk ann.!');
  });

  it('takes a header and labels away', async () => {
    const { id, form } = await opened();
    await form.getByRole('button', { name: 'Remove header 2' }).click();
    await form.getByLabel('Labels').fill('');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.waitFor({ state: 'detached' });
    expect(await stored(id)).toMatchObject({ headers: [{ name: 'X-Team', value: 'billing' }], labels: [] });
  });

  it('shows the field that the browser refuses, though it was put away', async () => {
    const { form } = await opened();
    await form.getByLabel('Retries').fill('');
    await form.getByText('Delivery', { exact: true }).click();
    await form.getByRole('button', { name: 'Save' }).click();
    const focused = form.locator(':focus');
    await expect.poll(() => focused.evaluate((field) => field.matches(':invalid')), PATIENCE).toBe(true);
    expect(await form.getByLabel('Retries').isVisible()).toBe(true);
    await page.keyboard.press('Escape');
  });

  it.each([
    ['light', 1280],
    ['dark', 320],
  ] as const)('is faultless and within the window, %s and %i wide', async (colorScheme, width) => {
    const { form } = await opened();
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 640 });
    await form.getByRole('button', { name: 'Add header' }).click();
    await form.getByLabel('Header 3', { exact: true }).fill('No name');
    await form.getByLabel('Value 3').fill('x'.repeat(300));
    await form.getByLabel('Secret 3').check();
    await form.getByLabel('Value 2').first().fill('second');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByRole('alert').waitFor();
    expect([await faultsOf(page), await overflow(page)]).toEqual([[], 0]);
    expect(await form.evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth)).toBe(0);
    await page.keyboard.press('Escape');
    await page.setViewportSize({ width: 1440, height: 900 });
  });
});
