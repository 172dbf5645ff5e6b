import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { OperatorError } from '../../src/errors.ts';

const delivery = (env: Record<string, string>) => loadConfig(env).config.delivery;

/** What the start says is wrong. */
function fault(env: Record<string, string>): string {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof OperatorError) return error.message;
    throw error;
  }
  throw new Error('the settings were taken');
}

/** The settings that a fault names, in order. */
const named = (env: Record<string, string>) =>
  [...fault(env).matchAll(/^ {2}([A-Z_]+): ./gm)].map((match) => match[1]);

describe('the retry schedule', () => {
  it.each([
    '1,2,3,4,5,6',
    '1,2,3,4,5,6,7,8',
    '1,2,3,,5,6,7',
    '1,2,3,4,5,6,',
    '1,2,3,4,5,6,x',
    '1,2,3,4,5,6,-7',
    '1,2,3,4,5,6,0x10',
    '1,2,3,4,5,6,1e3',
    '1,2,3,4,5,6,86401',
    '1;2;3;4;5;6;7',
  ])('refuses %j for a retry schedule', (schedule) => {
    expect(named({ HOOKLINE_RETRY_SCHEDULE_SECONDS: schedule })).toEqual(['HOOKLINE_RETRY_SCHEDULE_SECONDS']);
  });

  it('takes a retry schedule of any seven waits', () => {
    const { config } = loadConfig({ HOOKLINE_RETRY_SCHEDULE_SECONDS: ' 0, 0.5,1,2,3,86400,86400 ' });
    expect(config.delivery.retryScheduleMs).toEqual([0, 500, 1000, 2000, 3000, 86_400_000, 86_400_000]);
  });
});

