import type { ZodType } from 'zod';
import { databaseNow, inPrismaTransaction, inTransaction } from '../db/client.ts';
import type { Prisma } from '../db/generated/prisma/client.ts';
import type { EndpointStatus } from '../db/generated/prisma/enums.ts';
import type { EndpointModel } from '../db/generated/prisma/models.ts';
import { CHANNELS, notify } from '../db/listener.ts';
import { LimitReachedError, NotFoundError, ValidationError, type ValidationIssue } from '../errors.ts';
import { appendFeedItems } from '../feed/append.ts';
import { newId } from '../ids.ts';
import { bossDb } from '../queue/boss.ts';
import { QUEUES } from '../queue/contracts.ts';
import type { Core } from './core.ts';
import {
  type EndpointCreateInput,
  type EndpointUpdateInput,
  endpointCreateSchema,
  endpointUpdateSchema,
  PATTERNS_MAX,
} from './endpoint-input.ts';
import { unknownTypeIssues } from './event-type-names.ts';
import { storeHeaders } from './headers.ts';
import { differing, toIssues, withoutUndefined } from './input.ts';
import { actingOrganization } from './organizations.ts';
import { addSecret, assertSharable, unsharableIssue } from './secrets.ts';
import { unlessTaken } from './unless-taken.ts';
import type { Viewer } from './viewer.ts';
import { visibleEndpoint } from './visible.ts';

const TAKEN = 'Another endpoint of this organization has this externalId.';
const DEFAULTS = {
  timeoutSeconds: 10,
  maxRetries: 7,
  undeliveredPayloadRetentionHours: 72,
  maxConcurrency: 10,
};

/**
 * @returns the endpoint's UUID and its secret, which is shown nowhere else
 * @throws ValidationError, NotFoundError (organization), ConflictError (externalId), LimitReachedError
 */
export async function createEndpoint(
  core: Core,
  viewer: Viewer,
  input: { organizationId?: string | null | undefined } & Record<string, unknown>,
): Promise<{ id: string; secret: string | null }> {
  const organizationId = await actingOrganization(core.database, viewer, input.organizationId, [
    'input',
    'organizationId',
  ]);
  const { values, issues } = await parseInput(core, endpointCreateSchema(core.addressPolicy), input, null);
  if (typeof organizationId !== 'string') throw new ValidationError([organizationId, ...issues]);
  if (values === null) throw new ValidationError(issues);
  const id = newId();
  const secret = await unlessTaken(
    inPrismaTransaction(core.database.prisma, async (tx) => {
      await assertRoomForEndpoint(tx, organizationId);
      const off = values.enabled === false && {
        status: 'DISABLED' as const,
        disabledReason: 'MANUAL' as const,
        disabledAt: await databaseNow(tx),
      };
      await tx.endpoint.create({
        data: { id, organizationId, createdBy: viewer.subject, ...creationData(core, id, values), ...off },
      });
      const signingVersion = values.signingVersion ?? 'V1';
      return addSecret(tx, core.keyring, { id, organizationId, signingVersion }, values.secret);
    }),
    TAKEN,
  );
  return { id, secret };
}

function creationData(core: Core, id: string, values: EndpointCreateInput) {
  return {
    url: values.url,
    externalId: values.externalId ?? null,
    name: values.name ?? null,
    description: values.description ?? null,
    labels: values.labels ?? [],
    metadata: (values.metadata ?? {}) as Prisma.InputJsonObject,
    eventPatterns: values.eventPatterns ?? [],
    headers: storeHeaders(core.keyring, id, values.headers ?? []),
    signingVersion: values.signingVersion ?? 'V1',
    rateLimitPerSecond: values.rateLimitPerSecond ?? null,
    maxConcurrency: values.maxConcurrency ?? DEFAULTS.maxConcurrency,
    timeoutSeconds: values.timeoutSeconds ?? DEFAULTS.timeoutSeconds,
    maxRetries: values.maxRetries ?? DEFAULTS.maxRetries,
    undeliveredPayloadRetentionHours:
      values.undeliveredPayloadRetentionHours ?? DEFAULTS.undeliveredPayloadRetentionHours,
  };
}

/**
 * Changes only what is given, so two updates of different fields at once both hold; what is given and holds already
 * changes nothing.
 * @throws ValidationError, NotFoundError, ConflictError (externalId)
 */
