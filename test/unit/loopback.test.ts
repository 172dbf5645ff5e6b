import { expect, it } from 'vitest';
import { isLoopbackHost } from '../../src/loopback.ts';

const hostOf = (url: string) => new URL(url).hostname;

it.each([
  'http://localhost:4000/',
  'http://127.0.0.1/',
  'http://127.1/',
  'http://127.9.8.7/',
  'http://[::1]:1/',
])('knows the host of %s as this machine', (url) => expect(isLoopbackHost(hostOf(url))).toBe(true));

it.each([
  'http://localhost.example/',
  'http://example.localhost/',
  'http://127.0.0.1.example/',
  'http://128.0.0.1/',
  'http://[::2]/',
])('takes the host of %s for another', (url) => expect(isLoopbackHost(hostOf(url))).toBe(false));

it('takes no host for another', () => {
  expect(isLoopbackHost('')).toBe(false);
});
