import { z } from 'zod';
import { type Database, databaseNow, inPrismaTransaction } from '../db/client.ts';
import { Prisma } from '../db/generated/prisma/client.ts';
import type { EventTypeModel } from '../db/generated/prisma/models.ts';
import { LimitReachedError, NotFoundError, ValidationError, type ValidationIssue } from '../errors.ts';
import { newId } from '../ids.ts';
import type { Core } from './core.ts';
import {
  EVENT_TYPE_MAX_CHARS,
  EVENT_TYPE_PATTERN,
  isOperational,
  OPERATIONAL_PREFIX,
} from './event-patterns.ts';
import {
  differing,
  isStorableJson,
  isStorableText,
  STORABLE_ONLY,
  storableText,
  toIssues,
  withoutUndefined,
} from './input.ts';
import { PAYLOAD_MAX_BYTES } from './payload.ts';
import type { PayloadSchemas } from './payload-schemas.ts';
import { unlessTaken } from './unless-taken.ts';

const DESCRIPTION_MAX_CHARS = 1000;
/** The whole catalogue is looked through to suggest a name. */
const EVENT_TYPES_MAX = 5000;
const RESERVED = 'hookline.* is kept for operational events';

const Details = z.object({
  description: storableText(0, DESCRIPTION_MAX_CHARS).nullish(),
});

const Input = Details.extend({
  name: z
    .string()
    .max(EVENT_TYPE_MAX_CHARS)
    .regex(
      EVENT_TYPE_PATTERN,
      'must be segments of letters, digits, _ and -, joined by dots, like invoice.paid',
    )
    .refine((name) => !isOperational(name), { error: RESERVED, params: { type: 'reserved' } }),
});

/** Adds a type to the catalogue of the installation. @throws ValidationError, ConflictError, LimitReachedError */
export async function createEventType(
  { database, payloadSchemas }: Core,
  input: {
    name: string;
    description?: string | null | undefined;
    payloadSchema?: unknown;
    example?: unknown;
  },
): Promise<EventTypeModel> {
  const parsed = Input.safeParse(input);
  const issues = parsed.success ? [] : toIssues(parsed.error, ['input']);
  issues.push(...jsonIssues(payloadSchemas, input));
  if (!parsed.success || issues.length > 0) throw new ValidationError(issues);
  const data = {
    id: newId(),
    name: parsed.data.name,
    description: parsed.data.description ?? null,
    payloadSchema: toJson(input.payloadSchema),
    example: toJson(input.example),
  };
  return unlessTaken(
    inPrismaTransaction(database.prisma, async (tx) => {
      await assertRoomForType(tx);
      return tx.eventType.create({ data });
    }),
    `The event type ${data.name} exists already.`,
  );
}

/** Counts under a lock, so that the limit is exact however many are made at once. */
async function assertRoomForType(tx: Prisma.TransactionClient): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('hookline event_type', 0))`;
  const own = { name: { not: { startsWith: OPERATIONAL_PREFIX } } };
  if ((await tx.eventType.count({ where: own })) < EVENT_TYPES_MAX) return;
  throw new LimitReachedError(
    'EVENT_TYPES',
    EVENT_TYPES_MAX,
    `There are ${EVENT_TYPES_MAX} event types already.`,
  );
}

/** Changes only what is given; null clears. Names never change. @throws ValidationError; NotFoundError */
export async function updateEventType(
  { database, payloadSchemas }: Core,
  name: string,
  input: { description?: string | null | undefined; payloadSchema?: unknown; example?: unknown },
): Promise<EventTypeModel> {
  const before = await assertChangeable(database, name);
  const parsed = Details.safeParse(input);
  const issues = parsed.success ? [] : toIssues(parsed.error, ['input']);
  issues.push(...jsonIssues(payloadSchemas, input));
  if (!parsed.success || issues.length > 0) throw new ValidationError(issues);
  const given = { ...parsed.data, payloadSchema: input.payloadSchema, example: input.example };
  const { description, payloadSchema, example } = differing(withoutUndefined(given), before);
  const changes = {
    ...(description !== undefined && { description }),
    ...(payloadSchema !== undefined && { payloadSchema: toJson(payloadSchema) }),
    ...(example !== undefined && { example: toJson(example) }),
  };
  if (Object.keys(changes).length === 0) return before;
  return changeType(database, name, changes);
}

/** Gives each change a time of its own, as a compiled schema is known by it: also two at once, and when the clock is set back. */
async function changeType(
  { prisma }: Database,
  name: string,
  changes: Prisma.EventTypeUpdateInput,
): Promise<EventTypeModel> {
  return inPrismaTransaction(prisma, async (tx) => {
    const [later] = await tx.$queryRaw<{ updatedAt: Date }[]>`
      select greatest(now(), updated_at + interval '1 millisecond')::timestamptz(3) as "updatedAt"
      from event_type where name = ${name} for update`;
    return tx.eventType.update({ where: { name }, data: { ...changes, ...later } });
  });
}

/** As Prisma takes it: the column is empty where nothing, or null, was given. */
function toJson(value: unknown): Prisma.InputJsonValue | typeof Prisma.DbNull {
  return (value as Prisma.InputJsonValue | null) ?? Prisma.DbNull;
}

function jsonIssues(
  payloadSchemas: PayloadSchemas,
  { payloadSchema, example }: { payloadSchema?: unknown; example?: unknown },
): ValidationIssue[] {
  const schemaFault =
    payloadSchema == null ? null : (textFault(payloadSchema) ?? payloadSchemas.fault(payloadSchema));
  const exampleFault = textFault(example);
  return [
    ...(schemaFault
      ? [{ path: ['input', 'payloadSchema'], type: 'schema_invalid', message: schemaFault }]
      : []),
    ...(exampleFault ? [{ path: ['input', 'example'], type: 'invalid_text', message: exampleFault }] : []),
    ...sizeIssues(example),
  ];
}

/** An example is what a test sends, so it has to have room in a payload. */
function sizeIssues(example: unknown): ValidationIssue[] {
  const bytes = example == null ? 0 : Buffer.byteLength(JSON.stringify(example));
  if (bytes <= PAYLOAD_MAX_BYTES) return [];
  const message = `must be at most ${PAYLOAD_MAX_BYTES} bytes of JSON`;
  const context = { maximum: PAYLOAD_MAX_BYTES, actual: bytes };
  return [{ path: ['input', 'example'], type: 'too_large', message, context }];
}

function textFault(json: unknown): string | null {
  return isStorableJson(json) ? null : STORABLE_ONLY;
}

/**
 * Archived types are no longer published or named anew. Repeating it changes nothing.
 * @throws ValidationError; NotFoundError
 */
export async function setEventTypeArchived(
  { database }: Core,
  name: string,
  archived: boolean,
): Promise<EventTypeModel> {
  const type = await assertChangeable(database, name);
  if ((type.archivedAt !== null) === archived) return type;
  return changeType(database, name, { archivedAt: archived ? await databaseNow(database.prisma) : null });
}

async function assertChangeable({ prisma }: Database, name: string): Promise<EventTypeModel> {
  const type = isStorableText(name) ? await prisma.eventType.findUnique({ where: { name } }) : null;
  if (!type) throw new NotFoundError('event type', ['name']);
  const reserved = reservedTypeIssue(name, ['name']);
  if (reserved) throw new ValidationError([reserved]);
  return type;
}

/** The issue of publishing or changing a type of Hookline's own, or null. */
export function reservedTypeIssue(name: string, path: string[]): ValidationIssue | null {
  return isOperational(name) ? { path, type: 'reserved', message: RESERVED } : null;
}
