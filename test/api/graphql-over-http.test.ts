import { once } from 'node:events';
import { request } from 'node:http';
import { json } from 'node:stream/consumers';
import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Hookline, startHookline } from '../support/hookline.ts';

/** Audits that are recommended (SHOULD) or allowed (MAY) and not met: id → why not. */
const UNMET: Readonly<Record<string, string>> = {};

let hookline: Hookline;
beforeAll(async () => {
  hookline = await startHookline({ roles: { api: true, worker: false } });
});
afterAll(() => hookline[Symbol.asyncDispose]());

const audits = serverAudits({
  url: () => `${hookline.url}/graphql`,
  fetchFn: (url: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    headers.set('x-api-key', hookline.adminKey);
    return fetch(url, { ...init, headers });
  },
});
const required = audits.filter(({ name }) => name.startsWith('MUST'));
const optional = audits.filter(({ name }) => !name.startsWith('MUST'));

async function failureOf(audit: (typeof audits)[number]): Promise<string | null> {
  const result = await audit.fn();
  return result.status === 'ok' ? null : `${result.reason}: ${await result.response.text()}`;
}

describe('GraphQL over HTTP', () => {
  it('is audited, and exceptions are named by their audits', () => {
    expect(required.length).toBeGreaterThan(10);
    expect(optional.length).toBeGreaterThan(40);
    const ids = optional.map(({ id }) => id);
    expect(Object.keys(UNMET).filter((id) => !ids.includes(id))).toEqual([]);
  });

  it.each(required)('$id: $name', async (audit) => {
    expect(await failureOf(audit)).toBeNull();
  });

  it.each(optional)('$id: $name', async (audit) => {
    const failure = await failureOf(audit);
    if (audit.id in UNMET) expect(failure, 'this is met now: take it off the table').not.toBeNull();
    else expect(failure).toBeNull();
  });

  it.each(['h2c', 'H2C, websocket', 'TLS/1.0'])(
    'is spoken to a client that offers to go on in %s',
    async (upgrade) => {
      const posted = request(`${hookline.url}/graphql`, {
        method: 'POST',
        headers: {
          connection: 'Upgrade, HTTP2-Settings',
          upgrade,
          'http2-settings': 'AAMAAABkAAQAAP__',
          'content-type': 'application/json',
          'x-api-key': hookline.adminKey,
        },
      });
      posted.end(JSON.stringify({ query: '{ __typename }' }));
      const [answer] = await once(posted, 'response');
      expect(answer.statusCode).toBe(200);
      expect(await json(answer)).toMatchObject({ data: { __typename: 'Query' } });
    },
  );
});
