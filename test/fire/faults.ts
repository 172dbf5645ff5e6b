import { setTimeout as delay } from 'node:timers/promises';
import { rowsOf } from '../support/pipeline.ts';
import { pick } from '../support/random.ts';
import type { Follower } from './follower.ts';
import type { Site } from './site.ts';

export interface Struck {
  /** Connections of followers that were broken at their end. */
  disconnects: number;
  /** Connections that listened and were ended, by PostgreSQL or on the way to it. */
  listenerLosses: number;
  /** API processes that were ended by SIGKILL. */
  kills: number;
  /** API processes that were ended by SIGTERM. */
  stops: number;
}

interface Target {
  readonly site: Site;
  readonly followers: readonly Follower[];
  readonly random: () => number;
  readonly struck: Struck;
}

/** Strikes once, and is over when that has struck: what was hit comes back meanwhile. */
type Fault = (target: Target) => Promise<void>;

const CUT_MS = 600;
const LISTENER = 'hookline-listen';

const faults = {
  async disconnect({ followers, random, struck }) {
    for (const follower of followers) {
      if (random() > 0.3) continue;
      follower.cut();
      struck.disconnects += 1;
    }
  },
  async endListener({ site, random, struck }) {
    const listeners = await rowsOf<{ pid: number }>(
      site.pool,
      'select pid from pg_stat_activity where datname = current_database() and application_name = $1',
      [LISTENER],
    );
    if (listeners.length === 0) return;
    const { pid } = pick(random, listeners);
    await site.pool.query('select pg_terminate_backend($1)', [pid]);
    struck.listenerLosses += 1;
  },
  async cutListener({ site, random, struck }) {
    if (site.feeds.length === 0) return;
    const { proxy } = pick(random, site.feeds);
    proxy.cut();
    struck.listenerLosses += 1;
    await delay(random() * CUT_MS);
    proxy.mend();
  },
  /** Its listener among all that it has. */
  async cutDatabase({ site, random, struck }) {
    if (site.apis.length === 0) return;
    const { proxy } = pick(random, site.apis);
    proxy.cut();
    struck.listenerLosses += 1;
    await delay(random() * CUT_MS);
    proxy.mend();
  },
  async kill({ site, random, struck }) {
    if (site.apis.length === 0) return;
    const api = pick(random, site.apis);
    if (!api.isReady) return;
    await api.kill('SIGKILL');
    struck.kills += 1;
  },
  async stop({ site, random, struck }) {
    if (site.apis.length === 0) return;
    const api = pick(random, site.apis);
    if (!api.isReady) return;
    await api.kill('SIGTERM');
    struck.stops += 1;
  },
} satisfies Record<string, Fault>;

type FaultName = keyof typeof faults;

const DECK: readonly FaultName[] = [
  'kill',
  'disconnect',
  'endListener',
  'disconnect',
  'cutListener',
  'kill',
  'disconnect',
  'cutDatabase',
  'endListener',
  'disconnect',
  'stop',
  'cutListener',
];

/** Each fault as often as it is in the deck before that begins anew; shuffled, but for the first time. */
export function createDeck(random: () => number): () => { name: FaultName; strike: Fault } {
  let cards = DECK.toReversed();
  return () => {
    if (cards.length === 0) {
      cards = [...DECK];
      for (let at = cards.length - 1; at > 0; at--) {
        const other = Math.floor(random() * (at + 1));
        [cards[at], cards[other]] = [cards[other] as FaultName, cards[at] as FaultName];
      }
    }
    const name = cards.pop() as FaultName;
    return { name, strike: faults[name] };
  };
}
