import { QUEUES } from '../../src/queue/contracts.ts';
import type { Hookline, Tenant } from './hookline.ts';
import { type AddedEndpoint, addEndpoint, rowsOf } from './pipeline.ts';
import { type Behaviour, type ReceivedRequest, startReceiver } from './receiver.ts';
import { verifyWebhook } from './verify-webhook.ts';
import { eventually } from './waiting.ts';

/** The body of an operational event. */
export interface OperationalBody {
  type: string;
  timestamp: string;
  data: Record<string, unknown> & { lastAttempt: Record<string, unknown> | null };
}

/** An endpoint that subscribes to operational events, at a receiver of its own. */
export interface Subscriber extends AsyncDisposable {
  readonly endpoint: AddedEndpoint;
  readonly requests: readonly ReceivedRequest[];
  /** Resolves with the bodies of that many requests, their signatures verified. */
  told(count: number): Promise<OperationalBody[]>;
}

export async function addSubscriber(
  tenant: Tenant,
  eventPatterns: readonly string[],
  behaviour: Behaviour = () => 200,
): Promise<Subscriber> {
  const receiver = await startReceiver(behaviour);
  const endpoint = await addEndpoint(tenant.client, { url: receiver.url, eventPatterns, maxRetries: 1 });
  return {
    endpoint,
    requests: receiver.requests,
    async told(count) {
      const requests = await receiver.received(count);
      return requests.map((request) => verifyWebhook(request, endpoint.secret) as OperationalBody);
    },
    [Symbol.asyncDispose]: () => receiver[Symbol.asyncDispose](),
  };
}

/** Resolves when every fact there was has been made an event of, or nobody wanted it. */
export async function factsSettled({ app }: Hookline): Promise<void> {
  await eventually('the jobs of operational events', async () => {
    const jobs = 'select 1 from pgboss.job where name = $1 limit 1';
    const rows = await rowsOf(app.core.database.pool, jobs, [QUEUES.operationalEvent.name]);
    return rows.length === 0 || undefined;
  });
}

/** The types of an organization's operational events, in the order in which they happened. */
export async function operationalEvents({ app }: Hookline, { uuid }: Tenant): Promise<string[]> {
  const rows = await rowsOf<{ type: string }>(
    app.core.database.pool,
    `select type from event where organization_id = $1 and type like 'hookline.%' and not is_test order by id`,
    [uuid],
  );
  return rows.map(({ type }) => type);
}
