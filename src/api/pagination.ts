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
      throw badArgument(
        [name],
        size < 0 ? 'too_small' : 'too_large',
        `${name} must be between 0 and ${PAGE_SIZE_MAX}.`,
      );
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
    return toPage(source, window, await loadInOrder(context, source, query, keys));
  }
  const { column, id } = options.parent;
  const loaders = context.loaders.pages as Map<string, DataLoader<string, Page<Row>>>;
  const place = placeOf(info);
  let loader = loaders.get(place);
  if (!loader) {
    loader = new DataLoader(async (parentIds) => {
      const keysOf = await findNestedKeys(prisma, source, window, options, column, [...parentIds]);
      const rows = await loadInOrder(context, source, query, [...keysOf.values()].flat());
      const rowOf = new Map(rows.map((row) => [source.key.of(row), row]));
      return parentIds.map((parentId) =>
        toPage(
          source,
          window,
          (keysOf.get(parentId) ?? []).flatMap((key) => rowOf.get(key) ?? []),
        ),
      );
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

async function loadInOrder<Row>(
  context: Context,
  source: ListSource<Row>,
  query: object,
  keys: string[],
): Promise<Row[]> {
  if (keys.length === 0) return [];
  const rowOf = new Map((await source.load(context, query, keys)).map((row) => [source.key.of(row), row]));
  return keys.flatMap((key) => rowOf.get(key) ?? []);
}

function toPage<Row>(source: ListSource<Row>, window: Window, found: Row[]): Page<Row> {
  const more = found.length > window.limit;
  const kept = found.slice(0, window.limit);
  const rows = window.backward ? kept.reverse() : kept;
  const edges = rows.map((node) => ({ cursor: formatListCursor(source, source.key.of(node)), node }));
  return {
    edges,
    pageInfo: {
      hasNextPage: window.backward ? window.before !== null : more,
      hasPreviousPage: window.backward ? more : window.after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

/** Opaque to clients. It names its list, so that another list refuses it instead of taking it for a place of its own. */
function formatListCursor({ table }: KeySource, key: string): string {
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
