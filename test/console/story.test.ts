import { execFileSync } from 'node:child_process';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from '../support/browser.ts';
import { executable, openDesk, PATIENCE, settled, signIn } from '../support/console.ts';
import type { Hookline, Tenant } from '../support/hookline.ts';
import { addEventType, publish } from '../support/pipeline.ts';
import { type Receiver, startReceiver } from '../support/receiver.ts';

const AN_HOUR = '3600,3600,3600,3600,3600,3600,3600';

/** What a POSIX shell makes of the command's arguments. */
function argumentsOf(command: string): string[] {
  const script = `curl() { printf '%s\\0' "$@"; }\n${command}`;
  return execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
}

describe.skipIf(!executable)('The console, from an endpoint to its first success', () => {
  const stack = new AsyncDisposableStack();
  let hookline: Hookline;
  let tenant: Tenant;
  let receiver: Receiver;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    receiver = stack.use(await startReceiver((_request, _response, count) => (count === 1 ? 500 : 200)));
    const env = { HOOKLINE_RETRY_SCHEDULE_SECONDS: AN_HOUR };
    ({ hookline, tenant, browser, page } = stack.use(await openDesk({ env })));
    await addEventType(hookline.admin, 'order.shipped');
    await browser.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: hookline.url });
  }, 60_000);
  afterAll(() => stack.disposeAsync());

  it('signs in, and says what to do where there is nothing yet', async () => {
    await signIn(page, hookline.url, tenant.key);
    await page.getByRole('heading', { name: 'No endpoints yet' }).waitFor();
    await page.getByText('endpointCreate(input:').waitFor();
  });

  it('makes an endpoint, after saying what is wrong with the first try', async () => {
    await page.getByRole('button', { name: 'New endpoint' }).click();
    const form = page.getByRole('dialog', { name: 'New endpoint' });
    await form.getByLabel('URL').fill('https://10.0.0.1/hooks');
    await form.getByLabel('Name').fill('Orders');
    await form.getByLabel('Event patterns').fill('order.shiped');
    await form.getByRole('button', { name: 'Create endpoint' }).click();
    await form
      .getByRole('alert')
      .getByText(/Did you mean order\.shipped/)
      .waitFor();
    expect(await form.getByLabel('URL').getAttribute('aria-invalid')).toBe('true');

    await form.getByLabel('URL').fill(receiver.url);
    await form.getByLabel('Event patterns').fill('order.*');
    await form.getByRole('button', { name: 'Create endpoint' }).click();
    const made = page.getByRole('dialog', { name: 'The endpoint is made' });
    await made.getByText(/^whsec_/).waitFor();
    await made.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('heading', { name: 'Orders Active' }).waitFor();
  });

  it('shows the attempt that fails, as it happens', async () => {
    await page.getByRole('link', { name: 'Live', exact: true }).click();
    await page.getByText('Live', { exact: true }).and(page.getByRole('status')).waitFor();
    await page.getByRole('heading', { name: 'Waiting for the next attempt' }).waitFor();
    await publish(tenant.client, { type: 'order.shipped', payload: { note: "it's 5 o'clock" } });
    const row = page.getByRole('table', { name: 'Live attempts' }).getByRole('row').nth(1);
    await row.getByText('Rejected').waitFor();
    expect(await row.innerText()).toMatch(/order\.shipped attempt 1.*500.*Orders.*Retrying/s);
  });

  it('shows the delivery, with what was sent and answered', async () => {
    await page.getByRole('link', { name: 'order.shipped' }).click();
    await page.getByRole('heading', { name: 'order.shipped Retrying' }).waitFor();
    const response = page.getByLabel('Response of attempt 1');
    expect(await response.innerText()).toMatch(/^500\n.*\nanswer 1$/s);
    await page.getByText(`"note": "it's 5 o'clock"`).waitFor();
  });

  it('copies the request as a command that sends the same again', async () => {
    await page.getByRole('button', { name: 'Copy as curl' }).click();
    await page.getByText('Copied.').waitFor();
    const given = argumentsOf(await page.evaluate(() => navigator.clipboard.readText()));
    const [sent] = receiver.requests;
    expect(given).toEqual(
      expect.arrayContaining([receiver.url, `webhook-signature: ${sent?.headers['webhook-signature']}`]),
    );
    expect(given.at(-1)).toBe(sent?.body);
  });

  it('retries it by hand, and shows the success without being asked', async () => {
    await page.getByRole('button', { name: 'Retry now' }).click();
    await page.getByRole('heading', { name: 'order.shipped Succeeded' }).waitFor();
    await page.getByRole('heading', { name: 'Attempts (2)' }).waitFor();
    await page.getByText('by hand').waitFor();
    expect(receiver.requests.map(({ headers }) => headers['webhook-id'])).toEqual([
      receiver.requests[0]?.headers['webhook-id'],
      receiver.requests[0]?.headers['webhook-id'],
    ]);
  });

  it('counts both attempts on the endpoint’s page', async () => {
    await page.getByRole('link', { name: 'Orders' }).click();
    await page.getByRole('heading', { name: 'Orders Active' }).waitFor();
    await page.getByRole('img', { name: 'Attempts of the last 24 h 1 succeeded, 1 failed' }).waitFor();
    await page.getByText('no failures', { exact: true }).waitFor();
  });

  it('sends a test, pauses, resumes and rotates the secret', async () => {
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('heading', { name: 'Orders Paused' }).waitFor();
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.getByRole('heading', { name: 'Orders Active' }).waitFor();

    await page.getByRole('button', { name: 'Rotate secret' }).click();
    const ask = page.getByRole('dialog', { name: 'Rotate the secret' });
    await ask.getByRole('button', { name: 'Rotate', exact: true }).click();
    const rotated = page.getByRole('dialog', { name: 'The new secret signs now' });
    await rotated.getByText(/^whsec_/).waitFor();
    await rotated.getByRole('button', { name: 'Done' }).click();
    await expect.poll(() => page.getByText('HMAC-SHA256').count(), PATIENCE).toBe(2);

    await page.getByRole('button', { name: 'Send test' }).click();
    const test = page.getByRole('dialog', { name: 'Send a test' });
    await test.getByLabel('Event type').selectOption('order.shipped');
    await test.getByRole('button', { name: 'Send test' }).click();
    await page.getByRole('heading', { name: 'order.shipped Succeeded' }).waitFor();
    expect(await receiver.received(3)).toHaveLength(3);
  });

  it('finds an event by the id that receivers see', async () => {
    const id = String(receiver.requests[0]?.headers['webhook-id']);
    await page.keyboard.press('/');
    await page.keyboard.type(`${id}\n`);
    await page.getByRole('heading', { name: 'Payload' }).waitFor();
    await settled(page);
    expect(new URL(page.url()).pathname).toBe(`/console/events/${id}`);
    await page.getByRole('table', { name: 'Deliveries' }).getByText('Succeeded').waitFor();
  });

  it('says so when nothing has an id', async () => {
    await page.getByLabel('Find by id or idempotency key').fill('no such key');
    await page.keyboard.press('Enter');
    await page.getByText('Nothing that you may see has this id or idempotency key.').waitFor();
  });

  it('has talked to nobody but its server, and nothing went wrong', () => {
    expect(browser.requested.length).toBeGreaterThan(20);
    const strangers = browser.requested.filter((url) => new URL(url).host !== new URL(hookline.url).host);
    expect(strangers).toEqual([]);
    expect(browser.complaints).toEqual([]);
  });
});
