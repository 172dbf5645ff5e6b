import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { formatCursor } from '../../src/feed/cursor.ts';
import { seededRandom } from '../support/random.ts';
import { createDeck, type Struck } from './faults.ts';
import { type Follower, startFollower } from './follower.ts';
import { compare, type Difference, isNone } from './judge.ts';
import { prepareScene } from './scene.ts';
import { startSite } from './site.ts';
import { eventStreamSource, pollingSource, type Source, socketSource, sourceOf } from './sources.ts';
import { committedItems, drawWatch } from './watch.ts';
import { type Written, writeItems } from './writers.ts';

export interface FireOptions {
  /** Of a database of its own, migrated and without rows. */
  databaseUrl: string;
  dataDir: string;
  seed: number;
  /** Of writing under faults. */
  seconds: number;
  writers: number;
  /** API processes, with followers over WebSocket and server-sent events; 0: none. */
  apis: number;
  /** Feeds in this process, as several processes hold them. */
  feeds: number;
  /** Of each kind: in this process, over WebSocket, over server-sent events, and asking page after page. */
  followers: number;
  signal: AbortSignal;
  onFault?: (name: string) => void;
}

export interface FireResult {
  readonly written: Written;
  readonly struck: Struck;
  readonly followers: number;
  /** Their connections, and how those ended. */
  readonly connections: number;
  readonly disconnects: number;
  readonly losses: number;
  readonly tooSlow: number;
  readonly checkpoints: number;
  readonly received: number;
  readonly gaps: number;
  readonly behind: number;
  readonly repeats: number;
  readonly reordered: number;
  readonly strange: number;
  /** Sentences about what is wrong; none: all is well. */
  readonly findings: readonly string[];
}

/** Before the first item. */
const START = { number: 0n, cursor: formatCursor(0n) };
const PAUSE_MS = 500;
/** After the last write and the last fault nobody waits longer than this for what it is still due. */
const STUCK_MS = 20_000;
const POLL_MS = 20;
const SHOWN = 5;

/** Writers, followers and faults for so long, and what was then received held against what is committed. */
export async function performRun(options: FireOptions): Promise<FireResult> {
  const { databaseUrl, seed, signal } = options;
  const scene = await prepareScene(databaseUrl);
  await using site = await startSite(options);
  await using stack = new AsyncDisposableStack();
  const over = new AbortController();
  const calm = new AbortController();
  const random = seededRandom(seed);
  const until = AbortSignal.any([over.signal, signal]);
  const kinds: [string, Source[]][] = [['in process', site.feeds.map(({ feed }) => sourceOf(feed))]];
  if (site.apis.length > 0) {
    kinds.push(
      ['graphql-ws', site.apis.map(socketSource)],
      ['graphql-sse', site.apis.map(eventStreamSource)],
      ['polling', site.apis.map(pollingSource)],
    );
  }
  const followers = kinds.flatMap(([kind, sources], place) =>
    Array.from({ length: sources.length > 0 ? options.followers : 0 }, (_, index) =>
      startFollower({
        name: `${kind} ${index + 1}`,
        watch: drawWatch(scene, index, random),
        start: START,
        sources,
        random: seededRandom(seed + 1000 * (place + 1) + index),
        isSlow: index % 4 === 3,
        isRestless: () => !calm.signal.aborted,
        signal: until,
      }),
    ),
  );
  stack.defer(async () => {
    over.abort();
    await Promise.all(followers.map(({ ended }) => ended));
  });

  const struck: Struck = { disconnects: 0, listenerLosses: 0, kills: 0, stops: 0 };
  const time = AbortSignal.any([AbortSignal.timeout(options.seconds * 1000), signal]);
  const writing = writeItems({ url: databaseUrl, scene, writers: options.writers, seed, signal: time });
  const draw = createDeck(random);
  const striking = (async () => {
    while (!time.aborted) {
      await delay(random() * PAUSE_MS);
      const { name, strike } = draw();
      options.onFault?.(name);
      await strike({ site, followers, random, struck });
    }
  })();
  const [written] = await Promise.all([writing, striking]);
  signal.throwIfAborted();
  calm.abort();
  const due = await Promise.all(
    followers.map(({ watch, start }) => committedItems(site.pool, watch, start.number)),
  );
  await caughtUp(followers, due, signal);
  await stack.disposeAsync();

  const table = await judgeTable(site.pool, written);
  return reckon(followers, due, { written, struck, findings: [...table, ...site.timeline.misdeeds] });
}

/** Resolves when everybody has what it is due, or nobody gets any more of it. */
async function caughtUp(
  followers: readonly Follower[],
  due: readonly (readonly string[])[],
  signal: AbortSignal,
): Promise<void> {
  const left = () =>
    followers.reduce(
      (sum, { received }, index) => sum + Math.max(0, (due[index]?.length ?? 0) - received.length),
      0,
    );
  let least = left();
  let sinceMs = performance.now();
  while (least > 0 && performance.now() - sinceMs < STUCK_MS) {
    await delay(POLL_MS, undefined, { signal });
    if (left() >= least) continue;
    least = left();
    sinceMs = performance.now();
  }
}

/** The table has exactly what was committed, numbered without a gap. */
async function judgeTable(pool: pg.Pool, { items }: Written): Promise<string[]> {
  const { rows } = await pool.query<{ items: number; last: number; head: number }>(
    `select count(*)::int as items, coalesce(max(number), 0)::int as last, (select number from feed_head)::int as head
     from feed_item`,
  );
  const found = rows[0] as { items: number; last: number; head: number };
  const isWhole = found.items === items && found.last === items && found.head === items;
  return isWhole
    ? []
    : [
        `${items} items were committed, and the table has ${found.items}, up to ${found.last} of ${found.head}`,
      ];
}

function reckon(
  followers: readonly Follower[],
  due: readonly (readonly string[])[],
  { written, struck, findings }: Pick<FireResult, 'written' | 'struck' | 'findings'>,
): FireResult {
  const differences = followers.map(({ received }, index) => compare(received, due[index] as string[]));
  const sum = (of: (follower: Follower) => number) =>
    followers.reduce((total, follower) => total + of(follower), 0);
  const total = (name: keyof Difference) =>
    differences.reduce((count, difference) => count + difference[name].length, 0);
  return {
    written,
    struck,
    followers: followers.length,
    connections: sum(({ counts }) => counts.connections),
    disconnects: sum(({ counts }) => counts.disconnects),
    losses: sum(({ counts }) => counts.losses),
    tooSlow: sum(({ counts }) => counts.tooSlow),
    checkpoints: sum(({ counts }) => counts.checkpoints),
    received: sum(({ received }) => received.length),
    gaps: total('gaps'),
    behind: total('behind'),
    repeats: total('repeats'),
    reordered: total('reordered'),
    strange: total('strange'),
    findings: [
      ...findings,
      ...followers.flatMap(({ name, complaints }) => complaints.map((text) => `${name} ${text}`)),
      ...followers.flatMap((follower, index) => describe(follower, differences[index] as Difference)),
    ],
  };
}

function describe({ name, watch, received }: Follower, difference: Difference): string[] {
  if (isNone(difference)) return [];
  const parts = Object.entries(difference).flatMap(([what, items]: [string, string[]]) =>
    items.length > 0 ? `${items.length} ${what} (${items.slice(0, SHOWN).join('; ')})` : [],
  );
  const filter = JSON.stringify({ ...watch.filter, confinedTo: watch.confinedTo });
  return [`${name}, filter ${filter}, ${received.length} received: ${parts.join(', ')}`];
}
