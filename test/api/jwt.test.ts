import { createHmac } from 'node:crypto';
import { exportSPKI, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient } from '../support/client.ts';
import { type Hookline, startHookline, type Tenant } from '../support/hookline.ts';
import { collectLog, type LogCollector } from '../support/log.ts';
import { openSocket } from '../support/socket.ts';
import {
  AUDIENCE,
  forgeToken,
  secondsFromNow,
  standardClaims,
  startIssuer,
  type TokenIssuer,
} from '../support/tokens.ts';

const VIEWER = '{ viewer { subject scopes organization { id } apiKey { id } } }';

let issuer: TokenIssuer;
let log: LogCollector;
let hookline: Hookline;
let tenant: Tenant;
beforeAll(async () => {
  issuer = await startIssuer();
  log = collectLog();
  hookline = await startHookline({ roles: { api: true, worker: false }, env: issuer.env, log: log.logger });
  tenant = await hookline.createOrganization();
});
afterAll(async () => {
  await hookline[Symbol.asyncDispose]();
  await issuer[Symbol.asyncDispose]();
});

const bearer = (token: string, url = hookline.url) =>
  createClient(url, null, { authorization: `Bearer ${token}` });
const signed = (claims: object = {}) =>
  issuer.sign({ org_id: tenant.id, scope: 'endpoints:read', ...claims });

/** The answer to a token that must be refused; neither it nor the log repeats the token. */
async function refusal(token: string, url = hookline.url) {
  const { status, data, errors, headers } = await bearer(token, url).send(VIEWER);
  expect(data).toBeUndefined();
  expect(errors).toHaveLength(1);
  const [error] = errors ?? [];
  const parts = token.split('.').filter((part) => part.length > 10);
  for (const part of parts) {
    expect(JSON.stringify(errors)).not.toContain(part);
    expect(log.text()).not.toContain(part);
  }
  expect(log.text()).toContain(error?.extensions.errorId);
  return {
    status,
    code: error?.extensions.code,
    message: error?.message,
    challenge: headers.get('www-authenticate'),
  };
}
const INVALID = { status: 401, code: 'INVALID_AUTHORIZATION', challenge: 'Bearer' };

