import { describe, expect, it } from 'vitest';
import { AuthenticationError } from '../../../src/domain/api-keys.ts';
import { readClaims } from '../../../src/domain/token-claims.ts';

const NAMES = { subject: 'sub', organization: 'org_id', scopes: 'scope' };
const EXP = 1_800_000_000;
const claims = (payload: object, names = NAMES, tolerance = 0) =>
  readClaims({ sub: 'ada', exp: EXP, ...payload }, names, tolerance);
const scopesOf = (scope: unknown) => [...claims({ scope }).scopes];

describe('readClaims', () => {
  it('reads subject, organization, scopes and end', () => {
    expect(claims({ org_id: 'acme', scope: 'endpoints:read' })).toEqual({
      subject: 'ada',
      organization: 'acme',
      scopes: new Set(['ENDPOINTS_READ']),
      expiresAt: new Date(EXP * 1000),
    });
  });

  it('reads the claims that the settings name, whatever their names hold', () => {
    const names = { subject: 'client_id', organization: 'https://acme.example/tenant', scopes: 'scp' };
    const payload = {
      client_id: 'app',
      'https://acme.example/tenant': 'acme',
      scp: ['admin'],
      scope: 'events:read',
    };
    expect(claims(payload, names)).toMatchObject({
      subject: 'app',
      organization: 'acme',
      scopes: new Set(['ADMIN']),
    });
  });

  it.each([
    ['endpoints:read'],
    ['ENDPOINTS_READ'],
    ['Endpoints.Read'],
    ['endpoints-read'],
    [' endpoints:read  endpoints_read '],
    [['endpoints:read']],
    ['openid endpoints:read profile'],
    [['ENDPOINTS_READ', 'read:endpoints', '']],
  ])('takes %j for the scope ENDPOINTS_READ and nothing else', (scope) => {
    expect(scopesOf(scope)).toEqual(['ENDPOINTS_READ']);
  });

  it('keeps every scope that there is', () => {
    expect(scopesOf('admin events:publish api-keys:write deliveries.write').toSorted()).toEqual([
      'ADMIN',
      'API_KEYS_WRITE',
      'DELIVERIES_WRITE',
      'EVENTS_PUBLISH',
    ]);
  });

  it.each([undefined, null, '', '   ', 'openid', [], ['administrator', 'ADMIN_', 'AD MIN', '__proto__']])(
    'finds no scope in %j',
    (scope) => {
      expect(scopesOf(scope)).toEqual([]);
    },
  );

  it.each([7, true, {}, { admin: true }, [1], [['ADMIN']], [null]])('refuses %j for scopes', (scope) => {
    expect(() => scopesOf(scope)).toThrow(AuthenticationError);
  });

  it.each([undefined, null, ''])('takes %j for no organization', (org_id) => {
    expect(claims({ org_id }).organization).toBeNull();
  });

  it.each([7, {}, ['acme'], true, ' ', 'a\0b', '\ud800', 'x'.repeat(256)])(
    'refuses %j for an organization or a subject',
    (value) => {
      expect(() => claims({ org_id: value })).toThrow(/"org_id"/);
      expect(() => claims({ sub: value })).toThrow(/"sub"/);
    },
  );

  it.each([undefined, null, ''])('refuses %j for a subject', (sub) => {
    expect(() => claims({ sub })).toThrow(/"sub"/);
  });

  it('reads no claim that a token only inherits', () => {
    const names = { subject: 'constructor', organization: 'toString', scopes: '__proto__' };
    expect(() => claims({}, names)).toThrow(/"constructor"/);
    expect(claims({}, { ...NAMES, organization: 'toString', scopes: '__proto__' })).toMatchObject({
      organization: null,
      scopes: new Set(),
    });
  });

  it('adds the tolerance to the end, and ends every token', () => {
    expect(claims({}, NAMES, 30).expiresAt).toEqual(new Date((EXP + 30) * 1000));
    expect(claims({ exp: 1e300 }).expiresAt.getTime()).toBe(8.64e15);
    expect(() => claims({ exp: '1800000000' })).toThrow(/"exp"/);
    expect(() => claims({ exp: undefined })).toThrow(/"exp"/);
  });
});
