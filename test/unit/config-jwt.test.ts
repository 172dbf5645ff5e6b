import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { OperatorError } from '../../src/errors.ts';

const JWKS = 'https://id.example/.well-known/jwks.json';
const SECRET = 'a secret that has thirty-two bytes';
const WHO = { HOOKLINE_JWT_ISSUER: 'https://id.example/', HOOKLINE_JWT_AUDIENCE: 'hookline' };

/** The faults of settings, as `NAME: what is wrong`. */
function faults(env: Record<string, string>): string[] {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof OperatorError)
      return error.message
        .split('\n')
        .slice(1)
        .map((line) => line.trim());
    throw error;
  }
  return [];
}
const named = (env: Record<string, string>) => faults(env).map((line) => line.split(':', 1)[0]);

describe('the settings of tokens', () => {
  it('are off by default', () => {
    expect(loadConfig({}).config.jwt).toBeNull();
  });

  it('need no more than keys, issuer and audience', () => {
    const { config, secrets } = loadConfig({ ...WHO, HOOKLINE_JWT_JWKS_URL: JWKS, NODE_ENV: 'production' });
    expect(config.jwt).toEqual({
      jwks: { url: JWKS, cacheMs: 600_000, cooldownMs: 30_000 },
      issuer: 'https://id.example/',
      audience: 'hookline',
      algorithms: ['RS256', 'ES256', 'EdDSA'],
      clockToleranceSeconds: 30,
      claims: { subject: 'sub', organization: 'org_id', scopes: 'scope' },
    });
    expect(secrets.jwtSharedSecret).toBeNull();
  });

  it('can all be chosen', () => {
    const { config } = loadConfig({
      ...WHO,
      HOOKLINE_JWT_JWKS_URL: JWKS,
      HOOKLINE_JWT_ALGORITHMS: 'PS256, Ed25519',
      HOOKLINE_JWT_CLOCK_TOLERANCE_SECONDS: '0',
      HOOKLINE_JWT_JWKS_CACHE_SECONDS: '60',
      HOOKLINE_JWT_JWKS_COOLDOWN_SECONDS: '0',
      HOOKLINE_JWT_SUBJECT_CLAIM: 'client_id',
      HOOKLINE_JWT_ORGANIZATION_CLAIM: 'tenant',
      HOOKLINE_JWT_SCOPES_CLAIM: 'scp',
    });
    expect(config.jwt).toMatchObject({
      jwks: { cacheMs: 60_000, cooldownMs: 0 },
      algorithms: ['PS256', 'Ed25519'],
      clockToleranceSeconds: 0,
      claims: { subject: 'client_id', organization: 'tenant', scopes: 'scp' },
    });
  });

  it('take a shared secret in development, and keep it out of what may be logged', () => {
    const { config, secrets } = loadConfig({ ...WHO, HOOKLINE_JWT_SHARED_SECRET: SECRET });
    expect(config.jwt).toMatchObject({ jwks: null, algorithms: ['HS256'] });
    expect(JSON.stringify(config)).not.toContain(SECRET);
    expect(secrets.jwtSharedSecret).toBe(SECRET);
    // What counts is bytes.
    expect(faults({ ...WHO, HOOKLINE_JWT_SHARED_SECRET: 'ä'.repeat(16) })).toEqual([]);
  });

  it.each<[string, Record<string, string>, string[]]>([
    ['no issuer and no audience', { HOOKLINE_JWT_JWKS_URL: JWKS }, Object.keys(WHO)],
    ['no keys', WHO, Object.keys(WHO)],
    [
      'two kinds of keys',
      { ...WHO, HOOKLINE_JWT_JWKS_URL: JWKS, HOOKLINE_JWT_SHARED_SECRET: SECRET },
      ['HOOKLINE_JWT_SHARED_SECRET'],
    ],
    [
      'a shared secret in production',
      { ...WHO, NODE_ENV: 'production', HOOKLINE_JWT_SHARED_SECRET: SECRET },
      ['HOOKLINE_JWT_SHARED_SECRET'],
    ],
    [
      'a short shared secret',
      { ...WHO, HOOKLINE_JWT_SHARED_SECRET: 'x'.repeat(31) },
      ['HOOKLINE_JWT_SHARED_SECRET'],
    ],
    [
      'keys over http on loopback in production',
      { ...WHO, NODE_ENV: 'production', HOOKLINE_JWT_JWKS_URL: 'http://127.0.0.1:8080/jwks' },
      ['HOOKLINE_JWT_JWKS_URL'],
    ],
    [
      'a negative tolerance',
      { ...WHO, HOOKLINE_JWT_JWKS_URL: JWKS, HOOKLINE_JWT_CLOCK_TOLERANCE_SECONDS: '-1' },
      ['HOOKLINE_JWT_CLOCK_TOLERANCE_SECONDS'],
    ],
  ])('refuse %s', (_what, env, names) => {
    expect([...new Set(named(env))].toSorted()).toEqual(names.toSorted());
    expect(faults(env).join()).not.toContain(env.HOOKLINE_JWT_SHARED_SECRET ?? 'nothing to hide');
  });

  it.each([
    'http://id.example/jwks',
    'http://127.0.0.1.example/jwks',
    'ftp://id.example/',
    'id.example',
    'http://localhost.example/jwks',
    'https://u:p@id.example/',
    'https://u@id.example/',
    'https://:p@id.example/',
  ])('refuse %j for the address of keys', (url) => {
    expect(named({ ...WHO, HOOKLINE_JWT_JWKS_URL: url })).toContain('HOOKLINE_JWT_JWKS_URL');
  });

  it.each([
    'http://localhost:8080/jwks',
    'http://127.0.0.1:1/jwks',
    'http://127.9.9.9/jwks',
    'http://[::1]/jwks',
  ])('take %j for the address of keys in development', (url) => {
    expect(named({ ...WHO, HOOKLINE_JWT_JWKS_URL: url })).toEqual([]);
  });

  it.each<[string, Record<string, string>]>([
    ['none', { HOOKLINE_JWT_JWKS_URL: JWKS }],
    ['RS256,none', { HOOKLINE_JWT_JWKS_URL: JWKS }],
    ['rs256', { HOOKLINE_JWT_JWKS_URL: JWKS }],
    ['RS256,', { HOOKLINE_JWT_JWKS_URL: JWKS }],
    ['HS256', { HOOKLINE_JWT_JWKS_URL: JWKS }],
    ['RS256,HS256', { HOOKLINE_JWT_JWKS_URL: JWKS }],
    ['RS256', { HOOKLINE_JWT_SHARED_SECRET: SECRET }],
    ['HS512', { HOOKLINE_JWT_SHARED_SECRET: SECRET }],
    ['none', { HOOKLINE_JWT_SHARED_SECRET: SECRET }],
  ])('refuse the algorithms %j for %j', (algorithms, keys) => {
    expect(named({ ...WHO, ...keys, HOOKLINE_JWT_ALGORITHMS: algorithms })).toEqual([
      'HOOKLINE_JWT_ALGORITHMS',
    ]);
  });
});