describe('a bearer token (JWT)', () => {
  it('acts for its organization, with its scopes, under its subject', async () => {
    const client = bearer(await signed({ sub: 'ada', scope: 'openid endpoints:read ENDPOINTS_WRITE' }));
    expect(await client.data(VIEWER)).toEqual({
      viewer: {
        subject: 'ada',
        scopes: ['ENDPOINTS_READ', 'ENDPOINTS_WRITE'],
        organization: { id: tenant.id },
        apiKey: null,
      },
    });
    const made = await client.data(
      'mutation { endpointCreate(input: { url: "https://ada.example/hook" }) { ... on EndpointCreateSuccess { endpoint { createdBy } } } }',
    );
    expect(made).toEqual({ endpointCreate: { endpoint: { createdBy: 'ada' } } });
    expect((await client.send('{ events { nodes { id } } }')).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('names its organization by id or by externalId', async () => {
    const { prisma } = hookline.app.core.database;
    await prisma.organization.update({ where: { id: tenant.uuid }, data: { externalId: 'acme' } });
    const other = await hookline.createOrganization();
    const seen = async (org_id: string) =>
      (await bearer(await signed({ org_id })).data<{ viewer: { organization: object } }>(VIEWER)).viewer
        .organization;
    expect(await seen('acme')).toEqual({ id: tenant.id });
    expect(await seen(tenant.id)).toEqual({ id: tenant.id });
    expect(await seen(other.id)).toEqual({ id: other.id });
  });

  it.each([['ACME'], ['org_01890000-0000-7000-8000-000000000000'], ['key_1'], [undefined]])(
    'is refused for the organization %j, unless its scope is ADMIN',
    async (org_id) => {
      expect(await refusal(await signed({ org_id }))).toMatchObject(INVALID);
      const { viewer } = await bearer(await signed({ org_id, scope: 'admin' })).data<{ viewer: object }>(
        VIEWER,
      );
      expect(viewer).toMatchObject({ scopes: ['ADMIN'], organization: null });
    },
  );

  it('sees nothing of another organization', async () => {
    const other = await hookline.createOrganization();
    const answer = await bearer(await signed({ org_id: other.id })).data(
      `{ organization(id: "${tenant.id}") { id } organizations { nodes { id } } }`,
    );
    expect(answer).toEqual({ organization: null, organizations: { nodes: [{ id: other.id }] } });
  });

  it('is no API key, nor the other way round', async () => {
    const token = await signed();
    const inOtherHeader = await createClient(hookline.url, token).send(VIEWER);
    expect(inOtherHeader.errors?.[0]?.extensions.code).toBe('MALFORMED_API_KEY');
    expect(
      (await bearer(tenant.key).data<{ viewer: { apiKey: object | null } }>(VIEWER)).viewer.apiKey,
    ).not.toBeNull();
    const both = createClient(hookline.url, tenant.key, { authorization: `Bearer ${token}` });
    expect((await both.send(VIEWER)).errors?.[0]?.extensions.code).toBe('BAD_REQUEST');
  });

  it('is refused where no issuer is configured', async () => {
    await using plain = await startHookline({ roles: { api: true, worker: false }, log: log.logger });
    expect(await refusal(await signed(), plain.url)).toMatchObject(INVALID);
  });
});

describe('a forged or spent token is refused:', () => {
  const payload = () => ({ ...standardClaims(issuer.url), org_id: tenant.id, scope: 'admin' });
  const header = () => ({ alg: issuer.key.algorithm, kid: issuer.key.kid });
  const withAlgorithm = (alg: string) => forgeToken({ ...header(), alg }, payload());

  it.each<[string, () => Promise<string> | string]>([
    ['alg none', () => withAlgorithm('none')],
    ['alg None', () => withAlgorithm('None')],
    ['alg none with a signature', () => forgeToken({ alg: 'none' }, payload(), 'c2lnbmF0dXJl')],
    ['no alg', () => forgeToken({ kid: issuer.key.kid }, payload(), 'c2lnbmF0dXJl')],
    ['alg of another kind', () => forgeToken({ ...header(), alg: 7 }, payload(), 'c2lnbmF0dXJl')],
    ['no signature', async () => (await signed()).replace(/[^.]+$/, '')],
    [
      'a signature of another token',
      async () => {
        const [, body] = forgeToken(header(), payload()).split('.');
        return (await signed()).replace(/\.[^.]+\./, `.${body}.`);
      },
    ],
    [
      'HS256 with the public key (PEM) as secret',
      async () => {
        const [head, body] = forgeToken({ ...header(), alg: 'HS256' }, payload()).split('.');
        const pem = await exportSPKI(issuer.key.pair.publicKey);
        return `${head}.${body}.${createHmac('sha256', pem).update(`${head}.${body}`).digest('base64url')}`;
      },
    ],
    [
      'HS256 with the public key (JWK) as secret',
      async () => {
        const [head, body] = forgeToken({ ...header(), alg: 'HS256' }, payload()).split('.');
        const jwk = JSON.stringify(issuer.key.jwk);
        return `${head}.${body}.${createHmac('sha256', jwk).update(`${head}.${body}`).digest('base64url')}`;
      },
    ],
    [
      'a key of its own in the header',
      async () => {
        const { jwk, pair } = await anotherKey();
        return new SignJWT(payload())
          .setProtectedHeader({ alg: 'RS256', kid: issuer.key.kid, jwk })
          .sign(pair.privateKey);
      },
    ],
    [
      'a key of its own at an address in the header',
      async () => {
        const { pair } = await anotherKey();
        const protectedHeader = { alg: 'RS256', kid: issuer.key.kid, jku: `${issuer.url}attacker` };
        return new SignJWT(payload()).setProtectedHeader(protectedHeader).sign(pair.privateKey);
      },
    ],
    [
      'a certificate of its own in the header',
      async () => {
        const { jwk, pair } = await anotherKey();
        const protectedHeader = { alg: 'RS256', kid: issuer.key.kid, x5c: [String(jwk.n)] };
        return new SignJWT(payload()).setProtectedHeader(protectedHeader).sign(pair.privateKey);
      },
    ],
    ...[
      '../../../../../../dev/null',
      '..%2f..%2fetc%2fpasswd',
      'file:///dev/null',
      '/proc/self/environ',
      "x' union select 'key",
      '__proto__',
      'a\0b',
      '',
    ].map((kid): [string, () => string] => [
      `the empty key of the kid ${JSON.stringify(kid)}`,
      () => {
        const [head, body] = forgeToken({ alg: 'HS256', kid }, payload()).split('.');
        return `${head}.${body}.${createHmac('sha256', '').update(`${head}.${body}`).digest('base64url')}`;
      },
    ]),
    ...['../jwks', '__proto__', 'constructor'].map((kid): [string, () => Promise<string>] => [
      `the issuer’s own key under the kid ${kid}`,
      () => issuer.sign(payload(), { ...issuer.key, kid }),
    ]),
    [
      'an unknown key',
      async () => {
        const key = await anotherKey();
        return issuer.sign(payload(), key);
      },
    ],
    ['the issuer’s key under another kid', () => issuer.sign(payload(), { ...issuer.key, kid: 'other' })],
    [
      'an algorithm that is not listed',
      async () => issuer.sign(payload(), { ...(await anotherKey('RS512')), kid: issuer.key.kid }),
    ],
    ['expired', () => signed({ exp: secondsFromNow(-1) })],
    ['without exp', () => signed({ exp: undefined })],
    ['exp as text', () => signed({ exp: String(secondsFromNow(300)) as never })],
    ['not yet valid', () => signed({ nbf: secondsFromNow(60) })],
    ['another issuer', () => signed({ iss: `${issuer.url}x` })],
    ['without issuer', () => signed({ iss: undefined })],
    ['a list of issuers', () => signed({ iss: [issuer.url] as never })],
    ['another audience', () => signed({ aud: `${AUDIENCE}/other` })],
    ['without audience', () => signed({ aud: undefined })],
    ['without subject', () => signed({ sub: undefined })],
    ['an empty subject', () => signed({ sub: '' })],
    ['a subject with NUL', () => signed({ sub: 'a\0b' })],
    ['scopes of another kind', () => signed({ scope: 7 })],
    ['too long', () => signed({ filler: 'x'.repeat(7000) })],
    [
      'a payload that is no object',
      async () => {
        const { CompactSign } = await import('jose');
        return new CompactSign(new TextEncoder().encode('["admin"]'))
          .setProtectedHeader(header())
          .sign(issuer.key.pair.privateKey);
      },
    ],
    [
      'a critical extension',
      async () => {
        const [, body, signature] = (await signed()).split('.');
        const [head] = forgeToken({ ...header(), crit: ['exp'], exp: 1 }, {}).split('.');
        return `${head}.${body}.${signature}`;
      },
    ],
    ['a header that is no JSON', async () => (await signed()).replace(/^[^.]+/, 'bm90IGpzb24')],
    ['parts that are no base64', async () => `${(await signed()).slice(0, -1)}-_`],
  ])('%s', async (_what, make) => {
    expect(await refusal(await make())).toMatchObject(INVALID);
  });

  it.each(['jku', 'x5u', 'kid', 'iss'])('without asking the address that its %s names', async (name) => {
    await using attacker = await startIssuer();
    const address = attacker.env.HOOKLINE_JWT_JWKS_URL;
    const inPayload = name === 'iss' ? { iss: attacker.url } : {};
    const token = await new SignJWT({ ...payload(), ...inPayload })
      .setProtectedHeader({ alg: 'RS256', kid: attacker.key.kid, ...(name !== 'iss' && { [name]: address }) })
      .sign(attacker.key.pair.privateKey);
    expect(await refusal(token)).toMatchObject(INVALID);
    expect(attacker.requests).toBe(0);
  });

  it('by Node itself, beyond what headers may hold', async () => {
    const response = await fetch(`${hookline.url}/graphql?query={__typename}`, {
      headers: { authorization: `Bearer ${await signed({ filler: 'x'.repeat(20_000) })}` },
    });
    expect(response.status).toBe(431);
  });

  it.each(['a.b', 'a.b.c.d', '..', 'a..b', 'a.b.c,d', 'eyJhbGciOiJub25lIn0'])(
    '%j is no token at all',
    async (text) => {
      expect(await refusal(text)).toMatchObject({ status: 401, code: 'MALFORMED_API_KEY' });
    },
  );

  it.each(['Basic YTpi', 'Bearer', 'Bearer a b', 'Token x', 'Bearer  x'])(
    'the header %j is none for it',
    async (authorization) => {
      const { status, errors } = await createClient(hookline.url, null, { authorization }).send(VIEWER);
      expect({ status, code: errors?.[0]?.extensions.code }).toEqual({
        status: 401,
        code: 'INVALID_AUTHORIZATION',
      });
    },
  );
});

function anotherKey(algorithm?: string) {
  return startIssuer().then(async (other) => {
    await using _ = other;
    return algorithm ? other.rotate(algorithm) : other.key;
  });
}

describe('the keys of the issuer', () => {
  it('are read once, however many tokens come', async () => {
    await using other = await startIssuer();
    await using api = await startHookline({ roles: { api: true, worker: false }, env: other.env });
    const token = await other.sign({ scope: 'admin' });
    await Promise.all(Array.from({ length: 20 }, () => bearer(token, api.url).data(VIEWER)));
    await bearer(await other.sign({ scope: 'admin', sub: 'grace' }), api.url).data(VIEWER);
    expect(other.requests).toBe(1);
  });

  it('are no longer taken, when the issuer has taken them back, from the age at which they are read anew', async () => {
    await using other = await startIssuer();
    const env = { ...other.env, HOOKLINE_JWT_JWKS_CACHE_SECONDS: '1' };
    await using api = await startHookline({ roles: { api: true, worker: false }, env, log: log.logger });
    const token = await other.sign({ scope: 'admin' });
    await bearer(token, api.url).data(VIEWER);
    await other.rotate();
    await expect.poll(async () => (await bearer(token, api.url).send(VIEWER)).status).toBe(401);
    expect(await refusal(token, api.url)).toMatchObject(INVALID);
  });

  it.each(['RS256', 'ES256', 'EdDSA'])(
    'may be replaced while the server runs, by one for %s',
    async (algorithm) => {
      const before = await signed();
      await bearer(before).data(VIEWER);
      await issuer.rotate(algorithm);
      await bearer(await signed()).data(VIEWER);
      expect(await refusal(before)).toMatchObject(INVALID);
    },
  );

  it('are asked for again by unknown keys only after a pause', async () => {
    await using other = await startIssuer();
    const env = { ...other.env, HOOKLINE_JWT_JWKS_COOLDOWN_SECONDS: '3600' };
    await using api = await startHookline({ roles: { api: true, worker: false }, env, log: log.logger });
    await bearer(await other.sign({ scope: 'admin' }), api.url).data(VIEWER);
    for (let count = 0; count < 5; count++) {
      const token = await other.sign({ scope: 'admin' }, { ...other.key, kid: `k${count}` });
      expect(await refusal(token, api.url)).toMatchObject(INVALID);
    }
    expect(other.requests).toBe(1);
  });

  it.each([
    [500, 'oops'],
    [302, ''],
    [200, 'not json'],
    [200, '{"keys": 7}'],
  ])('that cannot be read (%i %j) are the server’s fault, not the token’s', async (status, body) => {
    await using other = await startIssuer();
    other.break(status, body);
    await using api = await startHookline({
      roles: { api: true, worker: false },
      env: other.env,
      log: log.logger,
    });
    const token = await other.sign({ scope: 'admin' });
    const answers = await Promise.all([1, 2, 3].map(() => refusal(token, api.url)));
    for (const answer of answers) expect(answer).toMatchObject({ status: 503, code: 'UNAVAILABLE' });
    await refusal(token, api.url);
    expect(other.requests, 'an issuer that is down is left alone for a while').toBe(1);
  });

  it('are not taken from an answer that says it is none, whatever is in it', async () => {
    await using other = await startIssuer();
    other.break(500, JSON.stringify({ keys: [other.key.jwk] }));
    await using api = await startHookline({
      roles: { api: true, worker: false },
      env: other.env,
      log: log.logger,
    });
    expect(await refusal(await other.sign({ scope: 'admin' }), api.url)).toMatchObject({ status: 503 });
  });

  it('that are longer than any are read no further', async () => {
    await using other = await startIssuer();
    other.break(200, JSON.stringify({ padding: ' '.repeat(1024 * 1024), keys: [other.key.jwk] }));
    await using api = await startHookline({
      roles: { api: true, worker: false },
      env: other.env,
      log: log.logger,
    });
    const token = await other.sign({ scope: 'admin' });
    expect(await refusal(token, api.url)).toMatchObject({ status: 503, code: 'UNAVAILABLE' });
  });
});

describe('the tolerance for clocks that differ', () => {
  const token = (seconds: number, claims: object = {}) =>
    signed({ exp: secondsFromNow(seconds), scope: 'admin', ...claims });

  it('takes what is over, or not yet valid, by no more than it, for as long as that', async () => {
    const env = { ...issuer.env, HOOKLINE_JWT_CLOCK_TOLERANCE_SECONDS: '60' };
    await using api = await startHookline({ roles: { api: true, worker: false }, env, log: log.logger });
    await bearer(await token(-10), api.url).data(VIEWER);
    await bearer(await token(300, { nbf: secondsFromNow(10) }), api.url).data(VIEWER);
    expect(await refusal(await token(-70), api.url)).toMatchObject(INVALID);
    expect(await refusal(await token(300, { nbf: secondsFromNow(120) }), api.url)).toMatchObject(INVALID);
    await using socket = openSocket(api.url, { authorization: `Bearer ${await token(-10)}` });
    await socket.run('{ __typename }').next();
    const { key, uuid } = await api.createOrganization();
    await using other = openSocket(api.url, { 'x-api-key': key });
    await other.run('{ __typename }').next();
    const { pool } = api.app.core.database;
    await pool.query('update api_key set revoked_at = now() where organization_id = $1', [uuid]);
    await pool.query('notify hookline_access');
    // The look at credentials that ends this one looks at every clock too.
    await other.closed;
    expect((await socket.run('{ __typename }').next()).value).toMatchObject({ data: {} });
    // Over the same connection: the client would have opened another.
    expect(await Promise.race([socket.closed, 'open'])).toBe('open');
  });
});

describe('what is said of a token that is refused', () => {
  it.each<[string, () => Promise<string>]>([
    ['has expired.', () => signed({ exp: secondsFromNow(-1) })],
    ['is not for here: its claim "exp" is missing.', () => signed({ exp: undefined })],
    ['is not for here: its claim "sub" is missing.', () => signed({ sub: undefined })],
    [
      'is not for here: its claim "aud" is not what this server expects.',
      () => signed({ aud: `${AUDIENCE}/other` }),
    ],
    [
      'names a key ("kid") that its issuer does not have.',
      () => issuer.sign({}, { ...issuer.key, kid: 'other' }),
    ],
    ['is malformed, or its signature is not its issuer’s.', async () => `${await signed()}A`],
  ])('is that it %s', async (why, make) => {
    expect((await refusal(await make())).message).toBe(`This token ${why}`);
  });

  it('is that it has to name its key where several fit', async () => {
    await using other = await startIssuer();
    const first = other.key;
    other.break(200, JSON.stringify({ keys: [first.jwk, (await other.rotate()).jwk] }));
    await using api = await startHookline({
      roles: { api: true, worker: false },
      env: other.env,
      log: log.logger,
    });
    await bearer(await other.sign({ scope: 'admin' }, first), api.url).data(VIEWER);
    const nameless = await new SignJWT(standardClaims(other.url))
      .setProtectedHeader({ alg: 'RS256' })
      .sign(first.pair.privateKey);
    expect(await refusal(nameless, api.url)).toMatchObject({
      ...INVALID,
      message: 'This token names no key ("kid"), and several of its issuer’s keys fit.',
    });
  });
});

describe('a shared secret', () => {
  const SECRET = 'for development only: 32 bytes or more';
  const env = {
    HOOKLINE_JWT_SHARED_SECRET: SECRET,
    HOOKLINE_JWT_ISSUER: 'https://id.example',
    HOOKLINE_JWT_AUDIENCE: AUDIENCE,
    HOOKLINE_JWT_ORGANIZATION_CLAIM: 'tenant',
    HOOKLINE_JWT_SCOPES_CLAIM: 'scp',
  };
  const sign = (secret: string, alg = 'HS256') =>
    new SignJWT({ ...standardClaims(env.HOOKLINE_JWT_ISSUER), tenant: 'development', scp: ['events:read'] })
      .setProtectedHeader({ alg })
      .sign(new TextEncoder().encode(secret));

  it('signs tokens with HS256, and with nothing else', async () => {
    await using api = await startHookline({ roles: { api: true, worker: false }, env, log: log.logger });
    const { viewer } = await bearer(await sign(SECRET), api.url).data<{ viewer: object }>(VIEWER);
    expect(viewer).toMatchObject({ scopes: ['EVENTS_READ'], subject: 'ada@example.test' });
    expect(viewer).toHaveProperty('organization.id');
    const long = SECRET.repeat(2);
    for (const token of [
      await sign(`${SECRET}!`),
      await sign(long, 'HS512'),
      forgeToken({ alg: 'none' }, { ...standardClaims(env.HOOKLINE_JWT_ISSUER), tenant: 'development' }),
      await issuer.sign({ iss: env.HOOKLINE_JWT_ISSUER, tenant: 'development' }),
    ]) {
      expect(await refusal(token, api.url)).toMatchObject(INVALID);
    }
    expect(log.text()).not.toContain(SECRET);
  });
});
