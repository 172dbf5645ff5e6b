import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config.ts';

const limits = (env: Record<string, string>) => loadConfig(env).config.http.limits;

describe('the limits of the API', () => {
  it('show the schema and take any number of requests, but no foreign pages, by default', () => {
    expect(limits({})).toEqual({
      introspection: true,
      suggestions: true,
      corsOrigins: [],
      maxBodyBytes: 4 * 1024 * 1024,
      queryTimeoutMs: 30_000,
      requestRate: null,
      operationsPerConnection: 100,
      subscriptionsPerConnection: 100,
      subscriptionsPerKey: 1000,
      connectionInitMs: 5000,
    });
  });

  it('give away no names of the schema in production', () => {
    expect(limits({ NODE_ENV: 'production' }).suggestions).toBe(false);
  });

  it('take a burst of two seconds unless another is given', () => {
    expect(limits({ HOOKLINE_REQUESTS_PER_SECOND: '50' }).requestRate).toEqual({ perSecond: 50, burst: 100 });
    expect(limits({ HOOKLINE_REQUESTS_PER_SECOND: '50', HOOKLINE_REQUEST_BURST: '60' }).requestRate).toEqual({
      perSecond: 50,
      burst: 60,
    });
  });

  it.each([{}, { HOOKLINE_REQUESTS_PER_SECOND: '0' }])('refuse a burst without a rate, as of %j', (env) => {
    expect(() => limits({ ...env, HOOKLINE_REQUEST_BURST: '60' })).toThrow(
      'HOOKLINE_REQUEST_BURST: does nothing without HOOKLINE_REQUESTS_PER_SECOND',
    );
  });

  it('take origins as browsers write them', () => {
    const corsOrigins = ['https://app.example', 'http://localhost:5173'];
    expect(limits({ HOOKLINE_CORS_ORIGINS: corsOrigins.join(', ') }).corsOrigins).toEqual(corsOrigins);
  });

  it.each([
    '*',
    'https://*.app.example',
    'null',
    'app.example',
    'https://app.example/',
    'https://app.example,',
    'file:///x',
    'ftp://app.example',
    'wss://app.example',
  ])('refuse %s as an origin', (text) => {
    expect(() => limits({ HOOKLINE_CORS_ORIGINS: text })).toThrow(/HOOKLINE_CORS_ORIGINS/);
  });
});
