import { describe, expect, it } from 'vitest';
import {
  checkNewUrl,
  checkUrl,
  createAddressPolicy,
  URL_MAX_CHARS,
} from '../../../src/delivery/address-policy.ts';
import { OperatorError } from '../../../src/errors.ts';

const production = createAddressPolicy({ allowLoopback: false });
const development = createAddressPolicy({ allowLoopback: true });

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
    'https:example.com',
    'https:/example.com/',
    'https:///example.com/',
    'https:\\\\example.com/',
    'https://example.com\\webhooks',
  ])('takes no new endpoint at %j, but calls one that is there', (url) => {
    expect(checkNewUrl(url, production)?.type).toBe('url_invalid');
    expect(checkUrl(url, production)).toBeNull();
  });

  it.each([
    'https://example.com',
    'HTTPS://Example.com:8443/a\\b?c=//d',
    'https://example.com?a=b',
    'https://example.com#a',
    'https://[2606:4700::1111]/',
  ])('takes a new endpoint at %j', (url) => {
    expect(checkNewUrl(url, production)).toBeNull();
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
    // What would be sent is shorter, but all of it would be stored.
    expect(checkUrl(base + './'.repeat(URL_MAX_CHARS), production)?.type).toBe('url_too_long');
  });

  it('accepts host names of 253 characters, and the dot that may end them', () => {
    const name = `${'a.'.repeat(125)}com`;
    expect(name).toHaveLength(253);
    expect(checkUrl(`https://${name}/`, production)).toBeNull();
    expect(checkUrl(`https://${name}./`, production)).toBeNull();
    expect(checkUrl(`https://a.${name}/`, production)).toEqual({
      type: 'url_invalid',
      message: 'a host name has at most 253 characters',
    });
  });
});

describe('a network that is allowed', () => {
  const policy = createAddressPolicy({
    allowLoopback: false,
    allowCidrs: ['10.0.0.0/8', 'fd00::/8', '127.0.0.1/32', '100.64.0.0/10', '64:ff9b::/96', '0.0.0.0/0'],
    denyCidrs: ['10.9.0.0/16', '8.8.8.0/24', '2606:4700::/32'],
  });
  const everything = createAddressPolicy({ allowLoopback: true, allowCidrs: ['0.0.0.0/0', '::/0'] });
  const problem = (host: string, by = policy) => checkUrl(`https://${host}/`, by)?.type ?? null;

  it.each([
    '10.0.0.1',
    '0x0a000001',
    '167772161',
    '[::ffff:10.0.0.1]',
    '[fd12::1]',
    '127.0.0.1',
    '100.64.0.1',
    '192.0.2.1',
  ])('takes %s', (host) => {
    expect(problem(host)).toBeNull();
  });

  it.each(['[fc00::1]', '[::1]', 'localhost', '[2001:db8::1]', '[3fff::1]'])(
    'does not take %s, which it lacks',
    (host) => {
      expect(problem(host)).toBe('address_forbidden');
    },
  );

  it.each([
    '169.254.169.254',
    '169.254.170.2',
    '0xa9fea9fe',
    '[::ffff:169.254.169.254]',
    '100.100.100.200',
    '168.63.129.16',
    '192.0.0.192',
    '[fd00:ec2::254]',
    '[fd00:ec2::23]',
    '[fd20:ce::254]',
    '[fd00:c1::a9fe:a9fe]',
    '[fd00:42::42]',
    '[fe80::1]',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '[::]',
    '[ff02::1]',
    '[2002:a00:1::]',
    '[2001:0:a00:1::]',
    '[64:ff9b:1::a00:1]',
  ])('does not open %s, however wide it is', (host) => {
    expect(problem(host)).toBe('address_forbidden');
    expect(problem(host, everything)).toBe('address_forbidden');
  });

  it('of a NAT64 gateway takes what the address behind it may', () => {
    expect(problem('[64:ff9b::1.1.1.1]')).toBeNull();
    expect(problem('[64:ff9b::10.0.0.1]')).toBeNull();
    for (const behind of ['8.8.8.8', '10.9.0.1', '169.254.169.254', '0.0.0.0'])
      expect(problem(`[64:ff9b::${behind}]`)).toBe('address_forbidden');
  });

  it('gives way to one that is denied, public or not', () => {
    for (const host of ['10.9.0.1', '[::ffff:10.9.255.255]', '8.8.8.8', '134744072', '[2606:4700::1111]'])
      expect(checkUrl(`https://${host}/`, policy)).toMatchObject({
        type: 'address_forbidden',
        message: expect.stringMatching(/is an address to which nothing is sent from here$/),
      });
    expect(problem('10.8.255.255')).toBeNull();
    expect(problem('8.8.4.4')).toBeNull();
    const mine = createAddressPolicy({ allowLoopback: true, denyCidrs: ['127.0.0.0/8'] });
    expect(checkUrl('http://127.0.0.1/', mine)?.type).toBe('address_forbidden');
    expect(checkUrl('http://localhost/', mine)?.type).toBe('address_forbidden');
    expect(checkUrl('http://[::1]/', mine)).toBeNull();
  });

  it('needs https all the same', () => {
    const wide = createAddressPolicy({ allowLoopback: true, allowCidrs: ['10.0.0.0/8'] });
    expect(checkUrl('http://10.0.0.1/', wide)?.type).toBe('url_scheme');
    expect(checkUrl('http://127.0.0.1/', policy)?.type).toBe('url_scheme');
  });

  it('opens a name of this machine only with both of its addresses', () => {
    const both = createAddressPolicy({ allowLoopback: false, allowCidrs: ['127.0.0.0/8', '::1/128'] });
    expect(checkUrl('https://localhost/', both)).toBeNull();
  });

  it.each(['169.254.169.254/32', '169.254.0.0/16', 'fe80::/64', '224.0.0.0/8', '::/128', '168.63.129.16/32'])(
    'cannot be %s, which says so at the start',
    (cidr) => {
      const create = () => createAddressPolicy({ allowLoopback: false, allowCidrs: ['10.0.0.0/8', cidr] });
      expect(create).toThrow(OperatorError);
      expect(create).toThrow(`HOOKLINE_DELIVERY_ALLOW_CIDRS names ${cidr}`);
    },
  );
});

