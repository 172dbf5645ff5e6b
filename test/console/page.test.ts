import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Hookline, startHookline } from '../support/hookline.ts';

const API_ONLY = { api: true, worker: false };
const FORWARDED = ['Forwarded', 'Via', 'X-Forwarded-For', 'X-Forwarded-Host', 'X-Original-Host', 'X-Real-IP'];
const ANY_KEY = /hk_[A-Za-z0-9_-]{20}/;
const PRODUCTION = {
  NODE_ENV: 'production',
  HOOKLINE_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
};

/** fetch would send no other Host, and unpack what was packed. */
async function ask(url: string, headers: Record<string, string> = {}, method = 'GET') {
  const asked = request(url, { headers, method });
  asked.end();
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  const bytes = await buffer(response);
  return { status: response.statusCode, headers: response.headers, bytes, text: bytes.toString() };
}

describe('the console’s page', () => {
  let hookline: Hookline;
  let script: string;
  beforeAll(async () => {
    hookline = await startHookline({ roles: API_ONLY });
    script = /src="(\/console\/assets\/[^"]+\.js)"/.exec((await ask(`${hookline.url}/`)).text)?.[1] ?? '';
  });
  afterAll(() => hookline[Symbol.asyncDispose]());
  const at = (name: string) => ({ host: `${name}:${new URL(hookline.url).port}` });

  it.each(['/', '/console', '/console/live', '/console/endpoints/ep_1?status=FAILED'])(
    'is at %s',
    async (path) => {
      const page = await ask(`${hookline.url}${path}`);
      expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
      expect(page.text).toContain('<div id="app">');
    },
  );

  it.each(['/consoles', '/console/assets/nothing.js', '/console/assets/', '/favicon.ico'])(
    'is not at %s',
    async (path) => {
      expect((await ask(`${hookline.url}${path}`)).status).toBe(404);
    },
  );

  it('may talk to its own server only, and be framed or filled by nobody', async () => {
    for (const path of ['/', script]) {
      const { headers } = await ask(`${hookline.url}${path}`, { origin: 'https://evil.example' });
      const policy = String(headers['content-security-policy']);
      expect(policy.split('; ')).toEqual(
        expect.arrayContaining([
          "default-src 'none'",
          "script-src 'self'",
          "connect-src 'self'",
          "frame-ancestors 'none'",
        ]),
      );
      expect(policy).not.toMatch(/https?:|\*|unsafe/);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      });
      expect(headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  it('loads scripts and styles that may be kept for good, and is asked for anew itself', async () => {
    const file = await ask(`${hookline.url}${script}`);
    expect(file.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    const page = await ask(`${hookline.url}/`, at('elsewhere.example'));
    expect(page.headers['cache-control']).toBe('no-cache');
    const again = await ask(`${hookline.url}/`, {
      ...at('elsewhere.example'),
      'if-none-match': String(page.headers.etag),
    });
    expect([again.status, again.text]).toEqual([304, '']);
  });

  it('comes packed as the browser can unpack it', async () => {
    const plain = await ask(`${hookline.url}${script}`);
    const br = await ask(`${hookline.url}${script}`, { 'accept-encoding': 'gzip, deflate, br' });
    const gzip = await ask(`${hookline.url}${script}`, { 'accept-encoding': 'gzip, br;q=0' });
    expect([plain, br, gzip].map(({ headers }) => headers['content-encoding'])).toEqual([
      undefined,
      'br',
      'gzip',
    ]);
    expect(brotliDecompressSync(br.bytes).equals(plain.bytes)).toBe(true);
    expect(gunzipSync(gzip.bytes).equals(plain.bytes)).toBe(true);
    expect(br.bytes.length).toBeLessThan(plain.bytes.length / 2);
  });

  it('is only read', async () => {
    const head = await ask(`${hookline.url}/`, {}, 'HEAD');
    expect([head.status, head.text]).toEqual([200, '']);
    const post = await ask(`${hookline.url}/`, {}, 'POST');
    expect([post.status, post.headers.allow]).toEqual([405, 'GET, HEAD']);
  });

  it('holds the development key for a browser on this machine, and lets nobody keep it', async () => {
    const page = await ask(`${hookline.url}/console/live`, at('localhost'));
    expect(page.text).toContain(`content="${hookline.adminKey}"`);
    expect(page.headers['cache-control']).toBe('no-store');
  });

  it.each(['evil.example', '127.0.0.1.evil.example', '192.168.0.1', '0.0.0.0'])(
    'holds no key under the name %s',
    async (name) => {
      const page = await ask(`${hookline.url}/`, { ...at(name), 'x-forwarded-host': 'localhost' });
      expect(page.status).toBe(200);
      expect(page.text).not.toMatch(ANY_KEY);
    },
  );

  it.each(FORWARDED)('holds no key for whom a proxy on this machine leads here, with %s', async (header) => {
    const page = await ask(`${hookline.url}/`, { ...at('localhost'), [header]: '203.0.113.9' });
    expect(page.status).toBe(200);
    expect(page.text).not.toMatch(ANY_KEY);
  });

  it('is there in production, without a key', async () => {
    await using production = await startHookline({ roles: API_ONLY, env: PRODUCTION });
    const page = await ask(`${production.url}/`);
    expect([page.status, page.text.includes('<div id="app">')]).toEqual([200, true]);
    expect(page.text).not.toMatch(ANY_KEY);
  });

  it('is gone when it is switched off', async () => {
    await using without = await startHookline({ roles: API_ONLY, env: { HOOKLINE_CONSOLE: 'false' } });
    const root = await ask(`${without.url}/`);
    expect([root.status, root.headers.location]).toEqual([302, '/graphql']);
    expect((await ask(`${without.url}/console/live`)).status).toBe(404);
  });
});
