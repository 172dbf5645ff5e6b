import { setTimeout as delay } from 'node:timers/promises';
import { nowMs } from '../../engine/clock.ts';
import { type Row, rounded, type Table } from '../../engine/report.ts';
import type { Server } from '../../engine/server.ts';
import { cpuUsOf, residentBytesOf } from '../../engine/usage.ts';
import { liveBytesOf, MIB } from '../measure.ts';
import { cursorOf, type Stage } from '../stage.ts';

const ITEMS = { quick: 5000, full: 100_000 };
const APPENDED_AT_ONCE = 1000;
const SAMPLE_MS = 20;
/** Between two looks at what is live. */
const LOOK_MS = 1000;
const SETTLED_MS = 1000;
const TIMEOUT_MS = 180_000;

/** What subscribers who were long away get, and what the process holds of it meanwhile. */
export async function replay(stage: Stage): Promise<Table> {
  const items = stage.options.isQuick ? ITEMS.quick : ITEMS.full;
  const rows: Row[] = [];
  let after: string;
  {
    await using server = await stage.startApi();
    after = await cursorOf(server);
    await stage.writer.call('write', { items, batch: APPENDED_AT_ONCE });
  }
  for (const subscribers of [1, 10]) rows.push(await run(stage, { after, items, subscribers }));
  return {
    title: 'Replay',
    note: `Subscriptions, a socket each, that resume ${items} items behind, without a filter, in an API process that has just started. Live MiB: what it holds after a collection, before and at most of a look each second; resident MiB at most, much of which V8 has not collected yet; and what all the messages together have.`,
    rows,
  };
}

async function run(
  { clients, startApi }: Stage,
  { after, items, subscribers }: { after: string; items: number; subscribers: number },
): Promise<Row> {
  await using server = await startApi();
  await using _ = { [Symbol.asyncDispose]: () => clients.call('close') };
  await delay(SETTLED_MS);
  const before = await liveBytesOf(server);
  let resident = 0;
  const sampler = setInterval(() => {
    resident = Math.max(resident, residentBytesOf(server.pid));
  }, SAMPLE_MS);
  try {
    await clients.call('reset', { timed: false });
    const cpu = cpuUsOf(server.pid);
    const startMs = nowMs();
    const subscriptions = Array.from({ length: subscribers }, () => ({ after }));
    await clients.call('open', { url: server.url, key: server.key, subscriptions, perSocket: 1 });
    const all = clients.call('wait', { count: items * subscribers, timeoutMs: TIMEOUT_MS });
    const most = await mostLiveBytes(server, all);
    const came = await all;
    const seconds = (came.lastMs - startMs) / 1000;
    const mib = (bytes: number) => Math.round(bytes / MIB);
    return {
      subscribers,
      'messages/s': Math.round(came.count / seconds),
      seconds: rounded(seconds, 1),
      'CPU µs/message': rounded((cpuUsOf(server.pid) - cpu) / came.count, 1),
      'live MiB before': mib(before),
      'live MiB most': mib(most),
      'resident MiB': mib(resident),
      'MiB of messages': mib(came.bytes),
    };
  } finally {
    clearInterval(sampler);
  }
}

/** Looked at each second until the other thing is over. */
async function mostLiveBytes(server: Server, other: Promise<unknown>): Promise<number> {
  let isOver = false;
  const over = other.then(
    () => {
      isOver = true;
    },
    () => {
      isOver = true;
    },
  );
  let most = 0;
  while (!isOver) {
    most = Math.max(most, await liveBytesOf(server));
    await Promise.race([over, delay(LOOK_MS)]);
  }
  return most;
}