export async function updateEndpoint(
  core: Core,
  viewer: Viewer,
  id: string,
  input: Record<string, unknown>,
): Promise<string> {
  const endpointId = await visibleEndpoint(core, viewer, id);
  const parsed = await parseInput(
    core,
    endpointUpdateSchema(core.addressPolicy),
    input,
    Array.isArray(input.eventPatterns) || input.secret ? await currentOf(core, endpointId) : null,
  );
  if (parsed.values === null) throw new ValidationError(parsed.issues);
  const { secret, headers, metadata, ...values } = parsed.values;
  await unlessTaken(
    inPrismaTransaction(core.database.prisma, async (tx) => {
      const [locked] = await tx.$queryRaw<{ now: Date }[]>`
        select now() from endpoint where id = ${endpointId}::uuid for no key update`;
      if (!locked) throw new NotFoundError('endpoint', ['id']);
      const before = await tx.endpoint.findUniqueOrThrow({ where: { id: endpointId } });
      const given = {
        ...withoutUndefined(values),
        // A sensitive value is sealed anew, and so differs always.
        ...(headers && { headers: storeHeaders(core.keyring, endpointId, headers) }),
        ...(metadata !== undefined && { metadata: metadata as Prisma.InputJsonObject }),
      };
      const changes = differing(given, before);
      if (Object.keys(changes).length === 0 && secret === undefined) return;
      await tx.endpoint.update({
        where: { id: endpointId },
        data: {
          ...changes,
          // What was learnt of the old address says nothing of the new one.
          ...('url' in changes && {
            lastVerifiedAt: null,
            consecutiveFailures: 0,
            failingSince: null,
            lastError: null,
          }),
          updatedAt: locked.now,
        },
      });
      if (secret === undefined) return;
      const { organizationId, signingVersion } = before;
      assertSharable(signingVersion, secret);
      await tx.signingSecret.deleteMany({ where: { endpointId } });
      await addSecret(tx, core.keyring, { id: endpointId, organizationId, signingVersion }, secret);
    }),
    TAKEN,
  );
  return endpointId;
}

/** What of an endpoint its new values are judged by. */
type Current = Pick<EndpointModel, 'eventPatterns' | 'signingVersion'>;

async function currentOf({ database }: Core, id: string): Promise<Current | null> {
  const select = { eventPatterns: true, signingVersion: true };
  return database.prisma.endpoint.findUnique({ where: { id }, select });
}

/** Deletes the endpoint and its secrets; what waits for it is canceled, and its history stays. @throws NotFoundError */
export async function deleteEndpoint(core: Core, viewer: Viewer, id: string): Promise<void> {
  const endpointId = await visibleEndpoint(core, viewer, id);
  const { pool } = core.database;
  await inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ organizationId: string; status: EndpointStatus }>(
      'delete from endpoint where id = $1 returning organization_id as "organizationId", status',
      [endpointId],
    );
    const [deleted] = rows;
    if (!deleted) throw new NotFoundError('endpoint', ['id']);
    await core.boss.send(QUEUES.cancelWaiting.name, { endpointId }, bossDb(client));
    await appendFeedItems(client, [
      {
        kind: 'ENDPOINT_STATUS_CHANGED',
        organizationId: deleted.organizationId,
        endpointId,
        previousEndpointStatus: deleted.status,
        endpointStatus: null,
        disabledReason: null,
      },
    ]);
  });
  await notify(pool, CHANNELS.feed);
}

/**
 * @param current null: a new one. The types of its patterns may have been archived since, and its list must be good to
 * send back
 * @returns null when there is an issue
 */
async function parseInput<Values extends EndpointCreateInput | EndpointUpdateInput>(
  core: Core,
  schema: ZodType<Values>,
  input: Record<string, unknown>,
  current: Current | null,
): Promise<{ values: Values | null; issues: ValidationIssue[] }> {
  const parsed = schema.safeParse(input);
  const issues = parsed.success ? [] : toIssues(parsed.error, ['input']);
  // A longer list is refused already: each name that is unknown is compared with the whole catalogue.
  if (Array.isArray(input.eventPatterns) && input.eventPatterns.length <= PATTERNS_MAX) {
    const path = ['input', 'eventPatterns'];
    const kept = current?.eventPatterns ?? [];
    issues.push(...(await unknownTypeIssues(core.database, input.eventPatterns, path, kept)));
  }
  const unsharable = unsharableIssue(current?.signingVersion ?? input.signingVersion, input.secret);
  if (unsharable) issues.push(unsharable);
  return { values: parsed.success && issues.length === 0 ? parsed.data : null, issues };
}

/** Counts under the organization's row lock, so that the limit is exact however many are created at once. */
async function assertRoomForEndpoint(tx: Prisma.TransactionClient, organizationId: string): Promise<void> {
  const [row] = await tx.$queryRaw<{ maxEndpoints: number }[]>`
    select max_endpoints as "maxEndpoints" from organization where id = ${organizationId}::uuid for no key update`;
  const limit = row?.maxEndpoints ?? 0;
  if ((await tx.endpoint.count({ where: { organizationId } })) >= limit) {
    throw new LimitReachedError(
      'ENDPOINTS',
      limit,
      `This organization has all of the ${limit} endpoints it may have.`,
    );
  }
}
