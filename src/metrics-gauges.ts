import { Gauge, type Registry } from 'prom-client';
import { SECOND_MS } from './time-units.ts';

export interface MetricDescription {
  name: string;
  help: string;
  registers: Registry[];
}

/** Names a metric, without the prefix of all, and says what it tells. */
export type DescribeMetric = (name: string, help: string) => MetricDescription;

/** What a worker's deliverer has to do at the moment. */
export interface DelivererLoad {
  /** Attempts that may be in flight at once, slow ones aside. */
  slots: number;
  quick: number;
  slow: number;
  /** Made, and not recorded yet. */
  unsettled: number;
  /** Endpoints with a delivery that is due. */
  dueEndpoints: number;
  /** For how long the delivery that has been due longest has been due. */
  oldestDueMs: number;
  shards: number;
}

/** What a pool of connections has to do at the moment, as node-postgres counts it. */
export interface PoolLoad {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
}

/** Whose connections they are; `shared` are those of a process with both roles, behind a pooler. */
export type PoolName = 'api' | 'worker' | 'shared';

/** The gauges, which are read when somebody asks for them. One that nothing in this process sets is 0. */
export interface Gauges {
  watchDeliverer(load: () => DelivererLoad): void;
  watchSubscribers(count: () => number): void;
  watchPool(name: PoolName, pool: PoolLoad): void;
}

const NO_LOAD: DelivererLoad = {
  slots: 0,
  quick: 0,
  slow: 0,
  unsettled: 0,
  dueEndpoints: 0,
  oldestDueMs: 0,
  shards: 0,
};

export function createGauges(describe: DescribeMetric): Gauges {
  let deliverer = () => NO_LOAD;
  let subscribers = () => 0;
  const pools = new Map<string, PoolLoad>();

  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      ...describe(name, help),
      collect() {
        this.set(read());
      },
    });
  gauge(
    'delivery_slots',
    'Attempts that may be in flight at once, slow ones aside.',
    () => deliverer().slots,
  );
  new Gauge({
    ...describe('attempts_in_flight', 'Attempts under way; slow: for longer than a second.'),
    labelNames: ['pace'],
    collect() {
      const { quick, slow } = deliverer();
      this.set({ pace: 'quick' }, quick);
      this.set({ pace: 'slow' }, slow);
    },
  });
  gauge('unsettled_deliveries', 'Attempts made and not recorded yet.', () => deliverer().unsettled);
  gauge(
    'due_endpoints',
    'Endpoints of this worker with a delivery that is due, as the last search found.',
    () => deliverer().dueEndpoints,
  );
  gauge(
    'oldest_due_seconds',
    'For how long the delivery of this worker that has been due longest has been, its attempt included.',
    () => deliverer().oldestDueMs / SECOND_MS,
  );
  gauge(
    'held_shards',
    'Shards of endpoints whose deliveries this worker attempts.',
    () => deliverer().shards,
  );
  gauge('feed_subscribers', 'Subscriptions to the feed that are open.', () => subscribers());
  new Gauge({
    ...describe('db_connections', 'Connections to PostgreSQL, by pool and state.'),
    labelNames: ['pool', 'state'],
    collect() {
      for (const [pool, { totalCount, idleCount }] of pools) {
        this.set({ pool, state: 'busy' }, totalCount - idleCount);
        this.set({ pool, state: 'idle' }, idleCount);
      }
    },
  });
  new Gauge({
    ...describe('db_waiting', 'Statements and transactions that wait for a connection, by pool.'),
    labelNames: ['pool'],
    collect() {
      for (const [pool, { waitingCount }] of pools) this.set({ pool }, waitingCount);
    },
  });
  return {
    watchDeliverer(load) {
      deliverer = load;
    },
    watchSubscribers(count) {
      subscribers = count;
    },
    watchPool: (name, pool) => pools.set(name, pool),
  };
}
