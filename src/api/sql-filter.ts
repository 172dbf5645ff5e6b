import { Prisma } from '../db/generated/prisma/client.ts';
import { uuidBound } from '../db/partitions.ts';
import { isStorableText } from '../domain/input.ts';
import { type NodeType, parseIdOf } from '../ids.ts';
import { HOUR_MS } from '../time-units.ts';

/** A condition that no row meets. */
export const NOTHING = Prisma.sql`false`;

/** `column = id`, or nothing at all when the text is no id of this type: an id that is not visible matches nothing. */
export function hasId(column: string, type: NodeType, id: string | null | undefined): Prisma.Sql[] {
  if (id == null) return [];
  const uuid = parseIdOf(type, id);
  return [uuid ? Prisma.sql`${Prisma.raw(column)} = ${uuid}::uuid` : NOTHING];
}

/** The condition on a text; text that the database cannot hold (it would refuse the query) matches nothing. */
export function whereText(text: string, condition: (text: string) => Prisma.Sql): Prisma.Sql {
  return isStorableText(text) ? condition(text) : NOTHING;
}

/** `column = value`, where a value is given. */
export function equals(column: string, value: string | null | undefined): Prisma.Sql[] {
  return value == null ? [] : [whereText(value, (text) => Prisma.sql`${Prisma.raw(column)} = ${text}`)];
}

/** `column`, or `not column`: not compared with a parameter, so that an index of the rows where it is so fits. */
export function isSo(column: string, value: boolean | null | undefined): Prisma.Sql[] {
  return value == null ? [] : [Prisma.raw(value ? column : `not ${column}`)];
}

/** `column` is one of the values of an enum, where a list is given; an empty list matches nothing. */
export function isOneOf(
  column: string,
  enumName: string,
  values: readonly string[] | null | undefined,
): Prisma.Sql[] {
  return values == null
    ? []
    : [Prisma.sql`${Prisma.raw(column)} = any(${[...values]}::${Prisma.raw(enumName)}[])`];
}

const GRAM_MAX_CHARS = 3;
/** More than any column holds that is searched; the grams of a text that is much longer would keep PostgreSQL busy. */
const SEARCHED_MAX_CHARS = 8192;

/**
 * Any of the columns contains the text, in any case. The index of these columns' grams finds the rows that may; it has
 * shorter ones too, as a text shorter than three characters has no others.
 */
export function contains(columns: readonly string[], text: string): Prisma.Sql[] {
  if (!isStorableText(text) || text.length > SEARCHED_MAX_CHARS) return [NOTHING];
  const pattern = `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const matches = columns.map((column) => Prisma.sql`${Prisma.raw(column)} ilike ${pattern}`);
  const own = Prisma.sql`(${Prisma.join(matches, ' or ')})`;
  if (text === '') return [own];
  const size = Math.min([...text].length, GRAM_MAX_CHARS);
  const grams = Prisma.raw(`text_grams(array[${columns.join(', ')}], 1, ${GRAM_MAX_CHARS})`);
  return [own, Prisma.sql`${grams} @> text_grams(array[${text}], ${size}::int, ${size}::int)`];
}

/** Rows of the organizations of a partner. */
export function ofPartner(partnerId: string | null | undefined): Prisma.Sql[] {
  const organizations = organizationsOfPartner(partnerId);
  return organizations ? [Prisma.sql`organization_id in (${organizations})`] : [];
}

/** A query of the organizations of a partner, where one is given. */
export function organizationsOfPartner(partnerId: string | null | undefined): Prisma.Sql | undefined {
  if (partnerId == null) return undefined;
  return Prisma.sql`select id from organization where ${whereText(partnerId, (id) => Prisma.sql`partner_id = ${id}`)}`;
}

/** A row's id, by a process's clock, and its `created_at`, by the database's, are no further apart. */
const ID_TO_ROW_MAX_MS = HOUR_MS;
const UUID_TIME_MAX_MS = 2 ** 48 - 1;

/**
 * Created in [since, until). The same is said of the ids, roughly, as they are in the order of time: it bounds what an
 * index is read for, and leaves out the partitions that cannot matter.
 */
export function createdIn(since: Date | null | undefined, until: Date | null | undefined): Prisma.Sql[] {
  const bound = (timeMs: number) =>
    Prisma.sql`${uuidBound(Math.min(Math.max(timeMs, 0), UUID_TIME_MAX_MS))}::uuid`;
  return [
    ...(since == null
      ? []
      : [Prisma.sql`created_at >= ${since} and id >= ${bound(since.getTime() - ID_TO_ROW_MAX_MS)}`]),
    ...(until == null
      ? []
      : [Prisma.sql`created_at < ${until} and id < ${bound(until.getTime() + ID_TO_ROW_MAX_MS)}`]),
  ];
}
