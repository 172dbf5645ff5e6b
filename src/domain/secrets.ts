import { randomBytes } from 'node:crypto';
import type { PrismaClient } from '../db/generated/prisma/client.ts';
import { formatSecret, parseSecret, secretHint } from '../delivery/sign.ts';
import { newId } from '../ids.ts';
import type { Keyring } from '../keyring.ts';
import { sealedPlace } from './sealed-places.ts';

const SECRET_BYTES = 32;

/** Writes a new secret of an endpoint, the caller's own or a random one. @returns its text, for the only time */
export async function addSecret(
  tx: Pick<PrismaClient, 'signingSecret'>,
  keyring: Keyring,
  endpoint: { id: string; organizationId: string },
  given: string | null | undefined,
): Promise<string> {
  const bytes = (given && parseSecret(given)) || randomBytes(SECRET_BYTES);
  const secret = formatSecret(bytes);
  const id = newId();
  await tx.signingSecret.create({
    data: {
      id,
      organizationId: endpoint.organizationId,
      endpointId: endpoint.id,
      version: 'V1',
      sealed: new Uint8Array(keyring.seal(bytes, sealedPlace.signingSecret(id))),
      hint: secretHint(secret),
    },
  });
  return secret;
}
