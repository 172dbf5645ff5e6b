import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';

export const SECRET_MIN_BYTES = 24;
export const SECRET_MAX_BYTES = 64;
export const SECRET_HINT_CHARS = 4;

const SECRET_PREFIX = 'whsec_';

/** A secret made ready for signing. Keep it: making the key costs several times as much as using it. */
export interface SigningKey {
  readonly version: 'V1';
  readonly key: KeyObject;
}

/** The headers of the Standard Webhooks specification. */
export type SignatureHeaders = Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>;

export function createSigningKey(secretBytes: Buffer): SigningKey {
  // HMAC with a cached KeyObject takes 6 µs, with the bytes 25 to 34 µs (measured with node 24).
  return { version: 'V1', key: createSecretKey(secretBytes) };
}

/**
 * Signs exactly the bytes that are sent.
 *
 * @param message.timestamp Unix time of this attempt in whole seconds; receivers refuse an old one.
 * @param message.keys At least one; each adds a signature, so that receivers can change secrets at leisure.
 */
export function signatureHeaders(message: {
  readonly id: string;
  readonly timestamp: number;
  readonly body: Buffer;
  readonly keys: readonly SigningKey[];
}): SignatureHeaders {
  const { id, timestamp, body, keys } = message;
  if (keys.length === 0) throw new RangeError('A webhook is never sent unsigned.');
  const signatures = keys.map(({ key }) => {
    const digest = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64');
    return `v1,${digest}`;
  });
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.join(' '),
  };
}

/** The bytes of `whsec_…`, or null unless it is the canonical base64 of 24 to 64 bytes. */
export function parseSecret(text: string): Buffer | null {
  if (!text.startsWith(SECRET_PREFIX)) return null;
  const bytes = Buffer.from(text.slice(SECRET_PREFIX.length), 'base64');
  if (bytes.length < SECRET_MIN_BYTES || bytes.length > SECRET_MAX_BYTES) return null;
  // Node's decoder skips what it does not know; a receiver's might not, and would derive another key.
  return formatSecret(bytes) === text ? bytes : null;
}

export function formatSecret(bytes: Buffer): string {
  return SECRET_PREFIX + bytes.toString('base64');
}

/** The end of a secret's text: enough to tell two apart, too little to use. */
export function secretHint(text: string): string {
  return text.slice(-SECRET_HINT_CHARS);
}
