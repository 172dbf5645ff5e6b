import type pg from 'pg';
import type { FeedFilter } from '../../src/feed/filter.ts';
import { formatId } from '../../src/ids.ts';
import { pick } from '../support/random.ts';
import { EVENT_TYPES, OUTCOMES, PARTNERS, type Scene } from './scene.ts';

/** What a follower asks for, and what it may see of it. */
export interface Watch {
  readonly filter: FeedFilter;
  /** UUID of the organization that the key is of; null: the key sees all. */
  readonly confinedTo: string | null;
  readonly key: string;
  /** Whether it is told how far the feed has come, and comes back with what it was told last. */
  readonly checkpoints: boolean;
}

type Member = (scene: Scene, random: () => number) => Pick<Watch, 'filter'> & { owner?: string };

const MEMBERS: readonly Member[] = [
  ({ organizations }, random) => {
    const { id } = pick(random, organizations);
    return { filter: { organizationId: id }, owner: id };
  },
  (_scene, random) => ({ filter: { partnerId: pick(random, PARTNERS) } }),
  ({ organizations }, random) => {
    const { id, endpoints } = pick(random, organizations);
    return { filter: { endpointId: pick(random, endpoints).id }, owner: id };
  },
  ({ organizations }, random) => {
    const { id, endpoints } = pick(random, organizations);
    return { filter: { deliveryId: pick(random, pick(random, endpoints).deliveries) }, owner: id };
  },
  (_scene, random) => ({ filter: { eventType: pick(random, EVENT_TYPES) } }),
  (_scene, random) => ({ filter: { outcome: [pick(random, OUTCOMES), pick(random, OUTCOMES)] } }),
  (_scene, random) => ({ filter: { isTest: random() < 0.5 } }),
];

/** Every third one sees everything; the others have one or two members in their filter, or a tenant's key, or both. */
export function drawWatch(scene: Scene, index: number, random: () => number): Watch {
  const checkpoints = random() < 0.5;
  if (index % 3 === 0) return { filter: {}, confinedTo: null, key: scene.adminKey, checkpoints };
  const first = (MEMBERS[index % MEMBERS.length] as Member)(scene, random);
  const second = random() < 0.4 ? pick(random, MEMBERS)(scene, random) : { filter: {} };
  // Ids of two organizations at once would let nothing pass, and a tenant's key would not know the other one's.
  const agrees = !first.owner || !second.owner || first.owner === second.owner;
  const filter = agrees ? { ...second.filter, ...first.filter } : first.filter;
  const owner = first.owner ?? (agrees ? second.owner : undefined);
  const { partnerId } = filter;
  const knowing = scene.organizations.filter(({ id }) => !owner || id === owner);
  const fitting = knowing.filter((organization) => !partnerId || organization.partnerId === partnerId);
  // A filter by a partner and by something of another one lets nothing pass, whoever asks.
  const tenant = pick(random, fitting.length > 0 ? fitting : knowing);
  return random() < 0.5
    ? { filter, confinedTo: tenant.id, key: tenant.key, checkpoints }
    : { filter, confinedTo: null, key: scene.adminKey, checkpoints };
}

/** As the API takes it. */
export function toInput({ organizationId, endpointId, deliveryId, ...others }: FeedFilter): object {
  return {
    ...others,
    ...(organizationId && { organizationId: formatId('Organization', organizationId) }),
    ...(endpointId && { endpointId: formatId('Endpoint', endpointId) }),
    ...(deliveryId && { deliveryId: formatId('Delivery', deliveryId) }),
  };
}

/** What the table holds of it, by number: the sequence that every follower must have received. */
export async function committedItems(
  pool: pg.Pool,
  { filter, confinedTo }: Watch,
  after: bigint,
): Promise<string[]> {
  const { rows } = await pool.query<{ item: string }>(
    `select i.number || ' ' || i.kind || ' ' || i.endpoint_id as item
     from feed_item i join organization o on o.id = i.organization_id
     where i.number > $1
       and ($2::uuid is null or i.organization_id = $2) and ($3::uuid is null or i.organization_id = $3)
       and ($4::text is null or o.partner_id = $4) and ($5::uuid is null or i.endpoint_id = $5)
       and ($6::uuid is null or i.delivery_id = $6) and ($7::text is null or i.event_type = $7)
       and ($8::text[] is null or i.outcome::text = any($8)) and ($9::boolean is null or i.is_test = $9)
     order by i.number`,
    [
      after,
      filter.organizationId,
      confinedTo,
      filter.partnerId,
      filter.endpointId,
      filter.deliveryId,
      filter.eventType,
      filter.outcome,
      filter.isTest,
    ],
  );
  return rows.map(({ item }) => item);
}
