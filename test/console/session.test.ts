import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from '../support/browser.ts';
import { attempted, executable, openDesk, PATIENCE, settled, signIn, visit } from '../support/console.ts';
import type { Hookline, Tenant } from '../support/hookline.ts';
import { addEndpoint, addEventType } from '../support/pipeline.ts';
import { type Proxy as Network, startProxy } from '../support/proxy.ts';
import { type Receiver, startReceiver } from '../support/receiver.ts';
import { secondsFromNow, startIssuer, type TokenIssuer } from '../support/tokens.ts';

describe.skipIf(!executable)('The console’s key', () => {
  const stack = new AsyncDisposableStack();
  let issuer: TokenIssuer;
  let hookline: Hookline;
  let tenant: Tenant;
  let receiver: Receiver;
  let network: Network;
  let browser: Browser;
  let page: Page;
  let deliveryId: string;

  beforeAll(async () => {
    issuer = stack.use(await startIssuer());
    receiver = stack.use(await startReceiver());
    ({ hookline, tenant, browser, page } = stack.use(await openDesk({ env: issuer.env })));
    network = stack.use(await startProxy(hookline.url));
    await addEventType(hookline.admin, 'order.shipped');
    const endpoint = await addEndpoint(tenant.client, { url: receiver.url, name: 'Orders' });
    deliveryId = await attempted(hookline, tenant, endpoint, 'order.shipped');
  }, 60_000);
  afterAll(() => stack.disposeAsync());

  /** A key of the tenant with these scopes only. */
  async function keyWith(...scopes: string[]): Promise<string> {
    const { apiKeyCreate } = await tenant.client.data<{ apiKeyCreate: { key: string } }>(
      `mutation ($scopes: [Scope!]!) { apiKeyCreate(input: { name: "few", scopes: $scopes }) {
         ... on ApiKeyCreateSuccess { key } } }`,
      { scopes },
    );
    return apiKeyCreate.key;
  }
  const stored = () => page.evaluate(() => JSON.stringify([{ ...localStorage }, document.cookie]));

  it('is the development server’s, where that shows it', async () => {
    await page.goto(hookline.url);
    expect(await page.getByLabel('API key').inputValue()).toBe(hookline.adminKey);
  });

  it('is taken where the browser keeps nothing for any site, and looking there is an error', async () => {
    const other = await browser.context.newPage();
    await other.addInitScript(() => {
      const get = () => {
        throw new DOMException('Access is denied for this document.', 'SecurityError');
      };
      for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get });
    });
    await signIn(other, hookline.url, tenant.key);
    await other.getByRole('button', { name: 'Theme: as the system has it' }).click();
    await other.getByRole('button', { name: 'Theme: light' }).waitFor(PATIENCE);
    await other.getByRole('button', { name: 'Sign out' }).click();
    await other.getByLabel('API key').waitFor(PATIENCE);
    await other.close();
  });

  it('has its field take what is typed as soon as that is there', async () => {
    const other = await browser.context.newPage();
    // What an observer sees has not been drawn yet.
    await other.addInitScript(() => {
      const seen = { hasFocus: null as boolean | null };
      new MutationObserver(() => {
        const field = document.querySelector('input');
        if (field) seen.hasFocus ??= document.activeElement === field;
      }).observe(document, { childList: true, subtree: true });
      Object.assign(window, { seen });
    });
    await other.goto(hookline.url);
    await other.getByLabel('API key').waitFor(PATIENCE);
    expect(await other.evaluate('seen')).toEqual({ hasFocus: true });
    await other.close();
  });

  it('is refused with a reason and an error id, and not kept', async () => {
    await page.getByLabel('API key').fill('hk_thisisnotakeythatanybodyhasevermade0000000000');
    await page.getByRole('button', { name: 'Sign in' }).click();
    const alert = page.getByRole('alert');
    await alert.getByText(/error id/).waitFor();
    expect(await alert.innerText()).toMatch(/API_KEY/);
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  });

  it.each([
    ['was cut short', 'hk_ru5lNts1…', '“…” (U+2026)'],
    ['was copied with what nobody sees', 'hk_ru5lNts1\u200b', '“\u200b” (U+200B)'],
  ])('is refused for the character that no key has, where it %s', async (_, key, character) => {
    await page.getByLabel('API key').fill(key);
    await page.getByRole('button', { name: 'Sign in' }).click();
    const alert = page.getByRole('alert');
    await alert.getByText(`No API key or token has ${character} in it.`, { exact: true }).waitFor();
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  });

  it('opens the page that was asked for', async () => {
    await page.goto(`${hookline.url}/console/deliveries/${deliveryId}`);
    await page.getByLabel('API key').fill(tenant.key);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'order.shipped Succeeded' }).waitFor();
  });

  it('lives as long as its tab: through a reload, in no other tab, and no longer than the session', async () => {
    await page.reload();
    await page.getByRole('heading', { name: 'order.shipped Succeeded' }).waitFor();
    const other = await browser.context.newPage();
    await other.goto(hookline.url);
    await other.getByRole('button', { name: 'Sign in' }).waitFor(PATIENCE);
    await other.close();
    await page.getByRole('button', { name: /^Theme/ }).click();
    expect(await stored()).not.toContain(tenant.key);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  });

  it('never was in an address', () => {
    expect(browser.requested.length).toBeGreaterThan(10);
    expect(browser.requested.filter((url) => /hk_|key=/.test(url))).toEqual([]);
  });

  it('with few scopes, shows what it may and says why it does not do more', async () => {
    await signIn(page, hookline.url, await keyWith('ENDPOINTS_READ'));
    await page.getByRole('link', { name: 'Orders' }).waitFor();
    expect(await page.getByRole('columnheader', { name: 'Last 24 h' }).count()).toBe(0);
    const create = page.getByRole('button', { name: 'New endpoint' });
    expect(await create.getAttribute('aria-disabled')).toBe('true');
    await create.focus();
    await page.keyboard.press('Enter');
    await page.getByText('Your key lacks the scope ENDPOINTS_WRITE.').last().waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.getByRole('link', { name: 'Live', exact: true }).click();
    await page.getByText('DELIVERIES_READ').waitFor();
    await page.getByRole('link', { name: 'Event types' }).click();
    await page.getByRole('link', { name: 'order.shipped' }).waitFor();
    for (const [wanted, scope] of [
      ['order-1', 'EVENTS_READ'],
      ['att_01a1fcc4-bfa2-7957-ac3c-6b6991341390', 'DELIVERIES_READ'],
    ] as const) {
      await page.getByLabel('Find by id or idempotency key').fill(wanted);
      await page.keyboard.press('Enter');
      await page.getByRole('status').getByText(`Your key lacks the scope ${scope}.`).waitFor();
    }
  });

  it('without EVENTS_READ, shows a delivery without its body', async () => {
    await page.getByRole('button', { name: 'Sign out' }).click();
    await signIn(page, hookline.url, await keyWith('DELIVERIES_READ'));
    await visit(page, hookline.url, `/console/deliveries/${deliveryId}`);
    await page.getByText('Payloads need the scope EVENTS_READ, which this key lacks.').waitFor();
    expect(await page.getByRole('button', { name: 'Retry now' }).getAttribute('aria-disabled')).toBe('true');
  });

  it('with ADMIN, looks at all organizations or at one', async () => {
    const url = 'https://example.com/elsewhere';
    await addEndpoint((await hookline.createOrganization()).client, { url, name: 'Elsewhere' });
    await page.getByRole('button', { name: 'Sign out' }).click();
    await signIn(page, hookline.url, hookline.adminKey);
    await page.getByRole('link', { name: 'Elsewhere' }).waitFor();
    await page.getByRole('link', { name: 'Orders' }).waitFor();
    await page.getByLabel('Organization', { exact: true }).selectOption(tenant.id);
    await page.getByRole('link', { name: 'Elsewhere' }).waitFor({ state: 'detached' });
    await settled(page);
    await page.getByRole('link', { name: 'Orders' }).waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
  });

  it('may be a token, with which it ends', async () => {
    const claims = { org_id: tenant.id, scope: 'endpoints:read deliveries:read' };
    await signIn(page, hookline.url, await issuer.sign(claims));
    await page.getByRole('link', { name: 'Orders' }).waitFor();
    expect(await stored()).not.toContain('eyJ');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await signIn(page, hookline.url, await issuer.sign({ ...claims, exp: secondsFromNow(10) }));
    await page.getByRole('link', { name: 'Live', exact: true }).click();
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    expect(await page.getByRole('alert').innerText()).toMatch(/expired/);
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  });

  it('says that the server does not answer, and goes on when it does', async () => {
    await signIn(page, network.url, tenant.key);
    await page.getByRole('link', { name: 'Orders' }).waitFor();
    network.cut();
    await page.getByRole('link', { name: 'Event types' }).click();
    await page.getByText('The server does not answer.').waitFor();
    network.mend();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('link', { name: 'order.shipped' }).waitFor();
  });
});
