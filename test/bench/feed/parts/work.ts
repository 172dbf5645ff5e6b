import { type Row, rounded, type Table } from '../../engine/report.ts';
import { measure } from '../measure.ts';
import { byEndpoint, cursorOf, type Stage } from '../stage.ts';

const SECONDS = { quick: 1, full: 4 };
const WARM_UP_SECONDS = 2;
const PER_SOCKET = 10;

/** What an attempt costs as others subscribe to other things, and as more subscribe to the same. */
export async function work(stage: Stage): Promise<Table> {
  const { subscribers, ratePerSecond, isQuick } = stage.options;
  await using server = await stage.startApi();
  await using _ = { [Symbol.asyncDispose]: () => stage.clients.call('close') };
  // Items are about a tenth of the endpoints; the others' subscribers never get one.
  const to = stage.places.length / 10;
  const watched = Math.min(to, subscribers / 10);
  const seconds = isQuick ? SECONDS.quick : SECONDS.full;
  const items = (perRound: number) => Math.ceil((perRound * ratePerSecond) / watched) * watched;
  let total = 0;
  const rows: Row[] = [];
  const round = async (reach: number) => {
    const { latencies, cpuUsPerItem, cpuUsPerMessage } = await measure(stage, server, {
      items: items(seconds),
      reach,
      ratePerSecond,
      to: watched,
    });
    rows.push({
      subscribers: total,
      'matching an item': reach,
      'CPU µs/item': rounded(cpuUsPerItem),
      'CPU µs/message': rounded(cpuUsPerMessage),
      'p99 ms': rounded(latencies.p99, 1),
    });
  };
  const grow = async (count: number, isMatching: boolean) => {
    const [from, before] = isMatching ? [0, watched] : [to, stage.places.length];
    const subscriptions = byEndpoint(stage, await cursorOf(server), count, from, before);
    await stage.clients.call('open', {
      url: server.url,
      key: server.key,
      subscriptions,
      perSocket: PER_SOCKET,
    });
    total += count;
  };
  await grow(watched, true);
  await measure(stage, server, { items: items(WARM_UP_SECONDS), reach: 1, ratePerSecond, to: watched });
  await round(1);
  await grow(subscribers / 2 - watched, false);
  await round(1);
  await grow(subscribers / 2, false);
  await round(1);
  await grow(watched, true);
  await round(2);
  await grow(2 * watched, true);
  await round(4);
  return {
    title: 'Work for each attempt',
    note: `One API process, ${ratePerSecond} attempts a second about ${watched} endpoints, each of which so many subscriptions match; all others wait for other endpoints.`,
    rows,
  };
}
