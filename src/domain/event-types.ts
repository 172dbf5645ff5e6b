import { z } from 'zod';
import { type Database, databaseNow, inPrismaTransaction, isTaken } from '../db/client.ts';
import { Prisma } from '../db/generated/prisma/client.ts';
import type { EventTypeModel } from '../db/generated/prisma/models.ts';
import {
  ConflictError,
  LimitReachedError,
  NotFoundError,
  ValidationError,
  type ValidationIssue,
} from '../errors.ts';
import { newId } from '../ids.ts';
import { closest } from '../suggestion.ts';
import type { Core } from './core.ts';
import {
  EVENT_TYPE_MAX_CHARS,
  EVENT_TYPE_PATTERN,
  isExact,
  isOperational,
  isPattern,
  OPERATIONAL_PREFIX,
} from './event-patterns.ts';
import {
  differing,
  isStorableJson,
  isStorableText,
  NOT_EMPTY,
  storableText,
  toIssues,
  withoutUndefined,
} from './input.ts';
import type { PayloadSchemas } from './payload-schemas.ts';

const DESCRIPTION_MAX_CHARS = 1000;
/** The whole catalogue is looked through to suggest a name. */
const EVENT_TYPES_MAX = 5000;
/** For so many names of one request: each look takes up to 3 ms, in which nothing else comes to its turn. */
const SUGGESTIONS_MAX = 20;
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
    payloadSchema: input.payloadSchema ?? Prisma.DbNull,
    example: (input.example as Prisma.InputJsonValue) ?? Prisma.DbNull,
  };
  try {
    return await inPrismaTransaction(database.prisma, async (tx) => {
      await assertRoomForType(tx);
      return tx.eventType.create({ data });
    });
  } catch (error) {
    if (isTaken(error)) {
      throw new ConflictError('ALREADY_EXISTS', `The event type ${parsed.data.name} exists already.`);
    }
    throw error;
  }
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
  const updatedAt = await databaseNow(database.prisma);
  return database.prisma.eventType.update({ where: { name }, data: { ...changes, updatedAt } });
}

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
  ];
}

function textFault(json: unknown): string | null {
  return isStorableJson(json) ? null : 'must not contain NUL or half a surrogate pair';
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
  const now = await databaseNow(database.prisma);
  return database.prisma.eventType.update({
    where: { name },
    data: { archivedAt: archived ? now : null, updatedAt: now },
  });
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

/** The names of the catalogue. */
export interface TypeNames {
  current: readonly string[];
  archived: readonly string[];
  /** What a name was probably meant to be; null when nothing comes close, and beyond `SUGGESTIONS_MAX`. */
  suggest(name: string): string | null;
}

/**
 * An issue for each pattern that names a type exactly which is not current; a `*` may match nothing yet.
 * @param kept patterns that are there already, whatever has become of their types
 */
export async function unknownTypeIssues(
  database: Database,
  patterns: readonly unknown[],
  path: string[],
  kept: readonly string[],
): Promise<ValidationIssue[]> {
  const exact = patterns
    .map((pattern, index) => ({ pattern, index }))
    .filter(({ pattern }) => typeof pattern === 'string' && isPattern(pattern) && isExact(pattern))
    .filter(({ pattern }) => !kept.includes(pattern as string));
  if (exact.length === 0) return [];
  const names = await typeNames(database);
  return exact.flatMap(
    ({ pattern, index }) => unknownTypeIssue(pattern as string, names, [...path, String(index)]) ?? [],
  );
}

/** The issue of naming no type, or one that is not registered, or archived; or null. */
export function unknownTypeIssue(
  name: string,
  { current, archived, suggest }: TypeNames,
  path: string[],
): ValidationIssue | null {
  if (name === '') return { path, type: 'too_short', message: NOT_EMPTY, context: { minimum: 1 } };
  if (current.includes(name)) return null;
  if (archived.includes(name)) {
    const message = `The event type ${name} is archived. Use another one, or have an administrator restore it (eventTypeRestore).`;
    return { path, type: 'event_type_archived', message };
  }
  const suggestion = suggest(name);
  return {
    path,
    type: 'event_type_unknown',
    message: `No event type ${name} is registered.${suggestion ? ` Did you mean ${suggestion}?` : ''}`,
    ...(suggestion && { suggestion }),
  };
}

/** @param isMeant which of the current ones may have been meant */
export async function typeNames({ prisma }: Database, isMeant = (_name: string) => true): Promise<TypeNames> {
  const rows = await prisma.eventType.findMany({ select: { name: true, archivedAt: true } });
  const namesOf = (types: typeof rows) => types.map(({ name }) => name);
  const current = namesOf(rows.filter(({ archivedAt }) => archivedAt === null));
  return {
    current,
    archived: namesOf(rows.filter(({ archivedAt }) => archivedAt !== null)),
    suggest: createSuggestions(current.filter(isMeant)),
  };
}

function createSuggestions(names: readonly string[]): TypeNames['suggest'] {
  const found = new Map<string, string | null>();
  return (name) => {
    if (!found.has(name) && found.size < SUGGESTIONS_MAX) found.set(name, closest(name, names));
    return found.get(name) ?? null;
  };
}
