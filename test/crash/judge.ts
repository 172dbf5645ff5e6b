import { formatId } from '../../src/ids.ts';
import { uuidOf } from '../support/pipeline.ts';
import { blame, type Takeover, takeoverOf } from './blame.ts';
import type { PublishedEvent } from './driver.ts';
import type { AttemptRow, DeliveryRow, EventRow, Rows } from './evidence.ts';
import { type Match, matchDelivery } from './match.ts';
import type { ReceivedRequest } from './receiver.ts';
import { type SceneEndpoint, type SceneOrganization, wants } from './scene.ts';
import type { Disturbance } from './timeline.ts';

/** Everything that is known of a run when nothing moves any more. */
export interface Evidence {
  readonly scene: readonly Pick<SceneOrganization, 'uuid' | 'endpoints'>[];
  readonly published: readonly Pick<PublishedEvent, 'index' | 'key' | 'ids'>[];
  /** Ids of deliveries (`dlv_…`) that were asked to be canceled. */
  readonly canceled: ReadonlySet<string>;
  readonly requests: readonly ReceivedRequest[];
  readonly disturbances: readonly Disturbance[];
  readonly rows: Rows;
  /** Attempts that a worker may have in flight. */
  /** Requests that one process can leave unrecorded when it is killed. */
  readonly most: number;
  /** The monotonic clock's start as Unix time, in milliseconds. */
  readonly originMs: number;
}

/** Something that must not be, and the rows that show it. */
export interface Finding {
  readonly problem: string;
  readonly rows: readonly unknown[];
}

export interface Verdict {
  readonly findings: readonly Finding[];
  /** Accepted events or deliveries of theirs that are not there, or have not ended as they must. */
  readonly lost: number;
  /** Successes that a receiver was given although it had been given one. */
  readonly duplicates: number;
  /** Requests that were in flight at a fault and are not recorded. */
  readonly unrecorded: number;
  readonly takeovers: readonly Takeover[];
}

const TAKEOVER_LIMIT_MS = 30_000;

interface Case {
  readonly delivery: DeliveryRow;
  readonly endpoint: SceneEndpoint;
  readonly requests: readonly ReceivedRequest[];
  readonly attempts: readonly AttemptRow[];
  readonly match: Match;
}

/** Holds what publishers, receiver and database say against one another. No I/O. */
export function judge(evidence: Evidence): Verdict {
  const { scene, rows, requests, disturbances, most } = evidence;
  const cases = assemble(evidence);
  const unrecorded = cases.flatMap(({ match }) => match.unrecorded);
  const { causes, unexplained } = blame(unrecorded, disturbances, most);
  const takeovers = cases.flatMap(({ requests: ofDelivery, match }) =>
    match.unrecorded.flatMap((request) => {
      const cause = causes.get(request);
      const next =
        cause &&
        ofDelivery.find(({ arrivedMs }) => arrivedMs > cause.fromMs && arrivedMs > request.arrivedMs);
      return cause?.victim === 'worker' && next ? [takeoverOf(request, cause, next, disturbances)] : [];
    }),
  );
  const lost = [
    ...lostEvents(evidence),
    ...missingDeliveries(scene, rows),
    ...cases.filter((item) => !hasEndedWell(item, evidence)).map(({ delivery }) => delivery),
  ];
  const duplicates = cases.flatMap((item) => duplicatesOf(item));
  const found: [string, readonly unknown[]][] = [
    ['an accepted event or a delivery of it is lost, or did not end as it must', lost],
    ['a key made several events, or an answer named another', ambiguousKeys(evidence)],
    ['a delivery is of no event, or of one that its endpoint does not want', strayDeliveries(scene, rows)],
    ['a request is of no delivery', strayRequests(cases, requests)],
    ['a signature or a body is wrong', requests.filter(({ problem, behaviour }) => behaviour && problem)],
    ['a request carries the payload of another event', wrongPayloads(evidence)],
    [
      'an attempt records no request, or one that is recorded already',
      cases.flatMap(({ match }) => match.surplus),
    ],
    ['a request is not recorded although no fault explains it', unexplained],
    [
      'attempts are not numbered 1 to attempt_count',
      cases.filter(isMisnumbered).map(({ delivery }) => delivery),
    ],
    [
      'a success was given twice although no fault explains it',
      duplicates.filter((item) => !isExcused(item, evidence)),
    ],
    [
      `a takeover took over ${TAKEOVER_LIMIT_MS / 1000} s`,
      takeovers.filter(({ waitMs }) => waitMs > TAKEOVER_LIMIT_MS),
    ],
  ];
  return {
    findings: found
      .filter(([, shown]) => shown.length > 0)
      .map(([problem, shown]) => ({ problem, rows: shown })),
    lost: lost.length,
    duplicates: duplicates.length,
    unrecorded: unrecorded.length,
    takeovers,
  };
}

function assemble({ scene, rows, requests, originMs }: Evidence): Case[] {
  const endpoints = new Map(
    scene.flatMap((organization) => organization.endpoints.map((item) => [item.uuid, item])),
  );
  const byPlace = Map.groupBy(requests, ({ endpoint, eventId }) => `${endpoint}/${eventId}`);
  const byDelivery = Map.groupBy(rows.attempts, ({ delivery }) => delivery);
  return rows.deliveries.flatMap((delivery) => {
    const endpoint = endpoints.get(delivery.endpoint);
    if (!endpoint) return [];
    const own = byPlace.get(`${endpoint.name}/${formatId('Event', delivery.event)}`) ?? [];
    const attempts = byDelivery.get(delivery.id) ?? [];
    return [{ delivery, endpoint, requests: own, attempts, match: matchDelivery(own, attempts, originMs) }];
  });
}

