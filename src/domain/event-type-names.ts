import type { Database } from '../db/client.ts';
import type { ValidationIssue } from '../errors.ts';
import { closest } from '../suggestion.ts';
import { isExact, isPattern } from './event-patterns.ts';
import { NOT_EMPTY } from './input.ts';

/** For so many names of one request: each look takes up to 3 ms, in which nothing else comes to its turn. */
const SUGGESTIONS_MAX = 20;

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
