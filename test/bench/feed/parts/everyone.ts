import { nowMs } from '../../engine/clock.ts';
import { type Row, rounded, type Table } from '../../engine/report.ts';
import { cpuUsOf } from '../../engine/usage.ts';
import { type Figures, measure } from '../measure.ts';
import { cursorOf, type Stage } from '../stage.ts';

const PER_SOCKET = 10;
const ITEMS = { quick: 20, full: 100 };
/** Of a pace that leaves the process time to spare. */
const PACED_PER_SECOND = 5;
const TIMEOUT_MS = 60_000;

/** Everybody gets every item: at a pace, and as fast as it goes, against a server that only sends. */
export async function everyone(stage: Stage): Promise<Table> {
  const { subscribers, isQuick } = stage.options;
  const items = isQuick ? ITEMS.quick : ITEMS.full;
  const rows: Row[] = [];
  {
    await using server = await stage.startApi();
    await using _ = { [Symbol.asyncDispose]: () => stage.clients.call('close') };
    const after = await cursorOf(server);
    const subscriptions = Array.from({ length: subscribers }, () => ({ after }));
    await stage.clients.call('open', {
      url: server.url,
      key: server.key,
      subscriptions,
      perSocket: PER_SOCKET,
    });
    await measure(stage, server, { items, reach: subscribers });
    const paced = { items: items / 4, reach: subscribers, ratePerSecond: PACED_PER_SECOND, batch: 1 };
    rows.push(rowOf(`Hookline, ${PACED_PER_SECOND} items/s`, await measure(stage, server, paced)));
    rows.push(rowOf('Hookline, all at once', await measure(stage, server, { items, reach: subscribers })));
  }
  rows.push(await bare(stage, items));
  return {
    title: 'Everyone gets everything',
    note: `${subscribers} subscriptions without a filter, ${PER_SOCKET} on a socket, in one API process. All at once: ${items} items. Bare: a server of the package ws that sends the same text to as many subscriptions, on the same clients, in the same run.`,
    rows,
  };
}

async function bare({ bare, clients, options }: Stage, items: number): Promise<Row> {
  const { subscribers } = options;
  const url = await bare.call('listen');
  await using _ = { [Symbol.asyncDispose]: () => clients.call('close') };
  const subscriptions = Array.from({ length: subscribers }, () => ({ after: '' }));
  await clients.call('open', { url, key: 'none', subscriptions, perSocket: PER_SOCKET });
  while ((await bare.call('subscribed')) < subscribers);
  const once = async () => {
    await clients.call('reset', { timed: true });
    const startMs = nowMs();
    const cpu = cpuUsOf(bare.pid);
    const commits = await bare.call('send', { items });
    const came = await clients.call('wait', { count: items * subscribers, timeoutMs: TIMEOUT_MS });
    const seconds = (came.lastMs - startMs) / 1000;
    const cpuUs = cpuUsOf(bare.pid) - cpu;
    return {
      latencies: await clients.call('latencies', commits),
      messagesPerSecond: came.count / seconds,
      cpuUsPerItem: cpuUs / items,
      cpuUsPerMessage: cpuUs / came.count,
      bytesPerMessage: came.bytes / came.count,
    };
  };
  await once();
  return rowOf('bare ws, all at once', await once());
}

function rowOf(
  name: string,
  figures: Pick<
    Figures,
    'latencies' | 'messagesPerSecond' | 'cpuUsPerItem' | 'cpuUsPerMessage' | 'bytesPerMessage'
  >,
): Row {
  return {
    case: name,
    'messages/s': Math.round(figures.messagesPerSecond),
    'CPU µs/message': rounded(figures.cpuUsPerMessage, 1),
    'bytes/message': Math.round(figures.bytesPerMessage),
    'p50 ms': rounded(figures.latencies.p50),
    'p99 ms': rounded(figures.latencies.p99),
  };
}