function lostEvents({ published, rows }: Evidence): unknown[] {
  const stored = new Set(rows.events.map(({ id }) => id));
  return published.flatMap(({ index, key, ids }) =>
    [...ids].filter((id) => !stored.has(id)).map((id) => ({ event: id, index, key })),
  );
}

function wantedBy(scene: Evidence['scene'], { organization, type }: EventRow): SceneEndpoint[] {
  return scene
    .filter(({ uuid }) => uuid === organization)
    .flatMap(({ endpoints }) => endpoints.filter((endpoint) => wants(endpoint, type)));
}

function missingDeliveries(scene: Evidence['scene'], { events, deliveries }: Rows): unknown[] {
  const there = new Set(deliveries.map(({ event, endpoint }) => `${event}/${endpoint}`));
  return events.flatMap((event) =>
    wantedBy(scene, event)
      .filter(({ uuid }) => !there.has(`${event.id}/${uuid}`))
      .map(({ uuid }) => ({ event: event.id, endpoint: uuid, delivery: null })),
  );
}

function strayDeliveries(scene: Evidence['scene'], { events, deliveries }: Rows): DeliveryRow[] {
  const wanted = new Set(
    events.flatMap((event) => wantedBy(scene, event).map(({ uuid }) => `${event.id}/${uuid}`)),
  );
  return deliveries.filter(({ event, endpoint }) => !wanted.delete(`${event}/${endpoint}`));
}

/** Delivered; or given up after the whole schedule; or canceled by whoever asked for it. */
function hasEndedWell({ delivery, endpoint, attempts }: Case, { canceled }: Evidence): boolean {
  const { status, reason, automatic } = delivery;
  const successes = attempts.filter(({ outcome }) => outcome === 'SUCCEEDED');
  if (status === 'SUCCEEDED') return successes.length > 0;
  if (successes.some((success) => !isLate(success, attempts))) return false;
  if (status === 'FAILED') return reason === 'RETRIES_EXHAUSTED' && automatic > endpoint.maxRetries;
  return (
    status === 'CANCELED' && reason === 'CANCELED_BY_USER' && canceled.has(formatId('Delivery', delivery.id))
  );
}

/** Made by a worker that had lost the shard, and recorded after one that its new owner began later: that one counts. */
function isLate(attempt: AttemptRow, attempts: readonly AttemptRow[]): boolean {
  return attempts.some(({ number, startedAt }) => number < attempt.number && startedAt > attempt.startedAt);
}

function isMisnumbered({ delivery, attempts }: Case): boolean {
  const automatic = attempts.filter(({ trigger }) => trigger === 'AUTOMATIC').length;
  return (
    delivery.attempts !== attempts.length ||
    delivery.automatic !== automatic ||
    attempts.some(({ number }, index) => number !== index + 1)
  );
}

function ambiguousKeys({ published, rows }: Evidence): unknown[] {
  const byKey = Map.groupBy(
    rows.events.filter(({ key }) => key !== null),
    ({ organization, key }) => `${organization}/${key}`,
  );
  return [
    ...[...byKey.values()].filter((events) => events.length > 1),
    ...published.filter(({ ids }) => ids.size > 1).map(({ key, ids }) => ({ key, ids: [...ids] })),
  ];
}

function strayRequests(cases: readonly Case[], requests: readonly ReceivedRequest[]): ReceivedRequest[] {
  const known = new Set(cases.flatMap(({ requests: own }) => own));
  return requests.filter((request) => !known.has(request));
}

function wrongPayloads({ published, requests }: Evidence): ReceivedRequest[] {
  const indexes = new Map(published.flatMap(({ index, ids }) => [...ids].map((id) => [id, index])));
  return requests.filter(({ eventId, index, behaviour }) => {
    const expected = indexes.get(uuidOf(eventId));
    return behaviour !== null && expected !== undefined && expected !== index;
  });
}

interface Duplicate {
  readonly delivery: string;
  readonly first: ReceivedRequest;
  readonly firstAttempt: AttemptRow | undefined;
  readonly second: ReceivedRequest;
}

/** A success is what its attempt says, and where none was recorded what the receiver answered. */
function duplicatesOf({ delivery, requests, match }: Case): Duplicate[] {
  const successes = requests.filter((request) => {
    const attempt = match.pairs.get(request);
    return attempt ? attempt.outcome === 'SUCCEEDED' : request.status === 200;
  });
  return successes.slice(1).map((second, index) => {
    const first = successes[index] as ReceivedRequest;
    return { delivery: delivery.id, first, firstAttempt: match.pairs.get(first), second };
  });
}

/** The first was not recorded, which `blame` explains; or its worker could not reach the database meanwhile. */
function isExcused({ first, firstAttempt, second }: Duplicate, { disturbances }: Evidence): boolean {
  if (!firstAttempt) return true;
  return disturbances.some(
    ({ victim, fromMs, untilMs }) =>
      victim === 'database' && fromMs <= second.arrivedMs && untilMs >= first.arrivedMs,
  );
}
