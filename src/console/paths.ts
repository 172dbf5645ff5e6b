/** Where pages are. Ids stand in addresses, keys never do. */
export const PATHS = {
  endpoints: '/',
  endpoint: (id: string) => `/console/endpoints/${id}`,
  live: '/console/live',
  deliveries: '/console/deliveries',
  delivery: (id: string) => `/console/deliveries/${id}`,
  eventTypes: '/console/event-types',
  eventType: (name: string) => `/console/event-types/${encodeURIComponent(name)}`,
  event: (id: string) => `/console/events/${id}`,
} as const;

/** An address with the filters that are set. */
export function withQuery(path: string, query: Record<string, string | undefined>): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}
