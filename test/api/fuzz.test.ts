import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schema } from '../../src/api/schema.ts';
import { type FeedReader, followFeed } from '../support/feed.ts';
import { appendItems } from '../support/feed-items.ts';
import { type Hookline, startHookline } from '../support/hookline.ts';
import { expectSound } from '../support/invariant.ts';
import { collectLog, type LogCollector } from '../support/log.ts';
import { addEventType } from '../support/pipeline.ts';
import { startIssuer, type TokenIssuer } from '../support/tokens.ts';
import { createJudge, type Judge } from './fuzz/judge.ts';
import { operation } from './fuzz/operations.ts';
import { everyRowOf, unmarkedColumns } from './fuzz/rows.ts';
import { type Sent, type Session, startSession } from './fuzz/session.ts';
import { fuzzSettings } from './fuzz/settings.ts';
import { createTally, type Tally } from './fuzz/tally.ts';
import type { ViewerName } from './fuzz/viewers.ts';
import { type Marked, writeMarked } from './fuzz/world.ts';

/**
 * Operations made from the schema, from good ones to hostile ones, at a server with the data of two tenants. The seed
 * makes the same ones again; what they meet depends on those before them.
 */

const { seed, operations } = fuzzSettings();
/** Sent at once, at most. */
const BATCH = 48;
const BATCHES = 10;
/** So that administrators send other operations than tenants do. */
const OTHER_SEEDS = 1_000_000;
const FOLLOW =
  'subscription ($after: String) { deliveryFeed(after: $after) { ... on AttemptRecorded { attemptNumber delivery { organization { id } } } } }';
interface Followed {
  attemptNumber?: number;
  delivery: { organization: { id: string } };
}
const SHRINK_MS = 60_000;
const TIMEOUT_MS = 60_000 + operations * 60;

let issuer: TokenIssuer;
let log: LogCollector;
let hookline: Hookline;
let world: { mine: Marked; theirs: Marked };
let session: Session;
let judge: Judge;
let follower: FeedReader<Followed>;
let happened = 0;
const tally: Tally = createTally(seed);

beforeAll(async () => {
  issuer = await startIssuer();
  log = collectLog();
  hookline = await startHookline({ roles: { api: true, worker: false }, env: issuer.env, log: log.logger });
  for (const name of ['invoice.paid', 'invoice.sent', 'user.made']) await addEventType(hookline.admin, name);
  world = { mine: await writeMarked(hookline, 'mine'), theirs: await writeMarked(hookline, 'theirs') };
  session = await startSession(hookline, issuer, world);
  judge = createJudge(world);
  follower = await followFeed<Followed>(hookline.url, hookline.adminKey, { query: FOLLOW });
});
afterAll(async () => {
  await follower[Symbol.asyncDispose]();
  await session[Symbol.asyncDispose]();
  await hookline[Symbol.asyncDispose]();
  await issuer[Symbol.asyncDispose]();
});

const pool = () => hookline.app.core.database.pool;

/** Lets something happen to both tenants, and waits until those who follow the feed have been told. */
async function happen(): Promise<void> {
  const attemptNumber = 2 + happened++;
  await appendItems(pool(), [world.theirs.item(attemptNumber), world.mine.item(attemptNumber)]);
  const { id } = world.mine.tenant;
  await follower.next((item) => item.attemptNumber === attemptNumber && item.delivery.organization.id === id);
}

/** Sends so many operations of these viewers, and fails with the smallest batch that is answered badly. */
async function fuzz(
  viewers: readonly [ViewerName, weight: number][],
  count: number,
  firstSeed: number,
): Promise<void> {
  const viewer = fc.oneof(...viewers.map(([name, weight]) => ({ weight, arbitrary: fc.constant(name) })));
  const one = fc.record({ viewer, operation }, { noNullPrototype: true });
  const property = fc.asyncProperty(
    fc.array(one, { minLength: 1, maxLength: BATCH, size: 'max' }),
    async (cases) => {
      const answers = await session.send(cases, happen);
      for (const sent of answers) {
        const faults = judge.faultsOf(sent);
        if (faults.length > 0) throw new Error(described(faults, sent));
        tally.add(sent);
      }
    },
  );
  const started = tally.count;
  for (let round = 0; tally.count - started < count; round++) {
    const run = await fc.check(property, {
      seed: firstSeed + round,
      numRuns: BATCHES,
      interruptAfterTimeLimit: SHRINK_MS,
      markInterruptAsFailure: false,
    });
    if (!run.failed) continue;
    const { message } = (run.errorInstance as Error | null) ?? new Error('it took too long');
    throw new Error(
      `seed ${run.seed}, path ${run.counterexamplePath}, ${run.numShrinks} times smaller:\n${message}`,
    );
  }
}

