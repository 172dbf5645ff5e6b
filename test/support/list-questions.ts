import { formatId } from '../../src/ids.ts';
import type { LargeTables } from './large-tables.ts';

/** A list as somebody asks for it. */
export interface ListQuestion {
  name: string;
  /** An administrator sees all organizations; the tenant is the one with most rows, unless it says `small`. */
  as: 'admin' | 'big' | 'small';
  list: 'events' | 'deliveries' | 'endpoints';
  filter: Record<string, unknown>;
}

/** What users ask of the lists that grow, each filter by itself and as they are put together. */
export function listQuestions(tables: LargeTables): ListQuestion[] {
  const endpointId = formatId('Endpoint', tables.busyEndpoint);
  const quiet = formatId('Endpoint', tables.quietEndpoint);
  const eventId = formatId('Event', tables.event);
  const since = tables.weekAgo.toISOString();
  const old = { until: new Date(tables.weekAgo.getTime() - 30 * 86_400_000).toISOString() };
  const deliveries: Record<string, Record<string, unknown>> = {
    everything: {},
    endpoint: { endpointId },
    'quiet endpoint': { endpointId: quiet },
    event: { eventId },
    'event and endpoint': { eventId, endpointId },
    'common type': { eventType: 'common.type-3' },
    'rare type': { eventType: 'rare.type' },
    'type that is not there': { eventType: 'no.type' },
    succeeded: { status: ['SUCCEEDED'] },
    failed: { status: ['FAILED'] },
    canceled: { status: ['CANCELED'] },
    'failed or canceled': { status: ['FAILED', 'CANCELED'] },
    pending: { status: ['PENDING'] },
    waiting: { status: ['PENDING', 'RETRYING'] },
    'waiting or failed': { status: ['PENDING', 'RETRYING', 'FAILED'] },
    tests: { isTest: true },
    'no tests': { isTest: false },
    since: { since },
    until: old,
    'last hour': { since: tables.hourAgo.toISOString() },
    'future window': { since: '2100-01-01T00:00:00Z' },
    'before there was anything': { until: '2020-01-01T00:00:00Z' },
    'endpoint, failed': { endpointId, status: ['FAILED'] },
    'endpoint, canceled': { endpointId, status: ['CANCELED'] },
    'endpoint, waiting': { endpointId, status: ['PENDING', 'RETRYING'] },
    'endpoint, rare type': { endpointId, eventType: 'rare.type' },
    'endpoint, failed, since': { endpointId, status: ['FAILED'], since },
    'endpoint, tests': { endpointId, isTest: true },
    'endpoint, until': { endpointId, ...old },
    'failed, since': { status: ['FAILED'], since },
    'rare type, failed': { eventType: 'rare.type', status: ['FAILED'] },
    'common type, canceled': { eventType: 'common.type-3', status: ['CANCELED'] },
    'rare type, until': { eventType: 'rare.type', ...old },
    'no tests, failed': { isTest: false, status: ['FAILED'] },
  };
  const events: Record<string, Record<string, unknown>> = {
    everything: {},
    'common type': { type: 'common.type-3' },
    'rare type': { type: 'rare.type' },
    'type that is not there': { type: 'no.type' },
    'rare type, since': { type: 'rare.type', since },
    tests: { isTest: true },
    'no tests': { isTest: false },
    since: { since },
    until: old,
    'future window': { since: '2100-01-01T00:00:00Z' },
    'before there was anything': { until: '2020-01-01T00:00:00Z' },
    'idempotency key': { idempotencyKey: tables.idempotencyKey },
    'idempotency key that is not there': { idempotencyKey: 'no-key' },
    'tests, rare type': { isTest: true, type: 'rare.type' },
  };
  const endpoints: Record<string, Record<string, unknown>> = {
    everything: {},
    paused: { status: ['PAUSED'] },
    disabled: { status: ['DISABLED'] },
    label: { label: 'rare' },
    'label that is not there': { label: 'none' },
    externalId: { externalId: 'external-4000' },
    'common eventType': { eventType: 'invoice.paid' },
    'eventType of few': { eventType: 'customer.c4001.deleted' },
    'eventType that an inner star fits': { eventType: 'customer.c4001.made' },
    'eventType of Hookline’s own': { eventType: 'hookline.endpoint.disabled' },
    'eventType of many segments': { eventType: Array(64).fill('a').join('.') },
    search: { search: 'endpoint 40' },
    'search for what all have': { search: 'Example' },
    'search for one': { search: 'ENDPOINT 4321' },
    'search for two characters': { search: '77' },
    'search for two characters that are not there': { search: 'zq' },
    'search for signs': { search: '%_' },
    'search for nothing': { search: '' },
    'search for what is not there': { search: 'no such text' },
    'label and search': { label: 'rare', search: 'endpoint 43' },
    'eventType and search': { eventType: 'invoice.paid', search: 'endpoint 43' },
  };
  const ofOrganization = (filter: object, uuid: string) => ({
    ...filter,
    organizationId: formatId('Organization', uuid),
  });
  const asEach = (
    list: ListQuestion['list'],
    filters: Record<string, Record<string, unknown>>,
  ): ListQuestion[] =>
    Object.entries(filters).flatMap(([name, filter]) => [
      { name, as: 'big', list, filter },
      { name, as: 'small', list, filter },
      { name, as: 'admin', list, filter },
      {
        name: `${name}, of an organization`,
        as: 'admin',
        list,
        filter: ofOrganization(filter, tables.small),
      },
      { name: `${name}, of a partner of few`, as: 'admin', list, filter: { ...filter, partnerId: 'few' } },
      { name: `${name}, of a partner of many`, as: 'admin', list, filter: { ...filter, partnerId: 'many' } },
      { name: `${name}, of no partner`, as: 'admin', list, filter: { ...filter, partnerId: 'none' } },
    ]);
  return [
    ...asEach('deliveries', deliveries),
    ...asEach('events', events),
    ...asEach('endpoints', endpoints),
  ];
}
