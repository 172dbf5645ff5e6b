import type { AttemptTrigger } from '../db/generated/prisma/enums.ts';
import { isShortage } from '../delivery/connection-error.ts';
import { type Judgement, judge } from '../delivery/outcome.ts';
import type { Sender } from '../delivery/send.ts';
import { signatureHeaders } from '../delivery/sign.ts';
import { revealHeaders, shownHeaders } from '../domain/headers.ts';
import type { LoadedDelivery, LoadedEndpoint } from '../domain/load-deliveries.ts';
import { sealedPlace } from '../domain/sealed-places.ts';
import type { SigningKeys } from '../domain/signing-keys.ts';
import { formatId, newId } from '../ids.ts';
import type { Keyring } from '../keyring.ts';
import { SECOND_MS } from '../time-units.ts';

/** One POST and what came of it, ready to be recorded. */
export interface AttemptRecord {
  /** Made once, so that a settlement that is repeated finds what it wrote before. */
  id: string;
  trigger: AttemptTrigger;
  url: string;
  requestHeaders: { name: string; value: string | null }[];
  judgement: Judgement;
  responseHeaders: { name: string; value: string }[] | null;
  responseBody: string | null;
  responseBodyTruncated: boolean;
  durationMs: number;
  /** On the monotonic clock: the stored time is reckoned back from the database's. */
  startedMs: number;
}

/** A delivery that this worker is done with; `attempt` is null when there was nothing to attempt. */
export interface FinishedDelivery {
  delivery: LoadedDelivery;
  attempt: AttemptRecord | null;
  /**
   * Whether a success of the same endpoint ended later, recorded or not: then this says nothing of the endpoint's
   * health any more.
   */
  isOutdated?: boolean;
}

export interface AttemptTools {
  keyring: Keyring;
  signingKeys: SigningKeys;
  sender: Sender;
}

/** When it ended, on the monotonic clock. */
export function endOf({ startedMs, durationMs }: AttemptRecord): number {
  return startedMs + durationMs;
}

/**
 * This process has run out of what a connection needs, like file descriptors: it soon has some again, or its operator
 * has to see to that.
 */
export class ShortageError extends Error {
  constructor(code: string) {
    super(`no connection could be opened (${code}); this process may need more files, as ulimit -n says`);
  }
}

/**
 * Signs and posts a delivery once.
 * @returns null when `signal` broke it off, so that nothing is known of it
 * @throws ShortageError
 */
export async function attemptDelivery(
  tools: AttemptTools,
  delivery: LoadedDelivery & { endpoint: LoadedEndpoint; sealedPayload: Buffer },
  signal: AbortSignal,
): Promise<AttemptRecord | null> {
  const { endpoint } = delivery;
  const body = tools.keyring.open(delivery.sealedPayload, sealedPlace.payload(delivery.eventId));
  const signature = signatureHeaders({
    id: formatId('Event', delivery.eventId),
    timestamp: Math.floor(Date.now() / SECOND_MS),
    body,
    keys: endpoint.secrets.map((secret) => tools.signingKeys.keyOf(secret)),
  });
  const custom = revealHeaders(tools.keyring, delivery.endpointId, endpoint.headers);
  const startedMs = performance.now();
  const result = await tools.sender.send({
    url: endpoint.url,
    headers: { ...custom, ...signature },
    body,
    timeoutMs: endpoint.timeoutSeconds * SECOND_MS,
    signal,
  });
  if (result.kind === 'aborted') return null;
  if (result.kind === 'connection_failed' && isShortage(result)) throw new ShortageError(result.code);
  const response = result.kind === 'response' ? result : result.kind === 'timed_out' ? result.response : null;
  return {
    id: newId(),
    trigger: triggerOf(delivery),
    url: endpoint.url,
    requestHeaders: [
      ...shownHeaders(endpoint.headers),
      ...Object.entries(signature).map(([name, value]) => ({ name, value })),
    ],
    judgement: judge(result, new Date()),
    responseHeaders: response?.headers ?? null,
    responseBody: response?.body ?? null,
    responseBodyTruncated: response?.bodyTruncated ?? false,
    durationMs: result.durationMs,
    startedMs,
  };
}

function triggerOf(delivery: LoadedDelivery): AttemptTrigger {
  if (delivery.isTest) return 'TEST';
  return delivery.retriedFrom === null ? 'AUTOMATIC' : 'MANUAL';
}