describe('the ways of deliveries', () => {
  it('are straight, to every public address, by default', () => {
    expect(delivery({ NODE_ENV: 'production' })).toMatchObject({
      allowLoopback: false,
      allowCidrs: [],
      denyCidrs: [],
      allowedPorts: null,
      caFile: null,
      nameServers: null,
      proxyResolvesNames: false,
    });
  });

  it('take networks, ports, name servers and a file', () => {
    expect(
      delivery({
        HOOKLINE_DELIVERY_ALLOW_CIDRS: '10.0.0.0/8, 192.168.7.9/32,fd00::/8',
        HOOKLINE_DELIVERY_DENY_CIDRS: '0.0.0.0/0',
        HOOKLINE_DELIVERY_ALLOWED_PORTS: '443, 8443,65535',
        HOOKLINE_DELIVERY_CA_FILE: '/etc/ssl/ours.pem',
        HOOKLINE_DELIVERY_DNS_SERVERS: '192.0.2.53,[2001:db8::53]:5353, 192.0.2.54:53',
      }),
    ).toMatchObject({
      allowCidrs: ['10.0.0.0/8', '192.168.7.9/32', 'fd00::/8'],
      denyCidrs: ['0.0.0.0/0'],
      allowedPorts: [443, 8443, 65_535],
      caFile: '/etc/ssl/ours.pem',
      nameServers: ['192.0.2.53', '[2001:db8::53]:5353', '192.0.2.54:53'],
    });
  });

  it.each([
    ['10.0.0.5/8', 'write 10.0.0.0/8'],
    ['fd00::1/8', 'write fd00::/8'],
    ['10.0.0.5', 'write 10.0.0.5/32'],
    ['::1', 'write ::1/128'],
    ['10.0.0.0/33', '/0 to /32'],
    ['fd00::/129', '/0 to /128'],
    ['10.0.0.0/-1', '/0 to /32'],
    ['10.0.0.0/', '/0 to /32'],
    ['10.0.0.0/8/8', 'expected one like 10.0.0.0/8 or fd00::/8'],
    ['10/8', 'expected one like 10.0.0.0/8 or fd00::/8'],
    ['0x0a000000/8', 'expected one like 10.0.0.0/8 or fd00::/8'],
    ['internal.example', 'expected one like 10.0.0.0/8 or fd00::/8'],
    ['fe80::1%eth0/128', 'expected one like 10.0.0.0/8 or fd00::/8'],
    ['::ffff:10.0.0.0/104', 'write it as one, like 10.0.0.0/8'],
    ['*', 'expected one like 10.0.0.0/8 or fd00::/8'],
  ])('refuse the network %s and say: %s', (text, advice) => {
    for (const name of ['HOOKLINE_DELIVERY_ALLOW_CIDRS', 'HOOKLINE_DELIVERY_DENY_CIDRS']) {
      const message = fault({ [name]: `10.0.0.0/8, ${text} ,fd00::/8` });
      expect(message).toContain(`${name}: "${text}" `);
      expect(message).toContain(advice);
      expect(message.split('\n')).toHaveLength(2);
    }
  });

  it('refuse a list with a gap', () => {
    expect(named({ HOOKLINE_DELIVERY_ALLOW_CIDRS: '10.0.0.0/8,' })).toEqual([
      'HOOKLINE_DELIVERY_ALLOW_CIDRS',
    ]);
    expect(named({ HOOKLINE_DELIVERY_ALLOWED_PORTS: '443,,8443' })).toEqual([
      'HOOKLINE_DELIVERY_ALLOWED_PORTS',
    ]);
  });

  it.each(['0', '65536', '443-445', 'https', '0443', '4.4e2'])('refuse the port %s', (text) => {
    expect(fault({ HOOKLINE_DELIVERY_ALLOWED_PORTS: `443,${text}` })).toContain(
      `HOOKLINE_DELIVERY_ALLOWED_PORTS: "${text}" is no port: expected numbers from 1 to 65535`,
    );
  });

  it('take the name servers of the system', () => {
    expect(delivery({ HOOKLINE_DELIVERY_DNS_SERVERS: 'auto' }).nameServers).toBe('auto');
  });

  it.each(['dns.example', 'auto,192.0.2.53', '192.0.2.53:99999', '192.0.2', 'https://192.0.2.53'])(
    'refuse the name server %s',
    (text) => {
      expect(fault({ HOOKLINE_DELIVERY_DNS_SERVERS: text })).toContain(
        `is no name server: expected auto, or addresses like 192.0.2.53`,
      );
    },
  );

  it.each([
    'http://proxy.example:3128',
    'https://user:p%40ss%2Fword@proxy.example/',
    'socks5://user@192.0.2.1',
    'socks5://[2001:db8::1]:1080',
    `socks5://${'u'.repeat(255)}:${'%C3%A4'.repeat(127)}x@192.0.2.1`,
  ])('lead by the proxy %s, which stays out of what may be logged', (url) => {
    const env = { HOOKLINE_DELIVERY_PROXY: url, HOOKLINE_DELIVERY_PROXY_RESOLVES: 'true' };
    const { config, secrets } = loadConfig(env);
    expect(secrets.deliveryProxyUrl).toBe(url);
    expect(config.delivery.proxyResolvesNames).toBe(true);
    expect(JSON.stringify(config)).not.toContain(new URL(url).hostname);
  });

  it.each([
    'proxy.example:3128',
    'ftp://user:hunter2@proxy.example',
    'socks4://user:hunter2@proxy.example',
    'http://user:hunter2@proxy.example/path',
    'http://user:hunter2@proxy.example?x=1',
    'http://user:hunter2@proxy.example#x',
    'http://user:hunter2%zz@proxy.example',
    'socks5://user:hunter2@',
    'socks5://',
    `socks5://user:hunter2${'%C3%A4'.repeat(125)}@proxy.example`,
    `socks5://user:hunter2${'x'.repeat(256)}@proxy.example`,
  ])('refuse the proxy %s without repeating it', (url) => {
    const message = fault({ HOOKLINE_DELIVERY_PROXY: url });
    expect(message).toMatch(/HOOKLINE_DELIVERY_PROXY: ./);
    expect(message).not.toContain('hunter2');
  });

  it('refuse what does nothing without a proxy', () => {
    expect(named({ HOOKLINE_DELIVERY_PROXY_RESOLVES: 'true' })).toEqual(['HOOKLINE_DELIVERY_PROXY_RESOLVES']);
  });
});
