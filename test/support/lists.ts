import { expect } from 'vitest';
import { formatId, type NodeType } from '../../src/ids.ts';
import type { Answer, GraphqlClient } from './client.ts';
import { contract, operationText } from './operations.ts';

export interface Page {
  edges: { cursor: string; node: { id: string } }[];
  nodes: { id: string }[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
}

export interface PageArgs {
  first?: number;
  after?: string | null;
  last?: number;
  before?: string | null;
  filter?: object;
}

/** A connection, at the root or of a row: how a page of it is asked for. */
export interface List {
  readonly name: string;
  page(client: GraphqlClient, args: PageArgs): Promise<Page>;
  /** The code of the error that the answer has instead. */
  refusal(client: GraphqlClient, args: PageArgs): Promise<string | undefined>;
  /** Ids in the order of the list. */
  expected(): Promise<string[]>;
}

const PAGE =
  'edges { cursor node { id } } nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';

export function rootList(name: string, expected: () => Promise<string[]>, fixed: PageArgs = {}): List {
  return listOf(name, expected, (args) => {
    const variables = { ...fixed, ...args };
    return {
      text: operationText('query', name, Object.keys(variables), PAGE),
      variables,
      pageOf: (data) => data[name] as Page,
    };
  });
}

/** @param idOf the UUID of the row whose connection it is */
export function nestedList(
  parent: NodeType,
  field: string,
  idOf: () => string,
  expected: () => Promise<string[]>,
): List {
  return listOf(`${parent}.${field}`, expected, (args) => {
    const type = contract.getType(parent) as unknown as {
      getFields(): Record<string, { args: readonly { name: string; type: { toString(): string } }[] }>;
    };
    const given = (type.getFields()[field]?.args ?? []).filter(({ name }) => name in args);
    const head = given.map((arg) => `$${arg.name}: ${arg.type}`).join(' ');
    const values = given.length > 0 ? `(${given.map(({ name }) => `${name}: $${name}`).join(' ')})` : '';
    return {
      text: `query ($id: ID! ${head}) { node(id: $id) { ... on ${parent} { ${field} ${values} { ${PAGE} } } } }`,
      variables: { id: formatId(parent, idOf()), ...args },
      pageOf: (data) => (data.node as Record<string, Page>)[field] as Page,
    };
  });
}

interface Operation {
  text: string;
  variables: object;
  pageOf(data: Record<string, unknown>): Page;
}

function listOf(name: string, expected: List['expected'], operation: (args: PageArgs) => Operation): List {
  const send = (client: GraphqlClient, args: PageArgs): Promise<Answer<Record<string, unknown>>> =>
    client.send(operation(args).text, operation(args).variables);
  return {
    name,
    expected,
    async page(client, args) {
      const { data, errors } = await send(client, args);
      expect(errors).toBeUndefined();
      return operation(args).pageOf(data);
    },
    refusal: async (client, args) => (await send(client, args)).errors?.[0]?.extensions.code,
  };
}

export const idsOf = (page: Page): string[] => page.edges.map(({ node }) => node.id);

/** The ids of rows in the order of most lists. */
export function newestFirst(type: NodeType, rows: readonly { id: string }[]): string[] {
  const ids = rows.map(({ id }) => id).toSorted();
  return ids.toReversed().map((id) => formatId(type, id));
}

/**
 * Every id of a list, paging forwards.
 * @param size of the next page
 * @param between runs after each page but the last, whose place it gets
 */
export async function pageForwards(
  client: GraphqlClient,
  list: List,
  size: () => number,
  options: { filter?: object; between?: (place: number) => Promise<void> } = {},
): Promise<string[]> {
  const found: string[] = [];
  let after: string | null = null;
  for (let place = 0; ; place++) {
    const first = size();
    const args: PageArgs = { first, after, ...(options.filter && { filter: options.filter }) };
    const page: Page = await list.page(client, args);
    expect(page.edges.length).toBeLessThanOrEqual(first);
    expect(page.nodes).toEqual(page.edges.map(({ node }) => node));
    expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
    found.push(...idsOf(page));
    if (!page.pageInfo.hasNextPage) return found;
    expect(page.edges).toHaveLength(first);
    after = page.pageInfo.endCursor;
    await options.between?.(place);
  }
}

/** Every id of a list, paging backwards. */
export async function pageBackwards(
  client: GraphqlClient,
  list: List,
  size: () => number,
): Promise<string[]> {
  const found: string[] = [];
  let before: string | null = null;
  for (;;) {
    const last = size();
    const page: Page = await list.page(client, { last, before });
    expect(page.pageInfo.hasNextPage).toBe(before !== null);
    found.unshift(...idsOf(page));
    if (!page.pageInfo.hasPreviousPage) return found;
    expect(page.edges).toHaveLength(last);
    before = page.pageInfo.startCursor;
  }
}
