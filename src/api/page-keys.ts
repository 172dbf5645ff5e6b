import { Prisma, type PrismaClient } from '../db/generated/prisma/client.ts';

/** A table whose rows are listed. `key` orders the list, and is unique. */
export interface KeySource {
  readonly table: string;
  readonly key: {
    readonly column: string;
    readonly type: 'uuid' | 'text';
    readonly order: 'asc' | 'desc';
  };
}

/** Which of them. */
export interface KeyFilter {
  /** Joined by AND. */
  where: readonly Prisma.Sql[];
  /** Conditions no two of which fit the same row: rows that fit any. Those of each are looked for by an index of its own. */
  either?: readonly Alternative[] | undefined;
  /**
   * A query of the organizations whose rows they are. Each is looked through by itself, by the indexes that start with
   * it, so that the cost is that of their number and not of what others have.
   */
  organizations?: Prisma.Sql | undefined;
}

export interface Alternative {
  readonly where: Prisma.Sql;
  /** A join with the table that has the index: at most one row for each of the list, and none of its columns' names. */
  readonly join?: Prisma.Sql;
}

/** The part of a list that a page shows. */
export interface Window {
  limit: number;
  backward: boolean;
  after: string | null;
  before: string | null;
  /** Whether the list is walked with falling keys. */
  falling: boolean;
}

type Reader = Pick<PrismaClient, '$queryRaw'>;

/** The keys of a page's rows, and of one more if there is one: that tells whether there is another page. */
export async function findKeys(
  prisma: Reader,
  source: KeySource,
  window: Window,
  filter: KeyFilter,
): Promise<string[]> {
  const query = filter.organizations ? keyQueryOfEach : keyQuery;
  const rows = await prisma.$queryRaw<{ key: string }[]>(query(source, window, filter));
  return rows.map((row) => row.key);
}

/** The same by parent, for the rows whose `column` points to one of these. */
export async function findNestedKeys(
  prisma: Reader,
  source: KeySource,
  window: Window,
  filter: KeyFilter,
  column: string,
  parentIds: string[],
): Promise<Map<string, string[]>> {
  const ofParent = { column: Prisma.raw(column), id: Prisma.sql`parent.id` };
  const rows = await prisma.$queryRaw<{ parent: string; key: string }[]>`
    select parent.id as parent, child.key
    from unnest(${parentIds}::uuid[]) as parent (id)
    cross join lateral (${keyQuery(source, window, filter, ofParent)}) child`;
  return new Map(
    [...Map.groupBy(rows, (row) => row.parent)].map(([parent, group]) => [
      parent,
      group.map((row) => row.key),
    ]),
  );
}

function keyQuery(
  source: KeySource,
  window: Window,
  { where, either = [] }: KeyFilter,
  owner?: Owner,
): Prisma.Sql {
  const conditions = [...where, ...withinWindow(source, window)];
  const queries = either.map(({ where: one, join }) =>
    keyQueryWhere(source, window, [...conditions, one], owner, join),
  );
  const [only = keyQueryWhere(source, window, conditions, owner), ...others] = queries;
  if (others.length === 0) return only;
  return Prisma.sql`select key from (${Prisma.join(queries, ') union all (', '(', ')')}) as found ${inOrder([Prisma.sql`key`], window)}`;
}

function keyQueryWhere(
  { table, key }: KeySource,
  window: Window,
  conditions: readonly Prisma.Sql[],
  owner?: Owner,
  join?: Prisma.Sql,
): Prisma.Sql {
  const column = Prisma.raw(key.column);
  const all = [...(owner ? [isOf(owner, join !== undefined)] : []), ...conditions];
  const filter = all.length > 0 ? Prisma.sql`where ${Prisma.join(all, ' and ')}` : Prisma.empty;
  const first = owner && !join ? [owner.column] : [];
  return Prisma.sql`select ${column} as key from ${Prisma.raw(table)} ${join ?? Prisma.empty} ${filter}
    ${inOrder([...first, column], window)}`;
}

/** Whose rows they are, as each row of an outer query says. */
interface Owner {
  column: Prisma.Sql;
  id: Prisma.Sql;
}

/**
 * The condition is written as a range, and the column comes first in the order, so that only an index that starts with
 * the column will do. The planner takes each owner for an average one: where a few own nearly all rows, it would look
 * for the rows of one that owns none by reading the whole table in the order of its keys. The table of a join has such
 * an index, and no other.
 *
 * The zeros change nothing but the planner's estimate. For a range of one column it expects hardly more rows than a
 * page has, so that reading and sorting all of them seems no dearer than reading a page in order, even for the owner of
 * nearly all.
 */
function isOf({ column, id }: Owner, isJoined: boolean): Prisma.Sql {
  if (isJoined) return Prisma.sql`${column} = ${id}`;
  return Prisma.sql`(${column}, 0) >= (${id}, 0) and (${column}, 0) <= (${id}, 0)`;
}

/** The conditions that leave out what is not between the cursors. */
function withinWindow({ key }: KeySource, { after, before }: Window): Prisma.Sql[] {
  const bound = (cursor: string, side: 'after' | 'before') => {
    const below = (side === 'after') === (key.order === 'desc');
    return Prisma.sql`${Prisma.raw(key.column)} ${Prisma.raw(below ? '<' : '>')} ${cursor}::${Prisma.raw(key.type)}`;
  };
  return [
    ...(after === null ? [] : [bound(after, 'after')]),
    ...(before === null ? [] : [bound(before, 'before')]),
  ];
}

function keyQueryOfEach(source: KeySource, window: Window, filter: KeyFilter): Prisma.Sql {
  const owner = { column: Prisma.sql`organization_id`, id: Prisma.sql`owner.id` };
  const own = keyQuery(source, window, filter, owner);
  return Prisma.sql`select own.key as key from (${filter.organizations}) as owner cross join lateral (${own}) as own ${inOrder([Prisma.sql`own.key`], window)}`;
}

function inOrder(columns: readonly Prisma.Sql[], { falling, limit }: Window): Prisma.Sql {
  const keys = columns.map((column) => Prisma.sql`${column} ${Prisma.raw(falling ? 'desc' : 'asc')}`);
  return Prisma.sql`order by ${Prisma.join(keys)} limit ${limit + 1}`;
}
