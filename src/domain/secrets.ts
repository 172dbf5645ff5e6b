import { randomBytes } from 'node:crypto';
import type { Prisma } from '../db/generated/prisma/client.ts';
import type { SigningVersion } from '../db/generated/prisma/enums.ts';
import { ED25519_SEED_BYTES, formatSecret, parseSecret, publicKeyOf, secretHint } from '../delivery/sign.ts';
import { ValidationError, type ValidationIssue } from '../errors.ts';
import { newId } from '../ids.ts';
import type { Keyring } from '../keyring.ts';
import { sealedPlace } from './sealed-places.ts';

const SECRET_BYTES = 32;

/**
 * Writes a new secret of an endpoint, the caller's own or a random one.
 * @returns its text, for the only time; null for V1A, which receivers verify with the public key
 */
export async function addSecret(
  tx: Pick<Prisma.TransactionClient, 'signingSecret'>,
  keyring: Keyring,
  endpoint: { id: string; organizationId: string; signingVersion: SigningVersion },
  given: string | null | undefined,
): Promise<string | null> {
  const id = newId();
  const made = endpoint.signingVersion === 'V1' ? sharedSecret(given) : keyPair();
  await tx.signingSecret.create({
    data: {
      id,
      organizationId: endpoint.organizationId,
      endpointId: endpoint.id,
      version: endpoint.signingVersion,
      sealed: new Uint8Array(keyring.seal(made.bytes, sealedPlace.signingSecret(id))),
      hint: secretHint(made.secret ?? made.publicKey ?? ''),
      publicKey: made.publicKey,
    },
  });
  return made.secret;
}

/** Removes a shared secret from an endpoint that may have it. */
export async function removeSecret(
  tx: Pick<Prisma.TransactionClient, 'signingSecret'>,
  keyring: Keyring,
  endpointId: string,
  secret: string,
): Promise<void> {
  // The hint spares opening the others, of which one may be damaged and be what is to be replaced.
  const alike = await tx.signingSecret.findMany({
    where: { endpointId, version: 'V1', hint: secretHint(secret) },
    select: { id: true, sealed: true },
  });
  const same = alike.filter(
    ({ id, sealed }) => formatSecret(keyring.open(sealed, sealedPlace.signingSecret(id))) === secret,
  );
  await tx.signingSecret.deleteMany({ where: { id: { in: same.map(({ id }) => id) } } });
}

function sharedSecret(given: string | null | undefined) {
  const bytes = (given && parseSecret(given)) || randomBytes(SECRET_BYTES);
  return { bytes, secret: formatSecret(bytes), publicKey: null };
}

function keyPair() {
  const bytes = randomBytes(ED25519_SEED_BYTES);
  return { bytes, secret: null, publicKey: publicKeyOf(bytes) };
}

/** The issue of a caller's own secret where signatures are made with a key pair, or null. */
export function unsharableIssue(version: unknown, secret: unknown): ValidationIssue | null {
  if (version !== 'V1A' || secret == null) return null;
  const message = 'V1A signs with a key pair that Hookline makes: leave the secret out, or use V1.';
  return { path: ['input', 'secret'], type: 'secret_not_shared', message };
}

/** A caller's own secret is a shared one. @throws ValidationError */
export function assertSharable(version: SigningVersion, secret: string | null | undefined): void {
  const issue = unsharableIssue(version, secret);
  if (issue) throw new ValidationError([issue]);
}
