import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { OperatorError } from './errors.ts';

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
/** Random bytes for one nonce cost as much to get as those for hundreds. */
const NONCES_AT_ONCE = 256;
const TAG_BYTES = 16;
const FORMAT_VERSION = 1;
const KEY_ID_PATTERN = /^[a-z0-9-]{1,32}$/;

/**
 * Encrypts what is stored, with AES-256-GCM. A sealed value is
 * `version (1) | key id length (1) | key id | nonce (12) | tag (16) | ciphertext`, so old keys can be told
 * apart while they are rotated out.
 */
export interface Keyring {
  /** @param place table and id of the row: bound to the ciphertext, which opens nowhere else. */
  seal(plain: Uint8Array, place: string): Buffer;
  /** @throws Error when the key is not in the ring, or the value was altered or moved to another row. */
  open(sealed: Uint8Array, place: string): Buffer;
  /** The id of the key that seals. */
  readonly currentId: string;
  /** The bytes with which every value begins that the current key sealed, and no other value. */
  readonly currentPrefix: Buffer;
  /** By the id of each key: the same for the same key, and tells nothing of its bytes. */
  readonly fingerprints: ReadonlyMap<string, Buffer>;
  /** The setting or file that the keys are from, for messages. */
  readonly source: string;
  /** 32 bytes derived from the last key, with which content was hashed before it had a key of its own. */
  readonly formerHashKey: Buffer;
}

/**
 * @param text `id:base64,id:base64`, or one key a line; the first key seals, all open
 * @param source the setting or file that it is from
 * @throws OperatorError
 */
export function createKeyring(text: string, source = 'HOOKLINE_ENCRYPTION_KEYS'): Keyring {
  const keys = parseKeys(text, source);
  const [[currentId, currentKey]] = keys;
  const newNonce = createNonces();
  const header = Buffer.concat([Buffer.from([FORMAT_VERSION, currentId.length]), Buffer.from(currentId)]);

  return {
    seal(plain, place) {
      const nonce = newNonce();
      const cipher = createCipheriv('aes-256-gcm', currentKey, nonce);
      cipher.setAAD(Buffer.from(place));
      const ciphertext = Buffer.concat([cipher.update(plain), cipher.final()]);
      return Buffer.concat([header, nonce, cipher.getAuthTag(), ciphertext]);
    },
    open(sealed, place) {
      const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
      if (bytes[0] !== FORMAT_VERSION) throw new Error(`${place} is sealed in an unknown format`);
      const id = keyIdOf(bytes);
      const idEnd = 2 + id.length;
      const key = keys.find(([keyId]) => keyId === id)?.[1];
      if (!key) throw new Error(`${place} is sealed with the key "${id}", which is not in the ring`);
      try {
        return decrypt(bytes.subarray(idEnd), key, place);
      } catch {
        throw new Error(
          `${place} does not open with the key "${id}": it was altered, or moved from another row`,
        );
      }
    },
    currentId,
    currentPrefix: header,
    fingerprints: new Map(keys.map(([id, key]) => [id, derive(key, 'hookline key fingerprint')])),
    source,
    formerHashKey: derive((keys.at(-1) ?? keys[0])[1], 'hookline content hash'),
  };
}

/** @param bytes nonce, tag and ciphertext. @throws Error, which does not name the value */
function decrypt(bytes: Buffer, key: KeyObject, place: string): Buffer {
  const tagEnd = NONCE_BYTES + TAG_BYTES;
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(place));
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, tagEnd));
  const plain = decipher.update(bytes.subarray(tagEnd));
  // Called for its check of the tag: in this mode it returns no bytes.
  decipher.final();
  return plain;
}

/** @returns a function that gives other random bytes each time */
function createNonces(): () => Buffer {
  let left = Buffer.alloc(0);
  return () => {
    if (left.length === 0) left = randomBytes(NONCES_AT_ONCE * NONCE_BYTES);
    const nonce = left.subarray(0, NONCE_BYTES);
    left = left.subarray(NONCE_BYTES);
    return nonce;
  };
}

/** The id of the key that sealed this; anything else than a sealed value gives an id that no key has. */
export function keyIdOf(sealed: Uint8Array): string {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  return bytes[0] === FORMAT_VERSION ? bytes.toString('latin1', 2, 2 + (bytes[1] ?? 0)) : '';
}

function derive(key: KeyObject, label: string): Buffer {
  return createHmac('sha256', key).update(label).digest();
}

/** A new key in the form that `createKeyring` reads; its id is a fingerprint of the key. */
export function generateKey(): string {
  const bytes = randomBytes(KEY_BYTES);
  return `k${createHash('sha256').update(bytes).digest('hex').slice(0, 7)}:${bytes.toString('base64')}`;
}

type Key = [id: string, key: KeyObject];

function parseKeys(text: string, source: string): [Key, ...Key[]] {
  const seen = new Set<string>();
  const parts = text.trim().split(/\s*[,\n]\s*/);
  const keys = parts.map((part, index): Key => {
    const [id = '', base64 = ''] = part.split(':');
    if (!KEY_ID_PATTERN.test(id))
      throw badKeys(source, `the id of key ${index + 1} is not made of 1 to 32 of a-z, 0-9 and -`);
    // A value that one of them sealed would be opened with the other, in vain.
    if (seen.has(id)) throw badKeys(source, `two keys have the id "${id}"`);
    seen.add(id);
    const bytes = Buffer.from(base64, 'base64');
    if (bytes.length !== KEY_BYTES)
      throw badKeys(source, `key "${id}" has ${bytes.length} bytes instead of ${KEY_BYTES}`);
    return [id, createSecretKey(bytes)];
  });
  return keys as [Key, ...Key[]];
}

function badKeys(source: string, reason: string): OperatorError {
  return new OperatorError(
    `${source} cannot be used: ${reason}.`,
    'Give it as id:base64 of 32 random bytes; `echo "k1:$(openssl rand -base64 32)"` makes one.',
  );
}
