import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page, Request, Route } from 'playwright-core';
import { type Browser, findChromium, openBrowser } from './browser.ts';
import { followFeed } from './feed.ts';
import { type Hookline, type HooklineOptions, startHookline, type Tenant } from './hookline.ts';
import { type AddedEndpoint, publish } from './pipeline.ts';
import { deliveryOf } from './scene.ts';

export const PATIENCE = { timeout: 20_000 };
/** Null: the tests of the console in a browser are skipped. */
export const executable = findChromium();
if (!executable) console.warn('The console is not tested in a browser: no Chromium is on the PATH.');

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Somebody who sits at a console. */
export interface Desk extends AsyncDisposable {
  readonly hookline: Hookline;
  readonly tenant: Tenant;
  readonly browser: Browser;
  readonly page: Page;
}

/** A server with a tenant, and an empty page of a browser. */
export async function openDesk(options?: HooklineOptions): Promise<Desk> {
  await using stack = new AsyncDisposableStack();
  const hookline = stack.use(await startHookline(options));
  const tenant = await hookline.createOrganization();
  const browser = stack.use(await openBrowser(executable as string));
  browser.context.setDefaultTimeout(PATIENCE.timeout);
  const page = await browser.context.newPage();
  const running = stack.move();
  return { hookline, tenant, browser, page, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

/** Opens the page and gives it a key by hand, as somebody would. */
export async function signIn(page: Page, url: string, key: string): Promise<void> {
  await page.goto(url);
  await page.getByLabel('API key').fill(key);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('navigation', { name: 'Pages' }).waitFor(PATIENCE);
}

/** Goes to another page of the console within it, as a link does, by the address. */
export async function visit(page: Page, url: string, path: string): Promise<void> {
  await page.goto(new URL(path, url).href);
  await page.locator('h1').waitFor(PATIENCE);
  await settled(page);
}

/** Nothing is on its way any more. */
export async function settled(page: Page): Promise<void> {
  await page
    .locator('.skeleton')
    .first()
    .waitFor({ state: 'detached', ...PATIENCE });
}

/** A request of a page that does not get to the server yet. */
export interface HeldRequest {
  /** Resolves when the page has sent it. */
  readonly sent: Promise<Request>;
  /** Lets it go on, and all that come after it. */
  letGo(): Promise<void>;
}

/** Holds the first request of a page, and whatever else is like it, until it is let go. */
export async function holdRequest(page: Page, isHeld: (request: Request) => boolean): Promise<HeldRequest> {
  const held = Promise.withResolvers<Route>();
  await page.route('**/graphql', (route) => {
    if (isHeld(route.request())) held.resolve(route);
    else void route.continue();
  });
  return {
    sent: held.promise.then((route) => route.request()),
    async letGo() {
      const route = await held.promise;
      await page.unroute('**/graphql');
      // The page may have given it up meanwhile.
      await route.continue().catch(() => undefined);
    },
  };
}

export interface Fault {
  readonly rule: string;
  readonly impact: string;
  readonly at: string;
}

/** What axe finds wrong, and how badly. The page's policy forbids scripts of others, the debugger may run one. */
export async function faultsOf(page: Page): Promise<Fault[]> {
  const debug = await page.context().newCDPSession(page);
  try {
    await debug.send('Runtime.evaluate', { expression: `${AXE};0` });
    const { result } = await debug.send('Runtime.evaluate', {
      expression: `axe.run().then(({ violations }) => violations.flatMap(({ id, impact, nodes }) =>
        nodes.map(({ html }) => ({ rule: id, impact: String(impact), at: html.slice(0, 160) }))))`,
      awaitPromise: true,
      returnByValue: true,
    });
    if (!Array.isArray(result.value)) throw new Error(`axe did not run: ${result.description}`);
    return result.value as Fault[];
  } finally {
    await debug.detach();
  }
}

/** By how many pixels the page is wider than the window. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
}

/** Publishes an event, and waits for its first attempt at the endpoint. @returns the delivery's id, `dlv_…` */
export async function attempted(
  { url }: Hookline,
  { client, key }: Pick<Tenant, 'client' | 'key'>,
  endpoint: AddedEndpoint,
  type: string,
  payload: unknown = { order: 'A-1', lines: [{ sku: 'S-1', count: 2 }] },
): Promise<string> {
  await using feed = await followFeed(url, key);
  const event = await publish(client, { type, payload });
  const id = await deliveryOf({ client } as Tenant, event, endpoint.id);
  await feed.next((item) => item.deliveryId === id);
  return id;
}
