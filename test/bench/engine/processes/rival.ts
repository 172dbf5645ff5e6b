import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSchema, createYoga } from 'graphql-yoga';
import pg from 'pg';
import { deliveryIdOf, newId, parseIdOf } from '../../../../src/ids.ts';
import { createKeyring } from '../../../../src/keyring.ts';
import { answerCalls } from '../calls.ts';
import { nowMs } from '../clock.ts';
import { eventOf, payloadTextOf, type Workload } from '../workload.ts';

// The baselines of publishing: GraphQL that does nothing, and the rows without anything around them.
const EVENT_ID = 'evt_01900000-0000-7000-8000-000000000000';
const SDL = `
  scalar JSON
  scalar DateTime
  input EventPublishInput { organizationId: ID, organizationExternalId: String, type: String!, payload: JSON,
    payloadText: String, idempotencyKey: String, occurredAt: DateTime }
  type Event { id: ID! }
  type EventPublishSuccess { event: Event!, duplicate: Boolean! }
  type ValidationError { message: String! }
  union EventPublishResult = EventPublishSuccess | ValidationError
  type EventPublishBatchSuccess { results: [EventPublishResult!]! }
  type Query { nothing: Boolean }
  type Mutation {
    eventPublish(input: EventPublishInput!): EventPublishResult!
    eventPublishBatch(input: [EventPublishInput!]!): EventPublishBatchSuccess!
  }`;

const accepted = { __typename: 'EventPublishSuccess', event: { id: EVENT_ID }, duplicate: false };
const yoga = createYoga({
  logging: false,
  graphiql: false,
  schema: createSchema({
    typeDefs: SDL,
    resolvers: {
      Mutation: {
        eventPublish: () => accepted,
        eventPublishBatch: (_root: unknown, { input }: { input: unknown[] }) => ({
          __typename: 'EventPublishBatchSuccess',
          results: input.map(() => accepted),
        }),
      },
    },
  }),
});
let server: Server | null = null;

const calls = {
  /** @returns the port */
  async serve(): Promise<number> {
    server = createServer(yoga).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  },
  /** Inserts the rows that publishing writes, so many events in a transaction; each event has one delivery. */
  async insert(options: {
    databaseUrl: string;
    encryptionKeys: string;
    workload: Workload;
    endpointUuids: readonly string[];
    events: number;
    batch: number;
    connections: number;
  }): Promise<{ perSecond: number }> {
    const { workload, endpointUuids, events, batch, connections } = options;
    const pool = new pg.Pool({ connectionString: options.databaseUrl, max: connections });
    const sealed = createKeyring(options.encryptionKeys).seal(
      Buffer.from(payloadTextOf(workload.payloadBytes)),
      'bench',
    );
    let next = 0;
    const startMs = nowMs();
    const connection = async () => {
      const client = await pool.connect();
      while (next < events) {
        const first = next;
        next += batch;
        const rows = Array.from({ length: Math.min(batch, events - first) }, (_, place) => {
          const { organizationId, type } = eventOf(workload, first + place);
          const endpointId = endpointUuids[(first + place) % endpointUuids.length] as string;
          const id = newId();
          const organization = parseIdOf('Organization', organizationId);
          return { id, organization, type, endpointId, delivery: deliveryIdOf(id, endpointId) };
        });
        await insertRows(client, rows, sealed);
      }
      client.release();
    };
    await Promise.all(Array.from({ length: connections }, connection));
    const seconds = (nowMs() - startMs) / 1000;
    await pool.end();
    return { perSecond: events / seconds };
  },
};

async function insertRows(
  client: pg.PoolClient,
  rows: readonly {
    id: string;
    organization: string | null;
    type: string;
    endpointId: string;
    delivery: string;
  }[],
  sealed: Buffer,
): Promise<void> {
  const ids = rows.map(({ id }) => id);
  const organizations = rows.map(({ organization }) => organization);
  const types = rows.map(({ type }) => type);
  await client.query('begin');
  await client.query(
    `insert into event (id, organization_id, type, occurred_at)
     select id, organization_id, type, now() from unnest($1::uuid[], $2::uuid[], $3::text[]) as e (id, organization_id, type)`,
    [ids, organizations, types],
  );
  await client.query(
    'insert into event_payload (event_id, organization_id, sealed) select * from unnest($1::uuid[], $2::uuid[], $3::bytea[])',
    [ids, organizations, rows.map(() => sealed)],
  );
  await client.query(
    `insert into delivery (id, organization_id, event_id, endpoint_id, event_type, next_attempt_at)
     select id, organization_id, event_id, endpoint_id, event_type, now()
     from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[]) as d (id, organization_id, event_id, endpoint_id, event_type)`,
    [
      rows.map(({ delivery }) => delivery),
      organizations,
      ids,
      rows.map(({ endpointId }) => endpointId),
      types,
    ],
  );
  await client.query('commit');
}

export type RivalCalls = typeof calls;
answerCalls(calls);
