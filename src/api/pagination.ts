import { queryFromInfo } from '@pothos/plugin-prisma';
import DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import { PublicError } from '../errors.ts';
import { badArgument } from './bad-request.ts';
import { PAGE_SIZE_DEFAULT } from './builder.ts';
import type { Context } from './context.ts';
import { findKeys, findNestedKeys, type KeyFilter, type KeySource, type Window } from './page-keys.ts';

export const PAGE_SIZE_MAX = 100;

export interface PageArgs {
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}

export interface Page<Row> {
  edges: { cursor: string; node: Row }[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
}

/** Where a list's rows come from. */
export interface ListSource<Row> extends KeySource {
  readonly typeName: string;
  /** What the list's cursors hold. */
  readonly key: KeySource['key'] & { of(row: Row): string };
  /** The rows with these keys, in any order, with what `query` (from the operation) asks for. */
  load(context: Context, query: object, keys: string[]): Promise<Row[]>;
}

export interface ListOptions extends KeyFilter {
  args: PageArgs;
  /** For a connection of a row: the column that points to it, and its UUID. */
  parent?: { column: string; id: string };
}

/** @throws BadRequestError */
export function assertPageSize(args: PageArgs): void {
  if (args.first != null && args.last != null)
    throw badArgument(['last'], 'ambiguous', 'Give first or last, not both.');
  for (const name of ['first', 'last'] as const) {
    const size = args[name];
    if (size != null && (size < 0 || size > PAGE_SIZE_MAX)) {
      const [type, limit] =
        size < 0 ? ['too_small', { minimum: 0 }] : ['too_large', { maximum: PAGE_SIZE_MAX }];
      throw badArgument([name], type, `must be between 0 and ${PAGE_SIZE_MAX}`, limit);
    }
  }
}

/** How many rows a connection may yield: its multiplier in the cost of an operation. */
export function pageSize(args: PageArgs): number {
  return args.first ?? args.last ?? PAGE_SIZE_DEFAULT;
}

/**
 * A page by keyset: the rows beyond the cursor's key in the list's order, whether or not the cursor's row
 * still exists or still fits the filter. Two statements find a page, and the same two find the pages of all
 * rows of a list at once: first the keys, by an index, then the rows with their relations.
 */
export async function resolvePage<Row>(
  context: Context,
  info: GraphQLResolveInfo,
  source: ListSource<Row>,
  options: ListOptions,
): Promise<Page<Row>> {
  const { prisma } = context.core.database;
  const window = parseWindow(options.args, source);
  const query = queryFromInfo({
    context,
    info,
    typeName: source.typeName,
    paths: [['nodes'], ['edges', 'node']],
  });
  if (!options.parent) {
    const keys = await findKeys(prisma, source, window, options);
    return toPage(source, window, keys, await loadRows(context, source, query, keys));
  }
  const { column, id } = options.parent;
  const loaders = context.loaders.pages as Map<string, DataLoader<string, Page<Row>>>;
  const place = placeOf(info);
  let loader = loaders.get(place);
  if (!loader) {
    loader = new DataLoader(async (parentIds) => {
      const keysOf = await findNestedKeys(prisma, source, window, options, column, [...parentIds]);
      const rowOf = await loadRows(context, source, query, [...keysOf.values()].flat());
      return parentIds.map((parentId) => toPage(source, window, keysOf.get(parentId) ?? [], rowOf));
    });
    loaders.set(place, loader);
  }
  return loader.load(id);
}

function parseWindow(args: PageArgs, source: KeySource): Window {
  assertPageSize(args);
  const backward = args.last != null;
  return {
    limit: pageSize(args),
    backward,
    after: parseListCursor(args.after, 'after', source),
    before: parseListCursor(args.before, 'before', source),
    falling: (source.key.order === 'desc') !== backward,
  };
}

async function loadRows<Row>(
  context: Context,
  source: ListSource<Row>,
  query: object,
  keys: string[],
): Promise<Map<string, Row>> {
  if (keys.length === 0) return new Map();
  const rows = await source.load(context, query, keys);
  return new Map(rows.map((row) => [source.key.of(row), row]));
}

/**
 * A row that was deleted after its key was found is left out. What the page says of the list is told by the keys, or
 * it would seem to be the last one, and whoever walks the list would end there.
 * @param found the keys in the order in which they were looked for, one more than the page has if there is one
 */
export function toPage<Row>(
  source: Pick<KeySource, 'table'>,
  window: Window,
  found: readonly string[],
  rowOf: ReadonlyMap<string, Row>,
): Page<Row> {
  const more = found.length > window.limit;
  const kept = found.slice(0, window.limit);
  const places = (window.backward ? kept.reverse() : kept).map((key) => ({
    cursor: formatListCursor(source, key),
    node: rowOf.get(key),
  }));
  return {
    edges: places.flatMap(({ cursor, node }) => (node === undefined ? [] : { cursor, node })),
    pageInfo: {
      hasNextPage: window.backward ? window.before !== null : more,
      hasPreviousPage: window.backward ? more : window.after !== null,
      startCursor: places[0]?.cursor ?? null,
      endCursor: places.at(-1)?.cursor ?? null,
    },
  };
}

/** Opaque to clients. It names its list, so that another list refuses it instead of taking it for a place of its own. */
function formatListCursor({ table }: Pick<KeySource, 'table'>, key: string): string {
  return Buffer.from(`${table}:${key}`).toString('base64url');
}

function parseListCursor(
  cursor: string | null | undefined,
  name: string,
  { table, key }: KeySource,
): string | null {
  if (cursor == null) return null;
  const text = Buffer.from(cursor, 'base64url').toString();
  const place = text.startsWith(`${table}:`) ? text.slice(table.length + 1) : '';
  const pattern = key.type === 'uuid' ? /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/ : /^[\x20-\x7e]+$/;
  if (!pattern.test(place)) throw new PublicError('CURSOR_INVALID', `${name} is not a cursor of this list.`);
  return place;
}

/** The field's place in the operation, the same for every row of a list, and so its arguments are too. */
export function placeOf(info: GraphQLResolveInfo): string {
  const keys: string[] = [];
  for (let path: GraphQLResolveInfo['path'] | undefined = info.path; path; path = path.prev) {
    if (typeof path.key === 'string') keys.push(`${path.typename}.${path.key}`);
  }
  return keys.join('/');
}
