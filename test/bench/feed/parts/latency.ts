import { setTimeout as delay } from 'node:timers/promises';
import { judged, type Row, rounded, type Table } from '../../engine/report.ts';
import { residentBytesOf } from '../../engine/usage.ts';
import { type Figures, liveBytesOf, MIB, measure } from '../measure.ts';
import type { Subscription } from '../processes/clients.ts';
import { byEndpoint, cursorOf, type Stage } from '../stage.ts';

const SETTLED_MS = 500;
const WARM_UP_SECONDS = { quick: 1, full: 4 };
const TARGET = { atMost: 250 };
const FLAT = { atMost: 1.1 };

/** Both at the target's load: a socket for each subscription, and ten on each. */
export async function latency(stage: Stage): Promise<Table> {
  const { subscribers, ratePerSecond } = stage.options;
  const rows = [await run(stage, 1), await run(stage, 10)];
  return {
    title: 'Subscribers at the target’s load',
    note: [
      `${subscribers} subscriptions in one API process, each by its own endpoint among ${stage.places.length}; ${ratePerSecond} attempts a second. Latency: from sending COMMIT to the arrival at the client, in ms.`,
      'Live MiB: what the API process holds after a collection, without subscribers, with half and all of them, after the first seconds of the load and at its end; flat: the last to the one before. KiB each: of a subscription, before the load. Resident: what it has of the machine at the end, much of which V8 has not collected yet.',
    ].join('\n'),
    rows,
  };
}

async function run(stage: Stage, perSocket: number): Promise<Row> {
  const { options, clients } = stage;
  const { subscribers, ratePerSecond, isQuick } = options;
  await using server = await stage.startApi();
  await using _ = { [Symbol.asyncDispose]: () => clients.call('close') };
  const live = async () => {
    await delay(SETTLED_MS);
    return liveBytesOf(server);
  };
  const after = await cursorOf(server);
  const all = byEndpoint(stage, after, subscribers);
  const open = (subscriptions: readonly Subscription[]) =>
    clients.call('open', { url: server.url, key: server.key, subscriptions, perSocket });
  const none = await live();
  await open(all.slice(0, subscribers / 2));
  const half = await live();
  await open(all.slice(subscribers / 2));
  const full = await live();
  // Where there are more endpoints than subscribers, only what reaches one is written.
  const to = Math.min(subscribers, stage.places.length);
  const load = { reach: subscribers / to, ratePerSecond, to };
  const oneRound = (seconds: number) => {
    const items = Math.ceil((seconds * ratePerSecond) / to) * to;
    return measure(stage, server, { ...load, items });
  };
  await oneRound(isQuick ? WARM_UP_SECONDS.quick : WARM_UP_SECONDS.full);
  const warm = await live();
  const figures = await oneRound(options.seconds);
  const resident = residentBytesOf(server.pid);
  const end = await live();
  const mib = (bytes: number) => Math.round(bytes / MIB);
  return {
    'on a socket': perSocket,
    ...rowOf(figures),
    'live MiB': [none, half, full, warm, end].map(mib).join(', '),
    'KiB each': rounded((full - none) / subscribers / 1024, 1),
    flat: judged(end / warm, FLAT),
    'resident MiB': mib(resident),
  };
}

function rowOf(figures: Figures): Row {
  const { latencies } = figures;
  return {
    'items/s': Math.round(figures.itemsPerSecond),
    'messages/s': Math.round(figures.messagesPerSecond),
    'p50 ms': rounded(latencies.p50, 1),
    'p95 ms': rounded(latencies.p95, 1),
    'p99 ms': judged(latencies.p99, TARGET, 1),
    'most ms': rounded(latencies.most, 1),
    'CPU µs/item': Math.round(figures.cpuUsPerItem),
    'CPU µs/message': Math.round(figures.cpuUsPerMessage),
    'core busy': rounded(figures.busyShare, 2),
  };
}
