import { describe, expect, it } from 'vitest';
import { checkUrl, createAddressPolicy } from '../../../src/delivery/address-policy.ts';

const production = createAddressPolicy({ allowLoopback: false });

/** Spellings of an IPv4 address, in decimal, octal, hex, short and full-width forms, and within IPv6 addresses. */
function spellings(address: string): string[] {
  const [a, b, c, d] = address.split('.').map(Number) as [number, number, number, number];
  const number = ((a * 256 + b) * 256 + c) * 256 + d;
  const hex = number.toString(16);
  const [high, low] = [a * 256 + b, c * 256 + d].map((group) => group.toString(16));
  const octets = [a, b, c, d];
  return [
    address,
    `${address}.`,
    String(number),
    `0x${hex}`,
    `0X${hex.toUpperCase()}`,
    `0${number.toString(8)}`,
    octets.map((octet) => `0x${octet.toString(16)}`).join('.'),
    octets.map((octet) => `0${octet.toString(8)}`).join('.'),
    `${a}.${b}.${c * 256 + d}`,
    `${a}.${(b * 256 + c) * 256 + d}`,
    address.replaceAll('.', '。'),
    address.replaceAll('.', '．'),
    address.replaceAll(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
    address.replaceAll(/\d/g, (digit) => `%3${digit}`),
    `[::ffff:${address}]`,
    `[::FFFF:${high}:${low}]`,
    `[::${address}]`,
    `[64:ff9b::${high}:${low}]`,
    `[64:ff9b:1::${high}:${low}]`,
    `[2002:${high}:${low}::1]`,
    `[2001:0:${high}:${low}::]`,
    `[::ffff:0:${address}]`,
  ];
}

/** Of special ranges that address-policy.test.ts has more of: this machine, private, shared, metadata, test, multicast. */
const hostileHosts = [
  ...['127.0.0.1', '10.0.0.1', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0'],
  ...['198.18.0.1', '192.0.2.1', '224.0.0.1', '255.255.255.255', '168.63.129.16'],
].flatMap(spellings);

describe('checkUrl on hostile spellings', () => {
  it('is tried on at least 150 different forms', () => {
    expect(new Set(hostileHosts).size).toBeGreaterThanOrEqual(150);
  });

  it.each([...new Set(hostileHosts)])('refuses https://%s/', (host) => {
    expect(checkUrl(`https://${host}/`, production)?.type).toBe('address_forbidden');
  });

  it.each([
    'https://example.com@127.0.0.1/',
    'https://8.8.8.8@10.0.0.1/',
    'https://127.0.0.1%2f@example.com/',
    'https://example.com:443@[::1]/',
    'https://example.com%23@169.254.169.254/',
  ])('refuses the user name in %s', (url) => {
    expect(checkUrl(url, production)?.type).toBe('url_credentials');
  });

  it.each(['8.8.8.8', '1.1.1.1', '93.184.216.34'].flatMap((address) => spellings(address).slice(0, 16)))(
    'accepts https://%s/, which is public',
    (host) => {
      expect(checkUrl(`https://${host}/`, production)).toBeNull();
    },
  );
});
