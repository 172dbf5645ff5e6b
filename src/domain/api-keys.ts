import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Prisma } from '../db/generated/prisma/client.ts';
import type { Scope } from '../db/generated/prisma/enums.ts';
import type { ApiKeyModel } from '../db/generated/prisma/models.ts';
import { PublicError } from '../errors.ts';
import { formatId, newId } from '../ids.ts';
import type { FindApiKey } from './api-key-reads.ts';
import type { NoteKeyUse } from './api-key-use.ts';
import type { Viewer } from './viewer.ts';

const KEY_RANDOM_BYTES = 32;
const KEY_PATTERN = /^hk_[A-Za-z0-9_-]{43}$/;
/** A key anywhere in a text. */
export const KEY_IN_TEXT = /(?<![A-Za-z0-9_-])hk_[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])/;
const HINT_CHARS = 4;

/** The credentials were refused; `code` says why. */
export class AuthenticationError extends PublicError {}

/** Makes a key. Only its hash is kept: the text is returned this once. */
export async function createApiKey(
  { prisma }: { prisma: Prisma.TransactionClient },
  input: { organizationId: string | null; name: string; scopes: readonly Scope[]; expiresAt?: Date | null },
): Promise<{ apiKey: ApiKeyModel; key: string }> {
  const key = `hk_${randomBytes(KEY_RANDOM_BYTES).toString('base64url')}`;
  const apiKey = await prisma.apiKey.create({
    data: {
      id: newId(),
      organizationId: input.organizationId,
      name: input.name,
      hash: hashOf(key),
      hint: key.slice(-HINT_CHARS),
      scopes: [...input.scopes],
      expiresAt: input.expiresAt ?? null,
    },
  });
  return { apiKey, key };
}

/** Who holds this key. @throws AuthenticationError when it is malformed, unknown, revoked or expired */
export async function authenticateApiKey(
  { findApiKey, noteKeyUse }: { findApiKey: FindApiKey; noteKeyUse: NoteKeyUse },
  key: string,
): Promise<Viewer> {
  if (!KEY_PATTERN.test(key)) {
    throw new AuthenticationError(
      'MALFORMED_API_KEY',
      'This is not an API key: one is "hk_" and 43 characters.',
    );
  }
  const hash = hashOf(key);
  const row = await findApiKey(hash);
  const isWhole = row && (row.organizationId !== null || row.scopes.includes('ADMIN'));
  if (!isWhole || !timingSafeEqual(hash, row.hash) || row.revokedAt) {
    throw new AuthenticationError('INVALID_AUTHORIZATION', 'This API key is unknown or revoked.');
  }
  if (row.expiresAt && row.expiresAt.getTime() <= Date.now()) {
    throw new AuthenticationError(
      'EXPIRED_API_KEY',
      `This API key expired at ${row.expiresAt.toISOString()}.`,
    );
  }
  await noteKeyUse(row);
  return {
    subject: formatId('ApiKey', row.id),
    organizationId: row.organizationId,
    scopes: new Set(row.scopes),
    apiKeyId: row.id,
    expiresAt: row.expiresAt,
  };
}

function hashOf(key: string): Buffer<ArrayBuffer> {
  return createHash('sha256').update(key).digest();
}
