/** Where somebody stood on a page, kept with its entry in the browser's history: the way back leads there. */
interface Place {
  readonly y?: number;
  /** The address of the link by which the page was left. */
  readonly link?: string;
  readonly list?: ListPlace;
}

interface ListPlace {
  /** The question that it answers. */
  readonly of: string;
  readonly rows: number;
  /**
   * The moment from which the list was read, where its filter says how long ago: by now, rows would be too old for it,
   * and missing.
   */
  readonly since: string | null;
  /** The moment up to which it was read: later rows would move all others down. */
  readonly until: string | null;
}

const REST_MS = 100;

export const place = (): Place => (history.state as Place | null) ?? {};

/** @param address of the page that it is of: the browser is elsewhere a moment before it says so */
export function keepPlace(change: Place, address = location.href): void {
  if (address !== location.href) return;
  history.replaceState({ ...place(), ...change }, '');
}

let rest: ReturnType<typeof setTimeout> | undefined;
let stopReturning: (() => void) | null = null;

const keepScroll = (address?: string) => {
  clearTimeout(rest);
  // On the way there the page may be shorter than it was.
  if (!stopReturning && place().y !== scrollY) keepPlace({ y: scrollY }, address);
};

/** Begins with the place that the page was left at before it was loaded anew, but with what is there by now. */
export function keepPlaces(): void {
  // The browser scrolls before the rows are there.
  history.scrollRestoration = 'manual';
  const { list } = place();
  if (list) keepPlace({ list: { ...list, since: null, until: null } });
  // At every pixel would be more often than browsers allow.
  addEventListener('scroll', () => {
    clearTimeout(rest);
    rest = setTimeout(keepScroll, REST_MS, location.href);
  });
  addEventListener('pagehide', () => keepScroll());
  addEventListener(
    'click',
    ({ target }) => {
      keepScroll();
      const link = target instanceof Element ? target.closest('main a[href]') : null;
      if (link) keepPlace({ link: link.getAttribute('href') as string });
    },
    true,
  );
  addEventListener('popstate', goThere);
  goThere();
}

const OWN_WAYS = ['wheel', 'touchstart', 'pointerdown', 'keydown', 'click'] as const;

/** Goes on until all is there that is being read, or until somebody goes elsewhere themselves. */
function goThere(): void {
  stopReturning?.();
  const { y = 0, link } = place();
  let there: ReturnType<typeof setTimeout> | undefined;
  const follow = () => {
    scrollTo(0, y);
    clearTimeout(there);
    if (document.querySelector('.skeleton')) return;
    there = setTimeout(() => {
      stop();
      focusLink(link);
    }, REST_MS);
  };
  const observer = new MutationObserver(follow);
  const stop = () => {
    clearTimeout(there);
    observer.disconnect();
    for (const way of OWN_WAYS) removeEventListener(way, stop, true);
    stopReturning = null;
  };
  stopReturning = stop;
  for (const way of OWN_WAYS) addEventListener(way, stop, true);
  observer.observe(document.body, { childList: true, subtree: true });
}

/** For the keyboard, unless it is elsewhere by now. */
function focusLink(href: string | undefined): void {
  const at = document.activeElement;
  if (!href || !(at === document.body || at?.matches('main h1'))) return;
  const links = document.querySelectorAll<HTMLElement>('main a[href]');
  [...links].find((link) => link.getAttribute('href') === href)?.focus({ preventScroll: true });
}
