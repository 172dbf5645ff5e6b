import type { SqlClient } from '../db/client.ts';
import type { EndpointStatus } from '../db/generated/prisma/enums.ts';
import { matchesPatterns } from './event-patterns.ts';

/** An event with more endpoints than this is fanned out by a job, so that no request waits for its deliveries. */
const INLINE_ENDPOINTS_MAX = 200;
/** As many deliveries as one transaction creates; events beyond that are fanned out by jobs too. */
const INLINE_DELIVERIES_MAX = 10_000;

interface Routed {
  id: string;
  organizationId: string;
  type: string;
}

export interface MatchedEndpoint {
  id: string;
  status: EndpointStatus;
}

export interface Matches<Event> {
  /** The events that reach few endpoints, with those, which are locked. */
  inline: { event: Event; endpoints: readonly MatchedEndpoint[] }[];
  /** The events that reach too many to look at here. */
  wide: Event[];
}

/** Endpoints of these organizations are locked by another transaction, or have just changed. */
export class EndpointsHeldError extends Error {
  readonly organizationIds: ReadonlySet<string>;

  constructor(organizationIds: ReadonlySet<string>) {
    super('an endpoint is locked by another transaction');
    this.organizationIds = organizationIds;
  }
}

/** What to do about an endpoint that another transaction has locked. */
export type WhenHeld = 'wait' | 'throw';

/**
 * Finds the endpoints that are not DISABLED and whose patterns match. The endpoints that get deliveries at once are
 * locked: a change of their status waits for the caller's transaction, so that whoever resumes an endpoint finds all
 * that is parked. They are matched again as the lock finds them.
 * @throws EndpointsHeldError
 */
export async function matchEndpoints<Event extends Routed>(
  client: SqlClient,
  events: readonly Event[],
  whenHeld: WhenHeld,
): Promise<Matches<Event>> {
  if (events.length === 0) return { inline: [], wide: [] };
  const candidates = await findCandidates(client, events);
  const inline: Event[] = [];
  const wide: Event[] = [];
  const organizationIds = new Map<string, string>();
  let deliveries = 0;
  for (const event of events) {
    const found = candidates(event);
    const fits = found && (found.length === 0 || deliveries + found.length <= INLINE_DELIVERIES_MAX);
    if (!fits) {
      wide.push(event);
      continue;
    }
    inline.push(event);
    deliveries += found.length;
    for (const id of found) organizationIds.set(id, event.organizationId);
  }
  const locked = await lockEndpoints(client, organizationIds, whenHeld);
  return { inline: inline.map((event) => ({ event, endpoints: locked(event) })), wide };
}

/** Endpoints of an organization with the same patterns; its ids only where they are few. */
interface Alike {
  organizationId: string;
  patterns: string[];
  count: number;
  ids: string[] | null;
}

/** What may match, by event: ids, or null for too many. PostgreSQL counts them, so that 10,000 cost one row. */
async function findCandidates(
  client: SqlClient,
  events: readonly Routed[],
): Promise<(event: Routed) => readonly string[] | null> {
  const { rows } = await client.query<Alike>(
    `select organization_id as "organizationId", event_patterns as patterns, count(*)::int as count,
       case when count(*) <= $2 then array_agg(id)::text[] end as ids
     from endpoint where organization_id = any($1::uuid[]) and status <> 'DISABLED'
     group by organization_id, event_patterns`,
    [[...new Set(events.map((event) => event.organizationId))], INLINE_ENDPOINTS_MAX],
  );
  const byOrganization = Map.groupBy(rows, ({ organizationId }) => organizationId);
  return oncePerType(({ organizationId, type }) => {
    const matching = (byOrganization.get(organizationId) ?? []).filter(({ patterns }) =>
      matchesPatterns(patterns, type),
    );
    const count = matching.reduce((sum, alike) => sum + alike.count, 0);
    return count > INLINE_ENDPOINTS_MAX ? null : matching.flatMap(({ ids }) => ids ?? []);
  });
}

async function lockEndpoints(
  client: SqlClient,
  organizationIds: ReadonlyMap<string, string>,
  whenHeld: WhenHeld,
): Promise<(event: Routed) => readonly MatchedEndpoint[]> {
  if (organizationIds.size === 0) return () => [];
  const { rows } = await client.query<MatchedEndpoint & { organizationId: string; patterns: string[] }>(
    `select id, organization_id as "organizationId", event_patterns as patterns, status
     from endpoint where id = any($1::uuid[]) and status <> 'DISABLED' order by id
     for key share ${whenHeld === 'throw' ? 'skip locked' : ''}`,
    [[...organizationIds.keys()]],
  );
  if (whenHeld === 'throw' && rows.length < organizationIds.size) throw heldError(organizationIds, rows);
  const byOrganization = Map.groupBy(rows, ({ organizationId }) => organizationId);
  return oncePerType(({ organizationId, type }) =>
    (byOrganization.get(organizationId) ?? []).filter(({ patterns }) => matchesPatterns(patterns, type)),
  );
}

/** What was not locked was skipped, or else deleted or disabled since it was found: whoever waits learns which. */
function heldError(
  organizationIds: ReadonlyMap<string, string>,
  locked: readonly MatchedEndpoint[],
): EndpointsHeldError {
  const skipped = new Map(organizationIds);
  for (const { id } of locked) skipped.delete(id);
  return new EndpointsHeldError(new Set(skipped.values()));
}

/** Events of one organization and type have the same answer. */
function oncePerType<Answer>(answer: (event: Routed) => Answer): (event: Routed) => Answer {
  const answers = new Map<string, Answer>();
  return (event) => {
    const key = `${event.organizationId}/${event.type}`;
    const known = answers.get(key);
    if (known !== undefined) return known;
    const found = answer(event);
    answers.set(key, found);
    return found;
  };
}
