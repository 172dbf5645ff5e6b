import type { LookupAddress } from 'node:dns';
import { describe, expect, it } from 'vitest';
import {
  type AddressPolicy,
  BlockedAddressError,
  checkUrl,
  guardedLookup,
  type Resolve,
  URL_MAX_CHARS,
} from '../../../src/delivery/address-policy.ts';

const production: AddressPolicy = { allowLoopback: false };
const development: AddressPolicy = { allowLoopback: true };

const publicUrls = [
  'https://example.com/webhooks?a=b',
  'https://example.com:8443/',
  'https://example.com/#fragment',
  'https://bücher.example/ä',
  'https://8.8.8.8/',
  'https://[2606:4700::1111]/',
  'https://localhost.example.com/',
  'https://notlocalhost/',
  'https://[::ffff:8.8.8.8]/',
];

/** Hosts that lead to this machine, however they are spelled. */
const loopbackHosts = [
  'localhost',
  'LOCALHOST',
  'localhost.',
  'localhost..',
  'api.localhost',
  'api.localhost.',
  'ⓛocalhost',
  '127.0.0.1',
  '127.0.0.1.',
  '127.255.255.254',
  '127.1',
  '2130706433',
  '0x7f000001',
  '0x7f.1',
  '0177.0.0.1',
  '017700000001',
  '①②⑦.0.0.1',
  '127。0。0。1',
  '%31%32%37.0.0.1',
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
];

/** Hosts at addresses with no public meaning, which even development mode refuses. */
const specialHosts = [
  '0.0.0.0',
  '0',
  '0.1.2.3',
  '10.0.0.1',
  '012.0.0.1',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '3232235777',
  '169.254.169.254',
  '0xa9fea9fe',
  '168.63.129.16',
  '100.64.0.1',
  '100.100.100.200',
  '192.0.0.192',
  '192.0.2.1',
  '192.88.99.1',
  '198.18.0.1',
  '198.51.100.1',
  '203.0.113.1',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '[::]',
  '[::ffff:10.0.0.1]',
  '[::ffff:169.254.169.254]',
  '[::127.0.0.1]',
  '[::ffff:0:127.0.0.1]',
  '[64:ff9b::7f00:1]',
  '[64:ff9b::808:808]',
  '[64:ff9b:1::a00:1]',
  '[2002:7f00:1::]',
  '[2002:a9fe:a9fe::]',
  '[2001:0:7f00:1::]',
  '[2001:db8::1]',
  '[3fff::1]',
  '[100::1]',
  '[fc00::1]',
  '[fd00:ec2::254]',
  '[fe80::1]',
  '[fec0::1]',
  '[ff02::1]',
  '[4000::1]',
  '[5f00::1]',
];

describe('checkUrl', () => {
  it.each(publicUrls)('accepts %s', (url) => {
    expect(checkUrl(url, production)).toBeNull();
  });

  it.each(loopbackHosts)('refuses https://%s in production, accepts it in development', (host) => {
    expect(checkUrl(`https://${host}/`, production)?.type).toBe('address_forbidden');
    expect(checkUrl(`https://${host}:4443/`, development)).toBeNull();
    expect(checkUrl(`http://${host}/`, development)).toBeNull();
    expect(checkUrl(`http://${host}/`, production)?.type).toBe('url_scheme');
  });

  it.each(specialHosts)('refuses https://%s in either mode', (host) => {
    expect(checkUrl(`https://${host}/`, production)?.type).toBe('address_forbidden');
    expect(checkUrl(`https://${host}/`, development)?.type).toBe('address_forbidden');
    expect(checkUrl(`http://${host}/`, development)?.type).toBe('url_scheme');
  });

  it.each(['http://example.com/', 'ftp://example.com/', 'file:///etc/passwd', 'data:,x', 'ws://localhost/'])(
    'refuses the scheme of %s',
    (url) => {
      const problem = { type: 'url_scheme', message: 'only https URLs are allowed' };
      expect(checkUrl(url, development)).toEqual(problem);
    },
  );

  it.each([
    '',
    'example.com/webhooks',
    '/webhooks',
    'https://',
    'https://exa mple.com/',
    'https://example.com:99999/',
    'https://256.256.256.256/',
    'https://[::1%25eth0]/',
    ' https://example.com/',
    'https://example.com/\n',
    'https://exam\tple.com/',
    '\u0001https://example.com/',
  ])('refuses %j as no URL', (url) => {
    expect(checkUrl(url, production)?.type).toBe('url_invalid');
  });

  it.each([
    'https://user@example.com/',
    'https://user:password@example.com/',
    'https://:password@example.com/',
  ])('refuses the credentials in %s', (url) => {
    expect(checkUrl(url, production)?.type).toBe('url_credentials');
  });

  it('accepts 2048 characters and no more, counted as given and as sent', () => {
    const base = 'https://example.com/';
    expect(checkUrl(base.padEnd(URL_MAX_CHARS, 'a'), production)).toBeNull();
    expect(checkUrl(base.padEnd(URL_MAX_CHARS + 1, 'a'), production)?.type).toBe('url_too_long');
    expect(checkUrl(base.padEnd(URL_MAX_CHARS, 'ä'), production)?.type).toBe('url_too_long');
  });
});

