import { type Row, rounded, type Table } from '../../engine/report.ts';
import { median, percentile } from '../../engine/statistics.ts';
import { BATCH } from '../measure.ts';
import { byEndpoint, cursorOf, type Stage } from '../stage.ts';

const TRANSACTIONS = { quick: 30, full: 200 };
const ROUNDS = 3;
const PER_SOCKET = 10;

/** What the feed costs those who write to it: nobody listening, an API that nobody subscribes to, many subscribers. */
export async function publishing(stage: Stage): Promise<Table> {
  const { subscribers } = stage.options;
  const rows: Row[] = [];
  await settle(stage, true);
  rows.push(...(await compare(stage, 'no API process')));
  {
    await using server = await stage.startApi();
    rows.push(...(await compare(stage, 'an API process, nobody subscribed')));
    await using _ = { [Symbol.asyncDispose]: () => stage.clients.call('close') };
    await stage.clients.call('open', {
      url: server.url,
      key: server.key,
      subscriptions: byEndpoint(stage, await cursorOf(server), subscribers),
      perSocket: PER_SOCKET,
    });
    rows.push(...(await compare(stage, `${subscribers} subscribers`)));
  }
  return {
    title: 'Publishing',
    note: `Transactions that insert ${BATCH} attempts, without their feed items, and with them and NOTIFY after the commit; one after another, in turns. ms of each, and µs of PostgreSQL's CPU for each attempt.`,
    rows,
  };
}

interface Settled {
  times: number[];
  postgresUs: number;
}

async function compare(stage: Stage, name: string): Promise<Row[]> {
  const [without, withItems]: [Settled[], Settled[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    without.push(await settle(stage, false));
    withItems.push(await settle(stage, true));
  }
  return [rowOf(name, 'no', without), rowOf(name, 'yes', withItems)];
}

async function settle(stage: Stage, appends: boolean): Promise<Settled> {
  const transactions = stage.options.isQuick ? TRANSACTIONS.quick : TRANSACTIONS.full;
  const cpu = stage.postgresCpuUs();
  const times = await stage.writer.call('settle', { transactions, batch: BATCH, appends });
  return { times, postgresUs: (stage.postgresCpuUs() - cpu) / (transactions * BATCH) };
}

function rowOf(name: string, appends: string, rounds: readonly Settled[]): Row {
  const times = rounds.flatMap((round) => round.times);
  return {
    listening: name,
    'feed items': appends,
    'p50 ms': rounded(median(times), 2),
    'p99 ms': rounded(percentile(times, 0.99), 2),
    'PostgreSQL µs/attempt': Math.round(median(rounds.map(({ postgresUs }) => postgresUs))),
  };
}
