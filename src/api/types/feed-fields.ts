import { PublicError } from '../../errors.ts';
import { formatCursor, parseCursor, timeOfCursor } from '../../feed/cursor.ts';
import type { FeedItem } from '../../feed/item.ts';
import { readFeedPage } from '../../feed/page.ts';
import { readHead } from '../../feed/read.ts';
import { builder } from '../builder.ts';
import { pageArgs, pageComplexity } from '../page-args.ts';
import { assertPageSize, type Page, type PageArgs, pageSize } from '../pagination.ts';
import { DeliveryFeedItem } from './feed.ts';
import { DeliveryFeedFilter, followedFilter, searchedFilter } from './feed-filter.ts';

const DeliveryFeedItemConnection = builder.connectionObject(
  {
    type: DeliveryFeedItem,
    name: 'DeliveryFeedItemConnection',
    description: 'A page of the feed, oldest first.',
  },
  { name: 'DeliveryFeedItemEdge', description: 'An item and its place in the feed.' },
);

/** @throws PublicError CURSOR_INVALID */
function toNumber(cursor: string, name: 'after' | 'before'): bigint {
  const number = parseCursor(cursor);
  if (number === null) throw new PublicError('CURSOR_INVALID', `${name} is not a cursor of the feed.`);
  return number;
}

function toPage(
  { after, before, last }: PageArgs,
  items: readonly FeedItem[],
  more: boolean,
): Page<FeedItem> {
  const backward = last != null;
  const edges = items.map((node) => ({ cursor: formatCursor(node.number, node.occurredAt), node }));
  return {
    edges,
    pageInfo: {
      hasNextPage: backward ? before != null : more,
      hasPreviousPage: backward ? more : after != null,
      startCursor: edges[0]?.cursor ?? null,
      // Whoever polls asks after it the next time: null would give all of the feed again.
      endCursor: edges.at(-1)?.cursor ?? after ?? null,
    },
  };
}

builder.queryFields((t) => ({
  deliveryFeed: t.field({
    type: DeliveryFeedItemConnection,
    description:
      'The feed for polling: the same items and cursors as the subscription’s, oldest first, with a FeedGap first when `after` is older than what is kept. A page that looked at a million items without being filled ends with a FeedCheckpoint: continue from there. An empty page after a cursor has that cursor as its endCursor. To let `after` move on even if nothing matches, read deliveryFeedCursor before the page. Scope: DELIVERIES_READ.',
    authScopes: { scope: 'DELIVERIES_READ' },
    complexity: pageComplexity,
    args: {
      ...pageArgs,
      filter: t.arg({
        type: DeliveryFeedFilter,
        description: 'Which items. An id that is not visible matches nothing.',
      }),
    },
    resolve: async (_root, args, context) => {
      assertPageSize(args);
      const after = args.after == null ? null : toNumber(args.after, 'after');
      const before = args.before == null ? null : toNumber(args.before, 'before');
      const filter = searchedFilter(context, args.filter);
      if (filter === null) return toPage(args, [], false);
      const { items, more } = await readFeedPage(context.core.database, {
        filter,
        after: after === null ? null : { number: after, at: timeOfCursor(args.after ?? '') },
        before,
        limit: pageSize(args),
        backward: args.last != null,
      });
      return toPage(args, items, more);
    },
  }),
  deliveryFeedCursor: t.string({
    description:
      'The present end of the feed: read it, query the current state, subscribe after it, and nothing is missed in between. Scope: DELIVERIES_READ.',
    authScopes: { scope: 'DELIVERIES_READ' },
    resolve: async (_root, _args, { core }) => {
      const { number, at } = await readHead(core.database);
      return formatCursor(number, at);
    },
  }),
}));

builder.subscriptionField('deliveryFeed', (t) =>
  t.field({
    type: DeliveryFeedItem,
    description:
      'What happens, in the order of commits: from now on, or first all that came after a cursor. A client that resumes after the last cursor that it has processed sees each item at least once. Scope: DELIVERIES_READ.',
    authScopes: { scope: 'DELIVERIES_READ' },
    args: {
      after: t.arg.string({
        description:
          'The cursor of the last item that was seen: what came after it is sent first, preceded by a FeedGap when some of that is no longer kept. Absent: from now on.',
      }),
      filter: t.arg({ type: DeliveryFeedFilter, description: 'Which items.' }),
      checkpoints: t.arg.boolean({
        defaultValue: false,
        description:
          'Whether to send a FeedCheckpoint once everything after the cursor was sent, and then every 30 s, so that a filter that few items match does not end up with a cursor that is too old.',
      }),
    },
    subscribe: async (_root, { after, filter, checkpoints }, context) => {
      // "From now on" begins when it is asked for, whatever has to be looked up before the first item can be sent.
      const place =
        after == null
          ? await readHead(context.core.database)
          : { number: toNumber(after, 'after'), at: timeOfCursor(after) };
      return context.feed.subscribe(await followedFilter(context, filter), place.number, {
        afterTime: place.at,
        checkpoints: checkpoints ?? false,
      });
    },
    resolve: (item, _args, context) => {
      // Loaders remember, and a subscription outlives what they remember: each item reads anew.
      context.loaders.clear();
      return item;
    },
  }),
);