describe('guardedLookup', () => {
  const resolveTo =
    (...addresses: string[]): Resolve =>
    (_hostname, _options, callback) =>
      callback(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      );

  type Answer = { error: Error | null; address: string | LookupAddress[]; family?: number | undefined };

  function look(policy: AddressPolicy, resolve: Resolve, hostname: string, options: object): Promise<Answer> {
    return new Promise((done) => {
      guardedLookup(policy, resolve)(hostname, options, (error, address, family) => {
        done({ error, address, family });
      });
    });
  }

  it('answers with every address when the socket asks for all', async () => {
    const answer = await look(production, resolveTo('8.8.8.8', '2606:4700::1111'), 'a.example', {
      all: true,
    });
    expect(answer.error).toBeNull();
    expect(answer.address).toEqual([
      { address: '8.8.8.8', family: 4 },
      { address: '2606:4700::1111', family: 6 },
    ]);
  });

  it('answers with the first address and its family otherwise', async () => {
    const answer = await look(production, resolveTo('8.8.8.8', '1.1.1.1'), 'a.example', {});
    expect(answer).toEqual({ error: null, address: '8.8.8.8', family: 4 });
  });

  it.each([
    ['127.0.0.1'],
    ['10.1.2.3'],
    ['::1'],
    ['::ffff:169.254.169.254'],
    ['fe80::1%eth0'],
    ['8.8.8.8', '192.168.0.1'],
    ['fd00::1', '8.8.8.8'],
  ])('refuses a name that resolves to %s %s', async (...addresses) => {
    for (const options of [{ all: true }, {}]) {
      const { error } = await look(production, resolveTo(...addresses), 'a.example', options);
      expect(error).toBeInstanceOf(BlockedAddressError);
      expect(error?.message).toBe('a.example resolves to an address that is not public');
    }
  });

  it('names the refused address for the log', async () => {
    const { error } = await look(production, resolveTo('8.8.8.8', '10.0.0.7'), 'a.example', { all: true });
    expect(error).toMatchObject({ address: '10.0.0.7' });
  });

  it('judges every answer anew', async () => {
    const answers = ['8.8.8.8', '127.0.0.1'];
    const rebinding: Resolve = (hostname, options, callback) =>
      resolveTo(answers.shift() ?? '')(hostname, options, callback);
    expect((await look(production, rebinding, 'a.example', { all: true })).error).toBeNull();
    expect((await look(production, rebinding, 'a.example', { all: true })).error).toBeInstanceOf(
      BlockedAddressError,
    );
  });

  it('allows a name of this machine in development only', async () => {
    expect((await look(development, resolveTo('127.0.0.1'), 'a.example', { all: true })).error).toBeNull();
    expect((await look(development, resolveTo('10.0.0.1'), 'a.example', { all: true })).error).not.toBeNull();
  });

  it('takes localhost names for this machine without asking a name server', async () => {
    const hijacked = resolveTo('8.8.8.8');
    for (const name of ['localhost', 'api.localhost.', 'API.LOCALHOST']) {
      const { address } = await look(development, hijacked, name, { all: true });
      expect(address).toEqual([
        { address: '127.0.0.1', family: 4 },
        { address: '::1', family: 6 },
      ]);
    }
    expect(await look(development, hijacked, 'localhost', { family: 6 })).toMatchObject({ address: '::1' });
  });

  it('passes on that a name does not exist', async () => {
    const failing: Resolve = (_hostname, _options, callback) =>
      callback(Object.assign(new Error('none'), { code: 'ENOTFOUND' }), []);
    expect((await look(production, failing, 'a.example', { all: true })).error).toMatchObject({
      code: 'ENOTFOUND',
    });
    expect((await look(production, resolveTo(), 'a.example', {})).error).toMatchObject({ code: 'ENOTFOUND' });
  });
});
