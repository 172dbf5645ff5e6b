import { signatureHeaders } from '../delivery/sign.ts';
import type { Api } from './api.ts';
import type { Forwarder } from './forward.ts';
import { forwardedLine } from './lines.ts';
import { type Claim, holds, isTakenOver, type Source, takenOver } from './listen-endpoint.ts';

interface AttemptRecorded {
  readonly __typename: 'AttemptRecorded';
  readonly cursor: string;
  readonly deliveryId: string;
  readonly eventId: string;
  readonly eventType: string;
  readonly attemptNumber: number;
  readonly isTest: boolean;
  readonly attempt: { readonly id: string };
}

export type ListenItem =
  | AttemptRecorded
  | { readonly __typename: 'DeliveryStatusChanged'; readonly cursor: string }
  | {
      readonly __typename: 'EndpointStatusChanged';
      readonly cursor: string;
      readonly endpointStatus: string | null;
    }
  | { readonly __typename: 'FeedGap'; readonly cursor: string; readonly missedSince: string }
  | { readonly __typename: 'FeedCheckpoint'; readonly cursor: string };

/** What there is to post of an attempt. */
export interface Content {
  /** The endpoint's own and the signature; a sensitive value is shown to nobody, and left out. */
  readonly headers: Readonly<Record<string, string>>;
  /** Null: the payload is no longer kept. */
  readonly body: Buffer | null;
}

export const LISTEN_FEED = `subscription ($after: String, $endpointId: ID!) {
  deliveryFeed(after: $after, filter: { endpointId: $endpointId }, checkpoints: true) {
    __typename cursor
    ... on AttemptRecorded { deliveryId eventId eventType attemptNumber isTest attempt { id } }
    ... on EndpointStatusChanged { endpointStatus }
    ... on FeedGap { missedSince }
  }
}`;

const CONTENT = `query ($deliveryId: ID!, $attemptId: ID!) {
  delivery(id: $deliveryId) { requestBody endpoint { metadata } }
  node(id: $attemptId) { ... on DeliveryAttempt { requestHeaders { name value } } }
}`;

/**
 * What there is to post of an item; null: nothing. It looks at each attempt, and at least every 30 s, whether the
 * endpoint is still this listener's: of two that post the same, one has a secret that is no longer the endpoint's.
 * @throws OperatorError when another listener has taken it over
 */
export async function readContent(
  api: Api,
  source: Source,
  item: ListenItem,
  signal: AbortSignal,
): Promise<Content | null> {
  if (item.__typename === 'AttemptRecorded') return readAttempt(api, source, item, signal);
  if (item.__typename === 'FeedCheckpoint' && (await isTakenOver(api, source, signal)))
    throw takenOver(source);
  return null;
}

/** Read when its turn has come, and not with the feed: a backlog's payloads would not fit into memory. */
async function readAttempt(
  api: Api,
  source: Source,
  { deliveryId, attempt }: AttemptRecorded,
  signal: AbortSignal,
): Promise<Content> {
  const { delivery, node } = await api.request<{
    delivery: { requestBody: string | null; endpoint: Claim | null } | null;
    node: { requestHeaders: { name: string; value: string | null }[] } | null;
  }>(CONTENT, { deliveryId, attemptId: attempt.id }, signal);
  if (!holds(source, delivery?.endpoint ?? null)) throw takenOver(source);
  const body = delivery?.requestBody ?? null;
  const shown = (node?.requestHeaders ?? []).flatMap(({ name, value }) =>
    value === null ? [] : [[name, value]],
  );
  return { headers: Object.fromEntries(shown), body: body === null ? null : Buffer.from(body) };
}

/** Posts an attempt's bytes once. @returns the line that tells of it, null when the signal broke it off */
export async function forwardAttempt(
  forwarder: Forwarder,
  { endpoint, signing }: Source,
  item: AttemptRecorded,
  { headers, body }: Content,
  signal: AbortSignal,
): Promise<string | null> {
  if (body === null) {
    const problem = 'not forwarded: its payload is no longer kept';
    return forwardedLine(new Date(), { ...item, status: null, problem, durationMs: 0 });
  }
  const timestamp = Math.floor(Date.now() / 1000);
  const fresh = signing
    ? signatureHeaders({ id: item.eventId, timestamp, body, keys: [signing.key] })
    : undefined;
  const timeoutMs = endpoint.timeoutSeconds * 1000;
  const forwarded = await forwarder.forward({ headers: { ...headers, ...fresh }, body, timeoutMs }, signal);
  return forwarded && forwardedLine(new Date(), { ...item, ...forwarded });
}
