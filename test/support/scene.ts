import type { ServerResponse } from 'node:http';
import { expect } from 'vitest';
import { formatId } from '../../src/ids.ts';
import { type FeedReader, followFeed } from './feed.ts';
import type { Hookline, Tenant } from './hookline.ts';
import { act, type Failure, read, succeed } from './operations.ts';
import { type AddedEndpoint, addEndpoint, publish } from './pipeline.ts';
import { type Behaviour, type Receiver, startReceiver } from './receiver.ts';

/** What the feed says, of whatever kind. */
export interface Item {
  __typename: string;
  cursor: string;
  deliveryId?: string;
  deliveryStatus?: string;
  endpointId?: string;
  endpointStatus?: string | null;
  disabledReason?: string | null;
  attemptNumber?: number;
  outcome?: string;
}

export interface EndpointNow {
  status: string;
  pausedAt: string | null;
  disabledAt: string | null;
  disabledReason: string | null;
  consecutiveFailures: number;
  failingSince: string | null;
  lastVerifiedAt: string | null;
  lastDeliveryAt: string | null;
  lastError: string | null;
  updatedAt: string;
}

export interface DeliveryNow {
  id: string;
  status: string;
  endReason: string | null;
  isTest: boolean;
  attemptCount: number;
  nextAttemptAt: string | null;
  completedAt: string | null;
  payloadExpiresAt: string | null;
  payloadPurgedAt: string | null;
  requestBody: string | null;
  attempts: { nodes: { number: number; trigger: string; outcome: string }[] };
}

const ENDPOINT = `status pausedAt disabledAt disabledReason consecutiveFailures failingSince lastVerifiedAt
  lastDeliveryAt lastError updatedAt`;
const DELIVERY = `id status endReason isTest attemptCount nextAttemptAt completedAt payloadExpiresAt payloadPurgedAt
  requestBody attempts { nodes { number trigger outcome } }`;

/** A tenant with one endpoint at a receiver, and its feed. */
export interface Scene extends AsyncDisposable {
  readonly tenant: Tenant;
  readonly endpoint: AddedEndpoint;
  readonly receiver: Receiver;
  readonly feed: FeedReader<Item>;
  /** Publishes an event of the type invoice.paid. @returns the id of its delivery, `dlv_…` */
  publish(input?: Record<string, unknown>): Promise<string>;
  /** Runs a mutation on the endpoint, like `endpointPause`; what it answers. */
  act(field: string, args?: object): Promise<Failure & { endpoint?: EndpointNow }>;
  endpointNow(): Promise<EndpointNow>;
  delivery(id: string): Promise<DeliveryNow>;
  /** The next attempt that is recorded. */
  attempt(): Promise<Item>;
  /** When the delivery becomes this, by an attempt or an act; items before it are passed over. */
  becomes(deliveryId: string, status: string): Promise<Item>;
}

export async function setScene(
  hookline: Hookline,
  behaviour: Behaviour = () => 200,
  input: Record<string, unknown> = {},
): Promise<Scene> {
  await using stack = new AsyncDisposableStack();
  const receiver = stack.use(await startReceiver(behaviour));
  const tenant = await hookline.createOrganization();
  const feed = stack.use(await followFeed<Item>(hookline.url, tenant.key));
  const endpoint = await addEndpoint(tenant.client, { url: receiver.url, ...input });
  const { id } = endpoint;
  const running = stack.move();
  return {
    tenant,
    endpoint,
    receiver,
    feed,
    async publish(event = {}) {
      const uuid = await publish(tenant.client, { type: 'invoice.paid', ...event });
      return deliveryOf(tenant, uuid, id);
    },
    act: (field, args = {}) => act(tenant.client, field, { id, ...args }, `endpoint { ${ENDPOINT} }`),
    endpointNow: () => read<EndpointNow>(tenant.client, 'endpoint', { id }, ENDPOINT),
    delivery: (deliveryId) => read<DeliveryNow>(tenant.client, 'delivery', { id: deliveryId }, DELIVERY),
    attempt: () => feed.next(({ __typename }) => __typename === 'AttemptRecorded'),
    becomes: (deliveryId, status) =>
      feed.next((item) => item.deliveryId === deliveryId && item.deliveryStatus === status),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/** The id of an event's delivery to an endpoint. @param event UUID */
export async function deliveryOf(tenant: Tenant, event: string, endpointId: string): Promise<string> {
  const filter = { eventId: formatId('Event', event), endpointId };
  const page = await read<{ nodes: { id: string }[] }>(
    tenant.client,
    'deliveries',
    { filter },
    'nodes { id }',
  );
  expect(page.nodes).toHaveLength(1);
  return page.nodes[0]?.id ?? '';
}

/** Retries a delivery by hand; what that answers. */
export function retry(scene: Scene, id: string): Promise<Failure> {
  return act(scene.tenant.client, 'deliveryRetry', { id });
}

/** A test of the scene's endpoint. @returns the id of its delivery */
export async function test(scene: Scene, input?: object): Promise<string> {
  const { delivery } = await succeed<{ delivery: { id: string } }>(
    scene.tenant.client,
    'endpointTest',
    { id: scene.endpoint.id, ...(input && { input }) },
    'delivery { id }',
  );
  return delivery.id;
}

/** Requests that a receiver has taken and not answered yet. */
export interface Held {
  readonly behaviour: Behaviour;
  /** The next request's response, to be answered by the test. */
  next(): Promise<ServerResponse>;
}

export function holdRequests(): Held {
  const responses: ServerResponse[] = [];
  const waiting: ((response: ServerResponse) => void)[] = [];
  return {
    behaviour(_request, response) {
      const waiter = waiting.shift();
      if (waiter) waiter(response);
      else responses.push(response);
      return undefined;
    },
    next() {
      const response = responses.shift();
      return response ? Promise.resolve(response) : new Promise((resolve) => waiting.push(resolve));
    },
  };
}

/** Answers a held request. */
export function answer(response: ServerResponse, status: number, headers: Record<string, string> = {}): void {
  response.writeHead(status, headers).end('answer');
}

/** Makes a RETRYING delivery wait for hours instead of being attempted again at once. */
export const LATER = { 'retry-after': '36000' };
