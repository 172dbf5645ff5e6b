import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { inTransaction, type SqlClient } from '../../src/db/client.ts';
import { CHANNELS, notify } from '../../src/db/listener.ts';
import { appendFeedItems } from '../../src/feed/append.ts';
import { seededRandom } from '../support/random.ts';
import { drawItem, type Scene } from './scene.ts';

const POOLS = 3;
/** More than the feed reads at once. */
const MANY = 700;

export interface Written {
  transactions: number;
  items: number;
  rolledBack: number;
  /** Connections that were cut in the middle of a transaction. */
  cutOff: number;
  /** Commits that nobody was told of, as when a process dies right after one. */
  untold: number;
}

class Rollback extends Error {}

/**
 * Writers that append as the product does, over several pools, each dawdling before and after it takes its numbers,
 * until the signal; some transactions are rolled back and some lose their connection.
 */
export async function writeItems(options: {
  url: string;
  scene: Scene;
  writers: number;
  seed: number;
  signal: AbortSignal;
}): Promise<Written> {
  const { url, scene, signal } = options;
  const written: Written = { transactions: 0, items: 0, rolledBack: 0, cutOff: 0, untold: 0 };
  const pools = Array.from({ length: POOLS }, () => {
    const pool = new pg.Pool({ connectionString: url, max: 4, application_name: 'fire writer' });
    pool.on('error', () => undefined);
    // Some are cut off while nobody asks anything of them: what they do next fails.
    pool.on('connect', (client) => void client.on('error', () => undefined));
    return pool;
  });
  const writer = async (number: number) => {
    const random = seededRandom(options.seed + number);
    const pool = pools[number % POOLS] as pg.Pool;
    while (!signal.aborted) await writeOnce(pool, scene, random, written);
  };
  try {
    await Promise.all(Array.from({ length: options.writers }, (_, number) => writer(number)));
    // The last ones meet every filter, and everybody is told of them.
    const random = seededRandom(options.seed);
    const closing = Array.from({ length: MANY }, () => drawItem(scene, random));
    await inTransaction(pools[0] as pg.Pool, (client) => appendFeedItems(client, closing));
    await notify(pools[0] as pg.Pool, CHANNELS.feed);
    written.transactions += 1;
    written.items += MANY;
    return written;
  } finally {
    await Promise.all(pools.map((pool) => pool.end()));
  }
}

async function writeOnce(pool: pg.Pool, scene: Scene, random: () => number, written: Written): Promise<void> {
  const count = random() < 0.005 ? MANY : 1 + Math.floor(random() * 6);
  const items = Array.from({ length: count }, () => drawItem(scene, random));
  const fate = random();
  try {
    await inTransaction(pool, async (client) => {
      await dawdle(random);
      await appendFeedItems(client, items);
      await dawdle(random);
      if (fate < 0.1) throw new Rollback();
      if (fate < 0.12) await loseConnection(client);
    });
  } catch (error) {
    if (error instanceof Rollback) written.rolledBack += 1;
    else if (fate < 0.12) written.cutOff += 1;
    else throw error;
    return;
  }
  written.transactions += 1;
  written.items += count;
  if (random() < 0.1) written.untold += 1;
  else await notify(pool, CHANNELS.feed);
}

/** Mostly for no time at all, now and then for long. */
function dawdle(random: () => number): Promise<void> {
  return delay(random() < 0.03 ? random() * 60 : random() * 4);
}

async function loseConnection(client: SqlClient): Promise<void> {
  await client.query('select pg_terminate_backend(pg_backend_pid())');
}
