import { z } from 'zod';
import { databaseNow, inPrismaTransaction } from '../db/client.ts';
import type { Prisma } from '../db/generated/prisma/client.ts';
import { Scope } from '../db/generated/prisma/enums.ts';
import type { ApiKeyModel } from '../db/generated/prisma/models.ts';
import { CHANNELS, notify } from '../db/listener.ts';
import { LimitReachedError, NotFoundError, ValidationError } from '../errors.ts';
import { parseIdOf } from '../ids.ts';
import { createApiKey } from './api-keys.ts';
import type { Core } from './core.ts';
import { storableText, toIssues } from './input.ts';
import { actingOrganization } from './organizations.ts';
import { hasScope, type Viewer } from './viewer.ts';
import { within } from './visible.ts';

const NAME_MAX_CHARS = 120;
/** Keys that are neither revoked nor expired, of one organization. */
const API_KEYS_MAX = 100;

function inputSchema(viewer: Viewer) {
  return z.object({
    name: storableText(1, NAME_MAX_CHARS),
    scopes: z.array(scopeHeldBy(viewer)).min(1),
    expiresAt: z
      .date()
      .refine((date) => date.getTime() > Date.now(), {
        error: 'must be in the future',
        params: { type: 'in_past' },
      })
      .nullish(),
  });
}

function scopeHeldBy(viewer: Viewer) {
  return z.enum(Scope).refine((scope) => hasScope(viewer, scope), {
    error: ({ input }) => `You lack the scope ${input}, and cannot give it.`,
    params: { type: 'scope_not_held' },
  });
}

/**
 * Makes a key with scopes that the viewer has. A key with ADMIN and no organization is of none.
 * @returns the key's text, for the only time
 * @throws ValidationError; NotFoundError (organization); LimitReachedError
 */
export async function issueApiKey(
  core: Core,
  viewer: Viewer,
  input: { organizationId?: string | null | undefined; scopes: readonly Scope[] } & Record<string, unknown>,
): Promise<{ apiKey: ApiKeyModel; key: string }> {
  const parsed = inputSchema(viewer).safeParse(input);
  const issues = parsed.success ? [] : toIssues(parsed.error, ['input']);
  const ofNone =
    input.organizationId == null && viewer.organizationId === null && input.scopes.includes('ADMIN');
  const organizationId = ofNone
    ? null
    : await actingOrganization(core.database, viewer, input.organizationId, ['input', 'organizationId']);
  if (organizationId !== null && typeof organizationId !== 'string')
    throw new ValidationError([organizationId, ...issues]);
  if (!parsed.success) throw new ValidationError(issues);
  const values = parsed.data;
  return inPrismaTransaction(core.database.prisma, async (tx) => {
    await assertRoomForKey(tx, organizationId);
    return createApiKey(
      { prisma: tx },
      {
        organizationId,
        name: values.name,
        scopes: [...new Set(values.scopes)],
        expiresAt: values.expiresAt ?? null,
      },
    );
  });
}

/** Counts under a lock, so that the limit is exact however many are made at once. */
async function assertRoomForKey(tx: Prisma.TransactionClient, organizationId: string | null): Promise<void> {
  // Keys of no organization have no row to lock.
  await (organizationId === null
    ? tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('hookline api_key', 0))`
    : tx.$executeRaw`select 1 from organization where id = ${organizationId}::uuid for no key update`);
  const usable = await tx.apiKey.count({
    where: { organizationId, revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }] },
  });
  if (usable >= API_KEYS_MAX) {
    throw new LimitReachedError(
      'API_KEYS',
      API_KEYS_MAX,
      `There are ${API_KEYS_MAX} usable keys already: revoke one that is not needed.`,
    );
  }
}

/** Ends a key at once. Repeating it changes nothing. @throws NotFoundError */
export async function revokeApiKey({ database }: Core, viewer: Viewer, id: string): Promise<ApiKeyModel> {
  const { pool, prisma } = database;
  const uuid = parseIdOf('ApiKey', id);
  const where = uuid && { id: uuid, ...within(viewer) };
  if (!where || (await prisma.apiKey.count({ where })) === 0) throw new NotFoundError('API key', ['id']);
  const revokedAt = await databaseNow(prisma);
  await prisma.apiKey.updateMany({ where: { ...where, revokedAt: null }, data: { revokedAt } });
  // Whoever holds a subscription open for it need not wait for the next look.
  await notify(pool, CHANNELS.access);
  return prisma.apiKey.findUniqueOrThrow({ where });
}