describe('a port', () => {
  const problem = (port: number, policy = production) =>
    checkUrl(`https://example.com:${port}/`, policy)?.type ?? null;

  it.each([
    0, 1, 7, 9, 19, 21, 22, 23, 25, 53, 110, 111, 139, 143, 445, 465, 587, 993, 1433, 1521, 2049, 2375, 2379,
  ])('%i is forbidden', (port) => {
    expect(problem(port)).toBe('port_forbidden');
  });

  it.each([
    3306, 3389, 5060, 5432, 5672, 5900, 6000, 6379, 6443, 6667, 9042, 9200, 10080, 10250, 11211, 27017,
  ])('%i is forbidden, of this machine in development too', (port) => {
    expect(problem(port)).toBe('port_forbidden');
    expect(checkUrl(`http://127.0.0.1:${port}/`, development)).toEqual({
      type: 'port_forbidden',
      message: `port ${port} is not one that webhooks are sent to`,
    });
  });

  it.each([80, 443, 1024, 3000, 4000, 5000, 8000, 8080, 8443, 9000, 9443, 15_432, 65_535])(
    '%i is open',
    (port) => {
      expect(problem(port)).toBeNull();
    },
  );

  it('is one of a list where a setting has one, which may name a forbidden one', () => {
    const narrow = createAddressPolicy({ allowLoopback: true, allowedPorts: [443, 8443, 9200] });
    expect([443, 8443, 9200].map((port) => problem(port, narrow))).toEqual([null, null, null]);
    expect([80, 8080, 22].map((port) => problem(port, narrow))).toEqual(Array(3).fill('port_forbidden'));
    expect(checkUrl('https://example.com/', narrow)).toBeNull();
    expect(checkUrl('http://localhost/', narrow)?.type).toBe('port_forbidden');
  });
});
