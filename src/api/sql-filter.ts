import { Prisma } from '../db/generated/prisma/client.ts';
import { type NodeType, parseIdOf } from '../ids.ts';

const NOTHING = Prisma.sql`false`;

/** `column = id`, or nothing at all when the text is no id of this type: an id that is not visible matches nothing. */
export function hasId(column: string, type: NodeType, id: string | null | undefined): Prisma.Sql[] {
  if (id == null) return [];
  const uuid = parseIdOf(type, id);
  return [uuid ? Prisma.sql`${Prisma.raw(column)} = ${uuid}::uuid` : NOTHING];
}

/** `column = value`, where a value is given. */
export function equals(column: string, value: string | boolean | null | undefined): Prisma.Sql[] {
  return value == null ? [] : [Prisma.sql`${Prisma.raw(column)} = ${value}`];
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

/** Any of the columns contains the text, in any case. */
export function contains(columns: readonly string[], text: string): Prisma.Sql {
  const pattern = `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
  return Prisma.sql`(${Prisma.join(
    columns.map((column) => Prisma.sql`${Prisma.raw(column)} ilike ${pattern}`),
    ' or ',
  )})`;
}

/** Rows of the organizations of a partner. */
export function ofPartner(partnerId: string | null | undefined): Prisma.Sql[] {
  return partnerId == null
    ? []
    : [Prisma.sql`organization_id in (select id from organization where partner_id = ${partnerId})`];
}

/** Created in [since, until). */
export function createdIn(since: Date | null | undefined, until: Date | null | undefined): Prisma.Sql[] {
  return [
    ...(since == null ? [] : [Prisma.sql`created_at >= ${since}`]),
    ...(until == null ? [] : [Prisma.sql`created_at < ${until}`]),
  ];
}
