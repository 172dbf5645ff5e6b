import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { executable, openDesk, signIn, visit } from '../support/console.ts';
import type { Hookline, Tenant } from '../support/hookline.ts';
import { addEndpoint } from '../support/pipeline.ts';

describe.skipIf(!executable)('The console, clicked twice', () => {
  const stack = new AsyncDisposableStack();
  let hookline: Hookline;
  let tenant: Tenant;
  let page: Page;
  const asked: (string | undefined)[] = [];

  beforeAll(async () => {
    ({ hookline, tenant, page } = stack.use(await openDesk()));
    await signIn(page, hookline.url, tenant.key);
    page.on('request', (request) => {
      const [, mutation] = /^\{"query":"[^{]*mutation (\w+)/.exec(request.postData() ?? '') ?? [];
      if (mutation) asked.push(mutation);
    });
  }, 60_000);
  afterAll(() => stack.disposeAsync());

  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const said = (text: string) => page.getByText(text, { exact: true }).waitFor();

  async function visitEndpoint(): Promise<void> {
    const { id } = await addEndpoint(tenant.client, { url: 'listen:desk', name: 'Orders' });
    await visit(page, hookline.url, `/console/endpoints/${id}`);
    asked.length = 0;
  }

  /** The browser counts the clicks that follow each other at a place, whatever stands there by then. */
  async function click(target: Locator, clickCount: number): Promise<void> {
    await target.hover();
    await page.mouse.down({ clickCount });
    await page.mouse.up({ clickCount });
  }

  it('pauses an endpoint, and does not resume it by the second click', async () => {
    await visitEndpoint();
    await click(button('Pause'), 1);
    await said('Paused: deliveries wait.');
    await click(button('Resume'), 2);
    await click(button('Resume'), 1);
    await said('Resumed: what waited follows.');
    expect(asked).toEqual(['EndpointPause', 'EndpointResume']);
  });

  it('pauses it once, however long the key is held', async () => {
    await visitEndpoint();
    await button('Pause').focus();
    await page.keyboard.down('Enter');
    await said('Paused: deliveries wait.');
    await page.keyboard.down('Enter');
    await page.keyboard.up('Enter');
    await page.keyboard.press('Enter');
    await said('Resumed: what waited follows.');
    expect(asked).toEqual(['EndpointPause', 'EndpointResume']);
  });

  it('does not close by the second click what the first has opened: a secret is shown only once', async () => {
    await visitEndpoint();
    await button('Rotate secret').click();
    await click(button('Rotate'), 1);
    const secret = page.getByRole('dialog', { name: 'The new secret signs now' });
    await click(secret.getByRole('button', { name: 'Done' }), 2);
    await secret.getByText(/^whsec_/).waitFor();
    await click(secret.getByRole('button', { name: 'Done' }), 1);
    await secret.waitFor({ state: 'detached' });
  });
});