function described(faults: string[], { viewer, operation: { transport }, message, pieces }: Sent): string {
  return [
    ...faults,
    `${viewer} over ${transport}:`,
    message.query,
    `variables ${message.variables}`,
    ...pieces.map(({ status, text }) => `${status ?? 'socket'} ${text.slice(0, 4000)}`),
    ...log
      .lines()
      .flatMap(({ errorId, err }) =>
        err && pieces.some(({ text }) => text.includes(String(errorId))) ? (err as Error).stack : [],
      ),
  ].join('\n');
}

describe('operations made from the schema', () => {
  it('meet tenants whose mark is in every text that is stored of them', async () => {
    expect(await unmarkedColumns(hookline, world.theirs)).toEqual([]);
  });

  it(
    'of a tenant, a token, few scopes or nobody are answered without a fault, and show and change nothing of another tenant',
    async () => {
      const { theirs } = world;
      const before = await everyRowOf(hookline, theirs);
      await fuzz(
        [
          ['organizationKey', 10],
          ['token', 4],
          ['fewScopes', 3],
          ['nobody', 1],
        ],
        operations * 0.8,
        seed,
      );
      const { feed_item: feedBefore = [], ...rows } = before;
      const { feed_item: feed = [], ...rowsNow } = await everyRowOf(hookline, theirs);
      expect(rowsNow).toEqual(rows);
      // This test has added to the feed meanwhile, for followers to see nothing of it.
      expect(feed).toEqual(expect.arrayContaining(feedBefore));
      expect(feed.length).toBeGreaterThan(feedBefore.length);
    },
    TIMEOUT_MS,
  );

  it(
    'of an administrator are answered without a fault',
    () =>
      fuzz(
        [
          ['admin', 2],
          ['adminOfNone', 1],
          ['adminToken', 1],
        ],
        operations * 0.2,
        seed + OTHER_SEEDS,
      ),
    TIMEOUT_MS,
  );

  it('in bodies that are none are refused without a fault', async () => {
    const anything = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom<unknown>('{ __typename }', '{'));
    const envelope = fc.record(
      { query: anything, variables: anything, operationName: anything, extensions: anything, id: anything },
      { requiredKeys: [], noNullPrototype: true },
    );
    const body = fc.oneof(
      envelope.map((value) => JSON.stringify(value)),
      fc.array(envelope, { maxLength: 3 }).map((value) => JSON.stringify(value)),
      fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.stringify(value)),
      fc.string({ unit: 'binary', maxLength: 30 }),
    );
    const property = fc.asyncProperty(
      fc.array(body, { minLength: 1, maxLength: BATCH, size: 'max' }),
      async (bodies) => {
        const faults = await Promise.all(bodies.map((one) => session.post(one).then(judge.faultsOfForm)));
        expect(faults.flat()).toEqual([]);
      },
    );
    await fc.assert(property, { seed, numRuns: Math.ceil(operations / 500) });
  });

  it('leave a sound database, no secret in the log, and no trace in JavaScript’s own objects', async () => {
    await expectSound(pool());
    const text = log.text();
    for (const { tenant, payloadMark, sealedMarks } of Object.values(world)) {
      for (const secret of [tenant.key, payloadMark, ...sealedMarks]) expect(text).not.toContain(secret);
    }
    expect(log.lines().filter(({ level }) => level === 'error' || Number(level) >= 50)).toEqual([]);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect(await hookline.admin.data('{ __typename }')).toEqual({ __typename: 'Query' });
  });

  it('reach every root field, and are refused as often as they are not', () => {
    console.log(tally.summary());
    const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
    const fields = roots.flatMap((root) => Object.keys(root?.getFields() ?? {}));
    expect(fields.filter((field) => !tally.reached.has(field))).toEqual([]);
    expect(tally.count).toBeGreaterThanOrEqual(operations);
    expect(tally.items).toBeGreaterThan(0);
    expect(tally.withData / tally.count).toBeGreaterThan(0.3);
    expect(tally.withErrors / tally.count).toBeGreaterThan(0.2);
  });
});
