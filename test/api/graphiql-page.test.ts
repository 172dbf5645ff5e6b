import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { networkInterfaces } from 'node:os';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Hookline, startHookline } from '../support/hookline.ts';

const API_ONLY = { api: true, worker: false };
const FORWARDED = ['Forwarded', 'Via', 'X-Forwarded-For', 'X-Forwarded-Host', 'X-Original-Host', 'X-Real-IP'];
const ANY_KEY = /hk_[A-Za-z0-9_-]{20}/;
const PRODUCTION = {
  NODE_ENV: 'production',
  HOOKLINE_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
};

/** Under which this machine is not loopback; what it sends there does not leave it either. */
const ownAddress = Object.values(networkInterfaces())
  .flat()
  .find((entry) => entry?.family === 'IPv4' && !entry.internal)?.address;

/** Asks for a page as a browser does; fetch would not send another Host. */
async function open(url: string, headers: Record<string, string> = {}) {
  const asked = request(url, { headers: { accept: 'text/html,*/*;q=0.8', ...headers } });
  asked.end();
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

describe('the page of GraphiQL in development', () => {
  let hookline: Hookline;
  beforeAll(async () => {
    hookline = await startHookline({ roles: API_ONLY });
  });
  afterAll(() => hookline[Symbol.asyncDispose]());
  const port = () => new URL(hookline.url).port;

  it.each(['127.0.0.1', 'localhost', 'LOCALHOST', '[::1]', '127.8.9.1'])(
    'holds the key under the name %s of this machine',
    async (name) => {
      const page = await open(`${hookline.url}/graphql`, { host: `${name}:${port()}` });
      expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html']);
      expect(page.body).toContain(hookline.adminKey);
      expect(page.headers['cache-control']).toBe('no-store');
    },
  );

  it.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '127.0.0.1.nip.io',
    'evil-localhost',
    '0.0.0.0',
    '192.168.0.1',
    '[::2]',
  ])('holds no key under the name %s', async (name) => {
    const page = await open(`${hookline.url}/graphql`, {
      host: `${name}:${port()}`,
      'x-forwarded-host': 'localhost',
    });
    expect(page.status).toBe(200);
    expect(page.body).not.toContain(hookline.adminKey);
    expect(page.body).not.toMatch(ANY_KEY);
  });

  it('is not opened under what is no name, though it begins with one of this machine', async () => {
    const page = await open(`${hookline.url}/graphql`, { host: `localhost@evil.example:${port()}` });
    expect(page.status).toBe(400);
    expect(page.body).not.toMatch(ANY_KEY);
  });

  it.each(FORWARDED)('holds no key for whom a proxy on this machine leads here, with %s', async (header) => {
    const page = await open(`${hookline.url}/graphql`, {
      host: `localhost:${port()}`,
      [header]: '203.0.113.9',
    });
    expect(page.status).toBe(200);
    expect(page.body).not.toMatch(ANY_KEY);
  });

  it.skipIf(!ownAddress)('holds no key for another machine', async () => {
    await using open4all = await startHookline({ roles: API_ONLY, env: { HOOKLINE_HOST: '0.0.0.0' } });
    const url = `http://${ownAddress}:${new URL(open4all.url).port}/graphql`;
    const page = await open(url, { host: 'localhost' });
    expect(page.status).toBe(200);
    expect(page.body).not.toMatch(ANY_KEY);
  });

  it('may not be read, framed or filled from elsewhere', async () => {
    const page = await open(`${hookline.url}/graphql`, { origin: 'https://evil.example' });
    expect(page.headers['access-control-allow-origin']).toBeUndefined();
    const policy = String(page.headers['content-security-policy']).split('; ');
    expect(policy).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "connect-src 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
      ]),
    );
    expect(policy.join()).not.toMatch(/https?:|\*|unsafe-eval/);
    expect(page.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
  });

  it('is not what a program gets', async () => {
    const answer = await open(`${hookline.url}/graphql?query={__typename}`, { accept: 'application/json' });
    expect([answer.status, answer.headers['content-security-policy']]).toEqual([401, undefined]);
    expect(answer.body).toContain('MISSING_API_KEY');
  });

  it('is gone when it is switched off', async () => {
    await using without = await startHookline({ roles: API_ONLY, env: { HOOKLINE_GRAPHIQL: 'false' } });
    const answer = await open(`${without.url}/graphql`);
    expect(answer.status).toBe(401);
    expect(answer.body).not.toContain('<html');
  });
});

describe('the page of GraphiQL in production', () => {
  it('is not there', async () => {
    await using hookline = await startHookline({ roles: API_ONLY, env: PRODUCTION });
    expect(hookline.app.developmentKey).toBeNull();
    const answer = await open(`${hookline.url}/graphql`, { host: 'localhost' });
    expect(answer.status).toBe(401);
    expect(answer.body).not.toContain('<html');
    expect(JSON.parse(answer.body)).toMatchObject({ errors: [{ extensions: { code: 'MISSING_API_KEY' } }] });
  });

  it('is there when it is switched on, without a key', async () => {
    await using hookline = await startHookline({
      roles: API_ONLY,
      env: { ...PRODUCTION, HOOKLINE_GRAPHIQL: 'true' },
    });
    const page = await open(`${hookline.url}/graphql`, { host: 'localhost' });
    expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html']);
    expect(page.body).toContain('X-API-Key');
    expect(page.body).not.toMatch(ANY_KEY);
  });
});
