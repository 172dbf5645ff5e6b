/** Endpoints of an organization. An event reaches one of them or all of them, as its type says. */
export const ENDPOINTS_PER_ORGANIZATION = 10;
export const FAN_OUT_TYPE = 'every.endpoint';

export type FanOut = 1 | typeof ENDPOINTS_PER_ORGANIZATION;

/** Reaches exactly that endpoint of its organization. */
export function singleType(endpoint: number): string {
  return `single.n${endpoint}`;
}

/** What is published: event after event around all organizations, so that deliveries spread evenly over endpoints. */
export interface Workload {
  /** Ids as the API takes them. */
  organizationIds: readonly string[];
  endpointsPerOrganization: number;
  fanOut: number;
  payloadBytes: number;
}

/** Whose the event of that number is and of which type. */
export function eventOf(workload: Workload, index: number): { organizationId: string; type: string } {
  const { organizationIds, endpointsPerOrganization, fanOut } = workload;
  const isSingle = fanOut === 1;
  const turn = isSingle ? Math.floor(index / endpointsPerOrganization) : index;
  return {
    organizationId: organizationIds[turn % organizationIds.length] as string,
    type: isSingle ? singleType(index % endpointsPerOrganization) : FAN_OUT_TYPE,
  };
}

/** JSON of exactly that many bytes. */
export function payloadTextOf(bytes: number): string {
  const frame = '{"text":""}';
  return `{"text":"${'x'.repeat(Math.max(0, bytes - frame.length))}"}`;
}
