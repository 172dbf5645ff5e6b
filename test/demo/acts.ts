import { type Api, FAILURE, type Result, succeeded } from './api.ts';
import { TIMEOUT_SECONDS } from './faults.ts';
import type { Ledger } from './ledger.ts';
import type { DemoEventType, DemoPayload } from './payloads.ts';

/** Requests under way at once. */
const CONCURRENCY = 4;
/** The default of 10 would be taken up by the requests that hang on purpose. */
const MAX_CONCURRENCY = 50;
const CLEANUP_MS = 5000;

/** Adds what the catalogue lacks. @returns how many were new */
export async function registerTypes(api: Api, types: readonly DemoEventType[]): Promise<number> {
  let added = 0;
  await forEach(types, async ({ name, description, schema, examples }) => {
    const { eventType } = await api.request<{ eventType: object | null }>(
      'query ($name: String!) { eventType(name: $name) { id } }',
      { name },
    );
    if (eventType) return;
    const { eventTypeCreate: result } = await api.request<{ eventTypeCreate: Result<object> }>(
      `mutation ($input: EventTypeCreateInput!) { eventTypeCreate(input: $input) { ${FAILURE} } }`,
      {
        input: { name, description: description.slice(0, 1000), payloadSchema: schema, example: examples[0] },
      },
    );
    // Another demo may have been faster.
    if (result.reason === 'ALREADY_EXISTS') return;
    succeeded(result, `Registering the event type ${name}`);
    added += 1;
  });
  return added;
}

export interface Endpoint extends AsyncDisposable {
  readonly id: string;
}

/** An endpoint for every `github.*` event, deleted when it is disposed. */
export async function createEndpoint(api: Api, url: string, secret: string): Promise<Endpoint> {
  const { endpointCreate: result } = await api.request<{
    endpointCreate: Result<{ endpoint: { id: string } }>;
  }>(
    `mutation ($input: EndpointCreateInput!) {
       endpointCreate(input: $input) { ... on EndpointCreateSuccess { endpoint { id } } ${FAILURE} } }`,
    {
      input: {
        url,
        secret,
        name: 'npm run demo',
        eventPatterns: ['github.*'],
        timeoutSeconds: TIMEOUT_SECONDS,
        maxConcurrency: MAX_CONCURRENCY,
      },
    },
  );
  const { endpoint } = succeeded(result, 'Creating the endpoint');
  return {
    id: endpoint.id,
    async [Symbol.asyncDispose]() {
      // The demo's own signal may have fired already, and the endpoint is to go all the same.
      const deletion = api.request(
        'mutation ($id: ID!) { endpointDelete(id: $id) { __typename } }',
        { id: endpoint.id },
        AbortSignal.timeout(CLEANUP_MS),
      );
      // What went wrong before is what matters, and a server that is gone is one of the reasons.
      await deletion.catch(() => process.stderr.write(`The endpoint ${endpoint.id} could not be deleted.\n`));
    },
  };
}

/** Publishes every payload, and tells the ledger of each answer. @param run unique to this run of the demo */
export async function publishAll(
  api: Api,
  payloads: readonly DemoPayload[],
  run: string,
  ledger: Ledger,
): Promise<void> {
  await forEach([...payloads.entries()], async ([index, { type, text }]) => {
    const sentMs = performance.now();
    const { eventPublish: result } = await api.request<{ eventPublish: Result<{ event: { id: string } }> }>(
      `mutation ($input: EventPublishInput!) {
         eventPublish(input: $input) { ... on EventPublishSuccess { event { id } } ${FAILURE} } }`,
      { input: { type, payloadText: text, idempotencyKey: `demo-${run}-${index}` } },
    );
    const { event } = succeeded(result, `Publishing payload ${index + 1} (${type})`);
    ledger.published(event.id, index, sentMs);
  });
  ledger.publishingEnded();
}

/** Works on a few items at a time, in their order; starts no more of them once one has failed. */
async function forEach<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      await work(item).catch((error: unknown) => {
        waiting.length = 0;
        throw error;
      });
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
}
