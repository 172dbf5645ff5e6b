import { useEffect, useRef, useState } from 'preact/hooks';
import { Feed, type FeedItem, type FeedState } from '../api/feed.ts';
import type { DeliveryFeedFilter } from '../generated/graphql.ts';

const CONNECTING: FeedState = { phase: 'connecting', resumed: null, failure: null };

/** Follows the feed while the page is shown. @param filter null: not now @param recent items of before to begin with */
export function useFeed(
  filter: DeliveryFeedFilter | null,
  onItem: (item: FeedItem) => void,
  recent = 0,
): { state: FeedState; reconnectNow: () => void } {
  const [state, setState] = useState(CONNECTING);
  const latest = useRef(onItem);
  latest.current = onItem;
  const feed = useRef<Feed | null>(null);
  const wanted = JSON.stringify(filter);
  useEffect(() => {
    if (wanted === 'null') return;
    setState(CONNECTING);
    const followed = new Feed({
      recent,
      filter: JSON.parse(wanted) as DeliveryFeedFilter,
      onItem: (item) => latest.current(item),
      onState: setState,
    });
    feed.current = followed;
    return () => followed.stop();
  }, [wanted]);
  return { state, reconnectNow: () => feed.current?.reconnectNow() };
}

/**
 * Refreshes a page when something happens, and once when the feed begins to be followed: of what happened between the
 * page's reading and that, the feed does not tell.
 */
export function useChanges(
  filter: DeliveryFeedFilter | null,
  /** @param item what happened; none once it is followed */
  refresh: (item?: FeedItem) => void,
): ReturnType<typeof useFeed> {
  const followed = useFeed(filter, refresh);
  const isLive = followed.state.phase === 'live';
  useEffect(() => {
    if (isLive) refresh();
  }, [isLive]);
  return followed;
}

/** Calls once for what comes within so many milliseconds. */
export function useSoon(ms: number, act: () => void): () => void {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => () => clearTimeout(timer.current), []);
  return () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      latest.current();
    }, ms);
  };
}
