import pg from 'pg';
import { binaryArray } from '../../../../src/db/binary-arrays.ts';
import { buildBody } from '../../../../src/domain/event-body.ts';
import { newId } from '../../../../src/ids.ts';
import { answerCalls } from '../calls.ts';
import { nowMs } from '../clock.ts';
import { createSignedPost } from '../signed-post.ts';
import { payloadTextOf } from '../workload.ts';

// The least that loses nothing: what waits is in one table, what was attempted in another, and one process reads, sends
// and records. It knows no retries, other workers, limits, turns, encryption, feed, statistics, health or log.
const TABLES = `
  create table if not exists bare_delivery (id uuid primary key, endpoint int not null, body bytea not null,
    delivered_at timestamptz) with (fillfactor = 50);
  create table if not exists bare_attempt (id uuid primary key, delivery_id uuid not null, response_status int not null,
    response_body text not null, duration_ms int not null, finished_at timestamptz not null);
  create index if not exists bare_attempt_delivery_id on bare_attempt (delivery_id);
  truncate bare_delivery, bare_attempt`;
const FILL = `
  insert into bare_delivery (id, endpoint, body)
  select id, (place + $3) % $4, $2 from unnest($1::uuid[]) with ordinality as r (id, place)`;
const READ = 'select id, endpoint, body from bare_delivery where id > $1 order by id limit $2';
const RECORD = `
  with done as (
    select * from unnest($1::uuid[], $2::uuid[], $3::int[], $4::text[], $5::int[]) as r (attempt_id, id, status, body, ms)),
  delivered as (
    update bare_delivery d set delivered_at = now() from done where d.id = done.id)
  insert into bare_attempt select attempt_id, id, status, body, ms, now() from done`;
const NIL = '00000000-0000-0000-0000-000000000000';
/** As many as Hookline settles at once, and as many such transactions at a time. */
const BATCH = 256;
const RECORDINGS = 2;
const FILLED_AT_ONCE = 1000;

interface Waiting {
  id: string;
  endpoint: number;
  body: Buffer;
}
interface Attempt {
  id: string;
  deliveryId: string;
  status: number;
  body: string;
  ms: number;
}

const calls = {
  async fill(options: { databaseUrl: string; deliveries: number; endpoints: number; payloadBytes: number }) {
    const { databaseUrl, deliveries, endpoints, payloadBytes } = options;
    const body = Buffer.from(buildBody('single.n0', new Date(), payloadTextOf(payloadBytes)));
    const client = new pg.Client(databaseUrl);
    await client.connect();
    await client.query(TABLES);
    for (let first = 0; first < deliveries; first += FILLED_AT_ONCE) {
      const ids = Array.from({ length: Math.min(FILLED_AT_ONCE, deliveries - first) }, newId);
      await client.query(FILL, [ids, body, first, endpoints]);
    }
    await client.query('vacuum analyze bare_delivery');
    await client.end();
  },
  /** Sends all that waits. @returns seconds, and microseconds of this process's CPU */
  async deliver(options: {
    databaseUrl: string;
    origin: string;
    deliveries: number;
    slots: number;
    endpoints: number;
  }): Promise<{ seconds: number; cpuUs: number }> {
    const { databaseUrl, origin, deliveries, slots, endpoints } = options;
    const post = createSignedPost(origin, endpoints);
    const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 + RECORDINGS });
    const waiting: Waiting[] = [];
    const made: Attempt[] = [];
    let last = NIL;
    let reading: Promise<void> | null = null;
    let taken = 0;
    let recordings = 0;
    let recorded = 0;
    const allRecorded = Promise.withResolvers<void>();

    async function read(): Promise<void> {
      const { rows } = await pool.query<Waiting>({ name: 'read', text: READ, values: [last, BATCH] });
      last = rows.at(-1)?.id ?? last;
      waiting.push(...rows);
      reading = null;
    }

    async function take(): Promise<Waiting> {
      if (waiting.length < BATCH / 2 && taken + waiting.length < deliveries) reading ??= read();
      for (let next = waiting.shift(); ; next = waiting.shift()) {
        if (next) return next;
        reading ??= read();
        await reading;
      }
    }

    async function record(): Promise<void> {
      if (recordings >= RECORDINGS) return;
      recordings += 1;
      while (made.length >= BATCH || (taken === deliveries && made.length > 0)) {
        const batch = made.splice(0, BATCH);
        const values = [
          binaryArray.uuid(batch.map(({ id }) => id)),
          binaryArray.uuid(batch.map(({ deliveryId }) => deliveryId)),
          binaryArray.int4(batch.map(({ status }) => status)),
          binaryArray.text(batch.map(({ body }) => body)),
          binaryArray.int4(batch.map(({ ms }) => ms)),
        ];
        await pool.query({ name: 'record', text: RECORD, values });
        recorded += batch.length;
      }
      recordings -= 1;
      if (recorded === deliveries) allRecorded.resolve();
    }

    async function slot(): Promise<void> {
      while (taken < deliveries) {
        taken += 1;
        const { id, endpoint, body } = await take();
        const startedMs = performance.now();
        const { status, text } = await post(endpoint, id, body);
        const ms = Math.round(performance.now() - startedMs);
        made.push({ id: newId(), deliveryId: id, status, body: text, ms });
        record().catch(allRecorded.reject);
      }
    }

    const startMs = nowMs();
    const startCpu = process.cpuUsage();
    await Promise.all([allRecorded.promise, ...Array.from({ length: slots }, slot)]);
    const seconds = (nowMs() - startMs) / 1000;
    const cpu = process.cpuUsage(startCpu);
    await pool.end();
    return { seconds, cpuUs: cpu.user + cpu.system };
  },
};
export type BareCalls = typeof calls;
answerCalls(calls);
