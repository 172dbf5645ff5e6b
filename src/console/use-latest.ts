import { useEffect, useRef, useState } from 'preact/hooks';
import type { FeedItem } from './api/feed.ts';

/** Older ones leave the page, not the feed. */
const ITEMS_MAX = 200;
/** A burst is drawn at once, not item by item. */
const DRAW_MS = 100;

/** The newest items, of one filter. While paused they are kept back, and counted. */
export function useLatest(filter: string) {
  const [items, setItems] = useState<readonly FeedItem[]>([]);
  const [isPaused, setPaused] = useState(false);
  const [waiting, setWaiting] = useState(0);
  const kept = useRef<FeedItem[]>([]);
  /** With those that are not kept, as newer ones came. */
  const came = useRef(0);
  const paused = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  function draw(): void {
    timer.current = undefined;
    if (paused.current) {
      setWaiting(came.current);
      return;
    }
    came.current = 0;
    const fresh = kept.current.splice(0).reverse();
    if (fresh.length > 0) setItems((before) => [...fresh, ...before].slice(0, ITEMS_MAX));
    setWaiting(0);
  }
  useEffect(() => {
    kept.current = [];
    came.current = 0;
    setItems([]);
    setWaiting(0);
    return () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    };
  }, [filter]);

  return {
    items,
    waiting,
    isPaused,
    clear: () => setItems([]),
    setPaused(next: boolean) {
      paused.current = next;
      setPaused(next);
      draw();
    },
    add(item: FeedItem) {
      // No more is kept than will be shown.
      if (kept.current.length === ITEMS_MAX) kept.current.shift();
      kept.current.push(item);
      came.current += 1;
      timer.current ??= setTimeout(draw, DRAW_MS);
    },
  };
}
