import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { OperatorError } from '../../src/errors.ts';
import { createKeyring, generateKey, keyIdOf } from '../../src/keyring.ts';

const PLACE = 'event_payload/1';
const plain = Buffer.from('{"amount":42}');
const key = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;

describe('a keyring', () => {
  it('opens what it sealed, whatever the length', () => {
    const ring = createKeyring(generateKey());
    for (const length of [0, 1, 15, 16, 17, 1000, 262_144]) {
      const bytes = randomBytes(length);
      expect(ring.open(ring.seal(bytes, PLACE), PLACE).equals(bytes)).toBe(true);
    }
  });

  it('opens a sealed value that is a view into a larger buffer, as the database driver gives it', () => {
    const ring = createKeyring(generateKey());
    const sealed = ring.seal(plain, PLACE);
    const larger = Buffer.concat([Buffer.alloc(7), sealed, Buffer.alloc(7)]);
    expect(ring.open(larger.subarray(7, 7 + sealed.length), PLACE)).toEqual(plain);
  });

  it('shows nothing of the text, and seals the same text differently each time', () => {
    const ring = createKeyring(generateKey());
    const sealed = Array.from({ length: 1000 }, () => ring.seal(plain, PLACE));
    expect(sealed.some((bytes) => bytes.includes('amount'))).toBe(false);
    const nonces = sealed.map((bytes) => bytes.toString('hex', ring.currentPrefix.length).slice(0, 24));
    expect(new Set(nonces).size).toBe(1000);
  });

  it('refuses a value that was moved to another row', () => {
    const ring = createKeyring(generateKey());
    expect(() => ring.open(ring.seal(plain, PLACE), 'event_payload/2')).toThrow(
      /^event_payload\/2 does not open with the key "k\w+": it was altered, or moved from another row$/,
    );
  });

  it('refuses a value with any byte altered, cut off or added', () => {
    const ring = createKeyring(generateKey());
    const sealed = ring.seal(plain, PLACE);
    for (let at = 0; at < sealed.length; at++) {
      const altered = Buffer.from(sealed);
      altered[at] = (altered[at] as number) ^ 0x01;
      expect(() => ring.open(altered, PLACE), `byte ${at} altered`).toThrow();
      expect(() => ring.open(sealed.subarray(0, at), PLACE), `cut at ${at}`).toThrow();
    }
    expect(() => ring.open(Buffer.concat([sealed, Buffer.alloc(1)]), PLACE)).toThrow();
  });

  it('opens with old keys and seals with the first while keys are changed', () => {
    const [first, second] = [key('k1'), key('k2')];
    const old = createKeyring(first).seal(plain, PLACE);
    const both = createKeyring(`${second}, ${first}`);
    expect(both.open(old, PLACE)).toEqual(plain);
    const fresh = both.seal(plain, PLACE);
    expect(createKeyring(second).open(fresh, PLACE)).toEqual(plain);
    expect(() => createKeyring(first).open(fresh, PLACE)).toThrow('the key "k2", which is not in the ring');
    expect(() => createKeyring(second).open(old, PLACE)).toThrow('the key "k1", which is not in the ring');
  });

  it('does not open with another key of the same id', () => {
    const sealed = createKeyring(key('k1')).seal(plain, PLACE);
    expect(() => createKeyring(key('k1')).open(sealed, PLACE)).toThrow();
  });
});

describe('what earlier releases have stored', () => {
  const ring = createKeyring(
    ['k1', 'k2', 'k3'].map((id, index) => `${id}:${Buffer.alloc(32, index + 1).toString('base64')}`).join(),
  );

  it('opens', () => {
    const sealed =
      '01026b314e78020d71a66e4a9bece5c20416e453fb6692a84a14c9b082bef25fc14f148df25d4e8c2d3c8cce30';
    expect(ring.open(Buffer.from(sealed, 'hex'), PLACE)).toEqual(plain);
    expect(ring.currentPrefix.toString('hex')).toBe('01026b31');
  });

  it('has the same fingerprint of a key, and the same key of hashes of the last one', () => {
    expect(ring.fingerprints.get('k1')?.toString('hex')).toBe(
      '01fd5d4d9f8700ff254bc8892d644cec26c0a9f25f87a19e77ff3b40ea5fdeb3',
    );
    expect(ring.formerHashKey.toString('hex')).toBe(
      'fe1c5afc1072ea7cb394e80ee9c8c9198b4b4671d66e186f62b207fbb29167d7',
    );
  });
});

describe('the fingerprints', () => {
  it('are the same for the same key, whatever its place and id, and tell keys of one id apart', () => {
    const [first, second] = [key('k1'), key('k2')];
    const { fingerprints } = createKeyring(`${first},${second}`);
    expect([...fingerprints.keys()]).toEqual(['k1', 'k2']);
    expect(createKeyring(`${second},${first}`).fingerprints.get('k1')).toEqual(fingerprints.get('k1'));
    expect(createKeyring(key('k1')).fingerprints.get('k1')).not.toEqual(fingerprints.get('k1'));
    expect(fingerprints.get('k1')?.includes(Buffer.from(first.slice(3), 'base64').subarray(0, 8))).toBe(
      false,
    );
  });
});

describe('the key id of a sealed value', () => {
  it('is that of the key that sealed it, and none of what is not sealed', () => {
    const ring = createKeyring(`${key('new')},${key('old')}`);
    const sealed = ring.seal(plain, PLACE);
    expect(keyIdOf(sealed)).toBe('new');
    expect(sealed.subarray(0, ring.currentPrefix.length)).toEqual(ring.currentPrefix);
    expect(keyIdOf(plain)).toBe('');
    expect(keyIdOf(Buffer.alloc(0))).toBe('');
  });
});

describe('createKeyring', () => {
  const good = randomBytes(32).toString('base64');

  it.each([
    ['nothing', ''],
    ['no id', good],
    ['an empty id', `:${good}`],
    ['an id in capitals', `K1:${good}`],
    ['an id that is too long', `${'k'.repeat(33)}:${good}`],
    ['a key that is too short', `k1:${randomBytes(31).toString('base64')}`],
    ['a key that is too long', `k1:${randomBytes(33).toString('base64')}`],
    ['no key', 'k1:'],
    ['a comma too many', `k1:${good},`],
    ['a bad second key', `k1:${good},k2:abc`],
    ['two keys of one id', `${key('k1')},${key('k1')}`],
  ])('refuses %s, without repeating it', (_, text) => {
    const error = (() => {
      try {
        return createKeyring(text);
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toBeInstanceOf(OperatorError);
    const { message, remedy } = error as OperatorError;
    expect(message).toContain('HOOKLINE_ENCRYPTION_KEYS');
    expect(message).not.toContain(good);
    expect(remedy).toContain('openssl rand');
  });

  it('takes a key as generateKey makes it, each with an id of its own', () => {
    const keys = Array.from({ length: 50 }, generateKey);
    expect(new Set(keys.map((text) => text.split(':')[0])).size).toBe(50);
    expect(() => createKeyring(keys.join(','))).not.toThrow();
  });
});
