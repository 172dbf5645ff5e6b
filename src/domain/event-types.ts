import { z } from 'zod';
import type { Database } from '../db/client.ts';
import { Prisma } from '../db/generated/prisma/client.ts';
import type { EventTypeModel } from '../db/generated/prisma/models.ts';
import { ConflictError, ValidationError, type ValidationIssue } from '../errors.ts';
import { newId } from '../ids.ts';
import type { Core } from './core.ts';
import { EVENT_TYPE_MAX_CHARS, EVENT_TYPE_PATTERN, isExact, isPattern } from './event-patterns.ts';
import { isStorableText, toIssues } from './input.ts';
import { closest } from './suggestion.ts';

const DESCRIPTION_MAX_CHARS = 1000;

const Input = z.object({
  name: z
    .string()
    .max(EVENT_TYPE_MAX_CHARS)
    .regex(
      EVENT_TYPE_PATTERN,
      'must be segments of letters, digits, _ and -, joined by dots, like invoice.paid',
    )
    .refine((name) => !name.startsWith('hookline.'), {
      error: 'hookline.* is kept for operational events',
      params: { type: 'reserved' },
    }),
  description: z
    .string()
    .max(DESCRIPTION_MAX_CHARS)
    .refine(isStorableText, { error: 'must not contain NUL or half a surrogate pair' })
    .nullish(),
});

/** Adds a type to the catalogue of the installation. @throws ValidationError, ConflictError */
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
  const schema = input.payloadSchema ?? null;
  const fault = schema === null ? null : payloadSchemas.fault(schema);
  if (fault) issues.push({ path: ['input', 'payloadSchema'], type: 'schema_invalid', message: fault });
  if (!parsed.success || issues.length > 0) throw new ValidationError(issues);
  try {
    return await database.prisma.eventType.create({
      data: {
        id: newId(),
        name: parsed.data.name,
        description: parsed.data.description ?? null,
        payloadSchema: schema ?? Prisma.DbNull,
        example: (input.example as Prisma.InputJsonValue) ?? Prisma.DbNull,
      },
    });
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') {
      throw new ConflictError('ALREADY_EXISTS', `The event type ${parsed.data.name} exists already.`);
    }
    throw error;
  }
}

/** An issue for each pattern that names a type exactly which cannot be published; a `*` may match nothing yet. */
export async function unknownTypeIssues(
  database: Database,
  patterns: readonly unknown[],
  path: string[],
): Promise<ValidationIssue[]> {
  const exact = patterns
    .map((pattern, index) => ({ pattern, index }))
    .filter(({ pattern }) => typeof pattern === 'string' && isPattern(pattern) && isExact(pattern));
  if (exact.length === 0) return [];
  const names = await publishableNames(database);
  return exact.flatMap(
    ({ pattern, index }) => unknownTypeIssue(pattern as string, names, [...path, String(index)]) ?? [],
  );
}

/** The issue of naming a type that is not registered, or null. */
export function unknownTypeIssue(
  name: string,
  names: readonly string[],
  path: string[],
): ValidationIssue | null {
  if (names.includes(name)) return null;
  const suggestion = closest(name, names);
  return {
    path,
    type: 'event_type_unknown',
    message: `No event type ${name} is registered.${suggestion ? ` Did you mean ${suggestion}?` : ''}`,
    ...(suggestion && { suggestion }),
  };
}

export async function publishableNames({ prisma }: Database): Promise<string[]> {
  const rows = await prisma.eventType.findMany({ where: { archivedAt: null }, select: { name: true } });
  return rows.map((row) => row.name);
}
