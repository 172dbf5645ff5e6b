import { uuidOf } from '../support/pipeline.ts';
import { pick } from '../support/random.ts';
import { type Caller, createCaller, insist } from './api.ts';
import type { Profile } from './behaviours.ts';
import type { Site } from './site.ts';

export const EVENT_TYPES = ['crash.often', 'crash.rarely'] as const;
export type EventType = (typeof EVENT_TYPES)[number];

export interface SceneEndpoint {
  /** `ep_…` */
  readonly id: string;
  readonly uuid: string;
  /** In the receiver's URL. */
  readonly name: string;
  readonly profile: Profile;
  readonly maxRetries: number;
  /** None: every type. */
  readonly patterns: readonly EventType[];
}

export interface SceneOrganization {
  readonly uuid: string;
  readonly caller: Caller;
  readonly endpoints: readonly SceneEndpoint[];
}

const ORGANIZATIONS = 3;
const SCOPES = ['EVENTS_PUBLISH', 'DELIVERIES_READ', 'DELIVERIES_WRITE', 'ENDPOINTS_WRITE', 'ENDPOINTS_READ'];

/** What every organization has. Those that fail for long get the rare type only, so that they do not fill the run. */
const ENDPOINTS: readonly (Omit<SceneEndpoint, 'id' | 'uuid' | 'name'> & { timeoutSeconds: number })[] = [
  { profile: 'steady', maxRetries: 7, patterns: [], timeoutSeconds: 10 },
  { profile: 'flaky', maxRetries: 7, patterns: [], timeoutSeconds: 3 },
  { profile: 'hanging', maxRetries: 4, patterns: ['crash.rarely'], timeoutSeconds: 3 },
  { profile: 'broken', maxRetries: 7, patterns: ['crash.rarely'], timeoutSeconds: 3 },
];

/** Organizations and endpoints of their own for a run, while everything is well. */
export async function prepareScene(
  site: Site,
  run: number,
  seed: number,
  signal: AbortSignal,
): Promise<SceneOrganization[]> {
  for (const member of site.members) await member.ready(signal);
  const admin = createCaller(site.api, site.adminKey, signal);
  if (run === 1)
    for (const name of EVENT_TYPES) await create(admin, 'eventTypeCreate', 'EventTypeCreateInput', { name });
  const scene: SceneOrganization[] = [];
  for (let number = 0; number < ORGANIZATIONS; number++) {
    const { organization } = await create<{ organization: { id: string } }>(
      admin,
      'organizationCreate',
      'OrganizationCreateInput',
      { name: `run ${run}, ${number}` },
      'organization { id }',
    );
    const { key } = await create<{ key: string }>(
      admin,
      'apiKeyCreate',
      'ApiKeyCreateInput',
      { name: 'publisher', organizationId: organization.id, scopes: SCOPES },
      'key',
    );
    const caller = createCaller(site.api, key, signal);
    const endpoints: SceneEndpoint[] = [];
    for (const { timeoutSeconds, ...rest } of ENDPOINTS) {
      const name = `${run}-${number}-${rest.profile}`;
      const { secret, endpoint } = await create<{ secret: string; endpoint: { id: string } }>(
        caller,
        'endpointCreate',
        'EndpointCreateInput',
        {
          url: `${site.receiver.url}/${name}`,
          eventPatterns: rest.patterns,
          maxRetries: rest.maxRetries,
          timeoutSeconds,
        },
        'secret endpoint { id }',
      );
      site.receiver.register({ name, profile: rest.profile, secret, seed });
      endpoints.push({ ...rest, id: endpoint.id, uuid: uuidOf(endpoint.id), name });
    }
    scene.push({ uuid: uuidOf(organization.id), caller, endpoints });
  }
  return scene;
}

async function create<Success>(
  caller: Caller,
  field: string,
  inputType: string,
  input: object,
  selection = '__typename',
): Promise<Success> {
  const success = `${field.charAt(0).toUpperCase()}${field.slice(1)}Success`;
  const data = await insist<Record<string, Success & { message?: string }>>(
    caller,
    `mutation ($input: ${inputType}!) { ${field}(input: $input) { ... on ${success} { ${selection} } ... on Error { message } } }`,
    { input },
  );
  const result = data[field] as Success & { message?: string };
  if (result.message !== undefined) throw new Error(`${field}: ${result.message}`);
  return result;
}

/** Whether an endpoint gets events of a type. */
export function wants(endpoint: SceneEndpoint, type: string): boolean {
  return endpoint.patterns.length === 0 || endpoint.patterns.some((pattern) => pattern === type);
}

export function pickType(random: () => number): EventType {
  return random() < 0.8 ? 'crash.often' : pick(random, EVENT_TYPES);
}
