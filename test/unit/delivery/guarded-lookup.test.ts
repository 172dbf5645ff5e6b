import type { LookupAddress } from 'node:dns';
import { describe, expect, it } from 'vitest';
import { type AddressPolicy, createAddressPolicy } from '../../../src/delivery/address-policy.ts';
import { BlockedAddressError, guardedLookup, type Resolve } from '../../../src/delivery/guarded-lookup.ts';

const production = createAddressPolicy({ allowLoopback: false });
const development = createAddressPolicy({ allowLoopback: true });

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

  it('says of a denied address that it is denied', async () => {
    const policy = createAddressPolicy({
      allowLoopback: false,
      allowCidrs: ['10.0.0.0/8'],
      denyCidrs: ['10.1.0.0/16', '8.8.8.8/32'],
    });
    expect(
      (await look(policy, resolveTo('10.0.0.1', '8.8.4.4'), 'a.example', { all: true })).error,
    ).toBeNull();
    for (const address of ['10.1.0.1', '8.8.8.8', '::ffff:8.8.8.8']) {
      const { error } = await look(policy, resolveTo('10.0.0.1', address), 'a.example', { all: true });
      expect(error).toBeInstanceOf(BlockedAddressError);
      expect(error?.message).toBe('a.example resolves to an address to which nothing is sent from here');
    }
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
    for (const [family, address] of [
      [6, '::1'],
      ['IPv6', '::1'],
      [4, '127.0.0.1'],
      ['IPv4', '127.0.0.1'],
    ])
      expect(await look(development, hijacked, 'localhost', { family })).toMatchObject({ address });
  });

  it('asks for every address, however few the socket asks for, and else for what the socket wants', async () => {
    const asked: object[] = [];
    const noting: Resolve = (hostname, options, callback) => {
      asked.push(options);
      resolveTo('8.8.8.8')(hostname, options, callback);
    };
    await look(production, noting, 'a.example', { family: 6, hints: 32, all: false });
    expect(asked).toEqual([{ family: 6, hints: 32, all: true }]);
  });

  it('refuses localhost names where this machine is not allowed, without asking', async () => {
    const { error } = await look(production, resolveTo('8.8.8.8'), 'localhost', { all: true });
    expect(error).toBeInstanceOf(BlockedAddressError);
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
