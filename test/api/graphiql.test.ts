import { randomBytes } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Browser, findChromium, openBrowser } from '../support/browser.ts';
import { type Hookline, startHookline } from '../support/hookline.ts';
import { addEndpoint, addEventType, publish } from '../support/pipeline.ts';
import { startReceiver } from '../support/receiver.ts';

const PATIENCE = { timeout: 20_000 };
const executable = findChromium();
if (!executable) console.warn('GraphiQL is not tested in a browser: no Chromium is on the PATH.');

describe.skipIf(!executable)('GraphiQL in a browser', () => {
  let hookline: Hookline;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    hookline = await startHookline();
    browser = await openBrowser(executable as string);
    page = await browser.context.newPage();
    await page.goto(`${hookline.url}/graphql`);
    await page.locator('.graphiql-query-editor .view-line').first().waitFor(PATIENCE);
  }, 60_000);
  afterAll(async () => {
    await browser[Symbol.asyncDispose]();
    await hookline[Symbol.asyncDispose]();
  });

  /** The text of an editor; it pads lines with blanks that do not break. */
  const shown = async (pane: string) =>
    (await page.locator(`${pane} .view-lines`).innerText()).replaceAll('\u00a0', ' ');
  const result = () => shown('.result-window');

  /** Runs one of the operations in the editor, by the menu of the button. */
  async function run(operation: string): Promise<void> {
    await page.locator('.graphiql-execute-button').click();
    await page.getByRole('menuitem', { name: operation, exact: true }).click();
  }

  /** Types an operation in, and runs it once the page has understood it: then its tab has the operation's name. */
  async function runText(name: string, text: string): Promise<void> {
    await page.locator('.graphiql-query-editor .view-lines').click();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.insertText(text);
    await page.locator('.graphiql-tab-button', { hasText: name }).waitFor(PATIENCE);
    await page.locator('.graphiql-execute-button').click();
  }

  it('runs a query at once, with the development key', async () => {
    expect(await shown('.graphiql-editor-tool .graphiql-editor:not(.hidden)')).toContain(
      `"X-API-Key": "${hookline.adminKey}"`,
    );
    await run('Me');
    await vi.waitFor(async () => expect(await result()).toContain('"name": "Development"'), PATIENCE);
    expect(JSON.parse(await result())).toMatchObject({
      data: { viewer: { organization: { name: 'Development' } } },
    });
  });

  it('follows deliveries live, and stops', async () => {
    await using receiver = await startReceiver((_request, _response, count) => (count === 1 ? 500 : 200));
    await addEventType(hookline.admin, 'order.shipped');
    await addEndpoint(hookline.admin, { url: receiver.url });
    await run('Live');
    await vi.waitFor(() => expect(hookline.app.feed?.subscriberCount).toBe(1), PATIENCE);
    await publish(hookline.admin, { type: 'order.shipped' });
    await vi.waitFor(async () => expect(await result()).toContain('"deliveryStatus": "SUCCEEDED"'), PATIENCE);
    expect(JSON.parse(await result())).toMatchObject({
      data: {
        deliveryFeed: {
          __typename: 'AttemptRecorded',
          eventType: 'order.shipped',
          outcome: 'SUCCEEDED',
          responseStatus: 200,
          nextAttemptAt: null,
        },
      },
    });
    await page.locator('.graphiql-execute-button').click();
    await vi.waitFor(() => expect(hookline.app.feed?.subscriberCount).toBe(0), PATIENCE);
  });

  it('runs a mutation that is typed in', async () => {
    await runText(
      'Register',
      'mutation Register { eventTypeCreate(input: { name: "typed.in" }) { __typename } }',
    );
    await vi.waitFor(async () => expect(await result()).toContain('EventTypeCreateSuccess'), PATIENCE);
    const { eventType } = await hookline.admin.data('{ eventType(name: "typed.in") { name } }');
    expect(eventType).toEqual({ name: 'typed.in' });
  });

  it('shows errors as they come', async () => {
    await runText('Pages', 'query Pages { endpoints(first: 101) { nodes { id } } }');
    await vi.waitFor(
      async () => expect(await result()).toContain('first: must be between 0 and 100'),
      PATIENCE,
    );
    expect(await result()).toContain('"code": "BAD_REQUEST"');
  });

  it('still knows the key after the page is loaded again', async () => {
    await page.reload();
    await page.locator('.graphiql-query-editor .view-line').first().waitFor(PATIENCE);
    await runText('Again', 'query Again { viewer { organization { name } } }');
    await vi.waitFor(async () => expect(await result()).toContain('"name": "Development"'), PATIENCE);
  });

  it('documents the schema', async () => {
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    await page.getByRole('link', { name: 'Subscription', exact: true }).click();
    await page.getByText('What can be followed live').waitFor(PATIENCE);
  });

  it('has talked to nobody but this server, and met nothing that its policy forbids', () => {
    const others = browser.requested.filter((url) => !url.startsWith('data:') && !url.startsWith('blob:'));
    expect(others.length).toBeGreaterThan(5);
    expect(others.filter((url) => new URL(url).origin !== hookline.url)).toEqual([]);
    // Of the error above; a policy that forbids something complains in words of its own.
    expect(browser.complaints).toEqual([expect.stringMatching(/^Failed to load resource: .* 400/)]);
  });
});

describe.skipIf(!executable)('GraphiQL in a browser, in production', () => {
  it('is told by the server that a key is needed, and shows the schema with the one that is typed in', async () => {
    await using hookline = await startHookline({
      roles: { api: true, worker: false },
      env: {
        NODE_ENV: 'production',
        HOOKLINE_GRAPHIQL: 'true',
        HOOKLINE_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
      },
    });
    const { key } = await hookline.createOrganization();
    await using browser = await openBrowser(executable as string);
    const page = await browser.context.newPage();
    await page.goto(`${hookline.url}/graphql`);
    await page.getByText('MALFORMED_API_KEY').first().waitFor(PATIENCE);
    await page.getByText('Give your API key in the headers below').waitFor(PATIENCE);
    await page.locator('.graphiql-editor-tool .graphiql-editor:not(.hidden) .view-lines').click();
    await page.keyboard.press('ControlOrMeta+A');
    // Else a bracket that is typed is put around it.
    await page.keyboard.press('Delete');
    await page.keyboard.insertText(JSON.stringify({ 'X-API-Key': key }));
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    // It takes note of headers a moment after they were typed.
    await vi.waitFor(async () => {
      await page.getByRole('button', { name: 'Re-fetch GraphQL schema' }).click();
      await page.getByRole('link', { name: 'Subscription', exact: true }).waitFor({ timeout: 2000 });
    }, PATIENCE);
  }, 120_000);
});
