import { createHmac, createPublicKey, timingSafeEqual, verify } from 'node:crypto';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import { Webhook as SvixWebhook } from 'svix';
import type { ReceivedRequest } from './receiver.ts';

/** What stands before the 32 raw bytes of an ed25519 key in SubjectPublicKeyInfo (RFC 8410). */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

type Signed = Pick<ReceivedRequest, 'body' | 'headers'>;

/**
 * Verifies a request as its receiver would, three times: by the library of the specification, by Svix's, which is what
 * many receivers have, and, as Svix's builds on the other, by nothing but Node's crypto and the specification.
 * @returns the body's value @throws Error when it is refused, or when one says otherwise than another
 */
export function verifyWebhook({ body, headers }: Signed, secret: string): unknown {
  const given = headers as Record<string, string>;
  const verdicts = [
    verdictOf(() => new StandardWebhook(secret).verify(body, given)),
    verdictOf(() => new SvixWebhook(secret).verify(body, given)),
    verdictOf(() => verifyByHand({ body, headers }, secret)),
  ];
  const refused = verdicts.filter((verdict) => verdict instanceof Error);
  if (refused.length > 0 && refused.length < verdicts.length)
    throw new Error(`they disagree: ${refused.join(', ')}`);
  if (refused[0]) throw refused[0];
  return JSON.parse(body);
}

/** Whether it is verified. @throws Error when one says otherwise than another */
export function isVerified(request: Signed, secret: string): boolean {
  const verdict = verdictOf(() => verifyWebhook(request, secret));
  if (verdict?.message.startsWith('they disagree')) throw verdict;
  return verdict === null;
}

/** The same for V1A, of which no library knows. @param publicKey `whpk_…`, as the API shows it */
export function isVerifiedByKey({ body, headers }: Signed, publicKey: string): boolean {
  const raw = Buffer.from(publicKey.replace('whpk_', ''), 'base64');
  const key = createPublicKey({ key: Buffer.concat([SPKI_PREFIX, raw]), format: 'der', type: 'spki' });
  return signaturesOf({ body, headers }, 'v1a').some((signature) =>
    verify(null, signedText({ body, headers }), key, signature),
  );
}

function verifyByHand(request: Signed, secret: string): void {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const expected = createHmac('sha256', key).update(signedText(request)).digest();
  const fits = (given: Buffer) => given.length === expected.length && timingSafeEqual(given, expected);
  if (!signaturesOf(request, 'v1').some(fits)) throw new Error('no signature fits');
}

const signedText = ({ body, headers }: Signed) =>
  Buffer.from(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`);

function signaturesOf({ headers }: Signed, version: string): Buffer[] {
  const parts = String(headers['webhook-signature']).split(' ');
  const ofVersion = parts.filter((part) => part.startsWith(`${version},`));
  return ofVersion.map((part) => Buffer.from(part.slice(version.length + 1), 'base64'));
}

function verdictOf(check: () => unknown): Error | null {
  try {
    check();
    return null;
  } catch (error) {
    return error as Error;
  }
}
