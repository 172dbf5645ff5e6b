import { expect } from 'vitest';
import { createClient } from '../../support/client.ts';
import {
  acts,
  create,
  createsWith,
  denies,
  keyOf,
  queries,
  type Run,
  reads,
  refuses,
  UNKNOWN_ENDPOINT,
  updatesWith,
} from './world.ts';

/** What one of the references has, where it is here, and what proves it. */
export interface Row {
  theirs: string;
  ours: string;
  run: Run;
}

export interface Reference {
  title: string;
  rows: Row[];
}

const row = (theirs: string, ours: string, run: Run): Row => ({ theirs, ours, run });

const isText = expect.any(String);
const isTime = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const HEADERS = [{ name: 'X-Team', value: 'billing' }];
const ENDPOINTS = '{ endpoints { nodes { id } } }';
const SOME_ENDPOINTS = { endpoints: { nodes: expect.arrayContaining([{ id: isText }]) } };

const creates: Run = async ({ client, url }) => void (await create(client, { url }));

const bearer: Run = async ({ hookline, tenant }) => {
  const client = createClient(hookline.url, null, { authorization: `Bearer ${tenant.key}` });
  await client.data(ENDPOINTS);
};

const apiKey: Run = async ({ client }) => void (await client.data(ENDPOINTS));

const secretOnce: Run = async ({ client, url }) => {
  expect((await create(client, { url })).secret).toMatch(/^whsec_/);
};

const LABELS = Array.from({ length: 9 }, (_, index) => `label ${index}`);
const PAUSE =
  'mutation ($id: ID!) { endpointPause(id: $id) { ... on EndpointPauseSuccess { endpoint { status pausedAt } } } }';
const RESUME =
  'mutation ($id: ID!) { endpointResume(id: $id) { ... on EndpointResumeSuccess { endpoint { status pausedAt } } } }';
const DELETE =
  'mutation ($id: ID!) { endpointDelete(id: $id) { ... on EndpointDeleteSuccess { deletedEndpointId } } }';
const UPDATE =
  'mutation ($id: ID!) { endpointUpdate(id: $id, input: { name: "new" }) { ... on EndpointUpdateSuccess { endpoint { name } } } }';
const DISABLE =
  'mutation ($id: ID!) { endpointDisable(id: $id) { ... on EndpointDisableSuccess { endpoint { enabled disabledAt } } } }';

const issue = (input: object, fields: object) =>
  refuses(input, { issues: [expect.objectContaining(fields)] });

/** One after the other. */
const both =
  (first: Run, second: Run): Run =>
  async (world) => {
    await first(world);
    await second(world);
  };

const withErrors: Row[] = [
  row('`error`', '`Error.code`', refuses({ timeoutSeconds: 2 }, { code: 'VALIDATION_FAILED' })),
  row('`id` of an error', '`Error.errorId`', refuses({ timeoutSeconds: 2 }, { errorId: isText })),
  row('`note`', '`Error.message`', refuses({ timeoutSeconds: 2 }, { message: isText })),
  row(
    '`validationErrors[]`',
    '`ValidationError.issues`',
    refuses({ timeoutSeconds: 2, name: '' }, { issues: [{}, {}] }),
  ),
  row(
    '`validationErrors[].context`',
    '`ValidationIssue.context`',
    issue({ timeoutSeconds: 2 }, { context: { minimum: 3 } }),
  ),
  row(
    '`validationErrors[].errorType`',
    '`ValidationIssue.type`',
    issue({ timeoutSeconds: 2 }, { type: 'too_small' }),
  ),
  row(
    '`validationErrors[].message`',
    '`ValidationIssue.message`',
    issue({ timeoutSeconds: 2 }, { message: isText }),
  ),
  row(
    '`validationErrors[].path`',
    '`ValidationIssue.path`',
    issue({ timeoutSeconds: 2 }, { path: ['input', 'timeoutSeconds'] }),
  ),
  row(
    '`validationErrors[].suggestion`',
    '`ValidationIssue.suggestion`',
    issue({ eventPatterns: ['invoice.payd'] }, { suggestion: 'invoice.paid' }),
  ),
];

const codes: Row[] = [
  row('`BAD_REQUEST` (400)', '`BAD_REQUEST`, with `extensions.issues`', async ({ client }) => {
    const answer = await client.send('mutation { endpointCreate(input: {}) { __typename } }');
    expect(answer.errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_REQUEST',
      issues: [{ path: ['input', 'url'] }],
    });
  }),
  row(
    '`MISSING_API_KEY` (401)',
    '`MISSING_API_KEY`, HTTP 401',
    denies(401, 'MISSING_API_KEY', async () => ({})),
  ),
  row(
    '`MALFORMED_API_KEY`',
    '`MALFORMED_API_KEY`, HTTP 401',
    denies(401, 'MALFORMED_API_KEY', async () => ({ 'x-api-key': 'nonsense' })),
  ),
  row(
    '`EXPIRED_API_KEY`',
    '`EXPIRED_API_KEY`, HTTP 401',
    denies(401, 'EXPIRED_API_KEY', async (world) => ({ 'x-api-key': await keyOf(world, { expired: true }) })),
  ),
  row(
    '`INVALID_AUTHORIZATION`',
    '`INVALID_AUTHORIZATION`, HTTP 401',
    denies(401, 'INVALID_AUTHORIZATION', async () => ({ authorization: `Bearer hk_${'A'.repeat(43)}` })),
  ),
  row(
    '`FORBIDDEN` (403)',
    '`FORBIDDEN`, HTTP 403',
    denies(403, 'FORBIDDEN', async (world) => ({ 'x-api-key': await keyOf(world, { expired: false }) })),
  ),
  row('`NOT_FOUND` (404)', '`NotFoundError`', async ({ client }) => {
    const data = await client.data(
      `mutation ($id: ID!) { endpointDelete(id: $id) { ... on NotFoundError { code path } } }`,
      { id: UNKNOWN_ENDPOINT },
    );
    expect(data).toEqual({ endpointDelete: { code: 'NOT_FOUND', path: ['id'] } });
  }),
  row('`CONFLICT`', '`ConflictError`', async ({ client, url }) => {
    await create(client, { url, externalId: 'one' });
    await refuses({ externalId: 'one' }, { code: 'CONFLICT' })({ client, url } as Parameters<Run>[0]);
  }),
  row('`VALIDATION_FAILED`', '`ValidationError`', refuses({ name: '' }, { code: 'VALIDATION_FAILED' })),
  row('`MAX_RESOURCES_REACHED`', '`LimitReachedError`', async ({ hookline, url }) => {
    const tenant = await hookline.createOrganization({ maxEndpoints: 0 });
    await refuses(
      {},
      { code: 'MAX_RESOURCES_REACHED' },
    )({ client: tenant.client, url } as Parameters<Run>[0]);
  }),
  row('`INTERNAL_SERVER_ERROR` (500)', '`INTERNAL_SERVER_ERROR`, masked', async ({ hookline, client }) => {
    const { pool } = hookline.app.core.database;
    await pool.query('alter table organization rename to hidden');
    try {
      const answer = await client.send('{ organizations { nodes { id } } }');
      expect(answer.status).toBe(500);
      expect(answer.errors).toMatchObject([
        { extensions: { code: 'INTERNAL_SERVER_ERROR', errorId: isText } },
      ]);
      expect(JSON.stringify(answer.errors)).not.toContain('relation');
    } finally {
      await pool.query('alter table hidden rename to organization');
    }
  }),
];

export const references: Reference[] = [
  {
    title: 'Create Endpoint, with patterns and health',
    rows: [
      row('POST /v1/webhooks/endpoints', '`endpointCreate`', creates),
      row('OAuth2 bearer', '`Authorization: Bearer`', bearer),
      row('header `X-API-Key`', '`X-API-Key`', apiKey),
      row('`url`', '`EndpointCreateInput.url`', creates),
      row('`description`', '`EndpointCreateInput.description`', createsWith('description', 'a note')),
      row(
        '`event_patterns`',
        '`EndpointCreateInput.eventPatterns`',
        createsWith('eventPatterns', ['invoice.*']),
      ),
      row(
        '`timeout_seconds` (3 to 60, default 10)',
        '`EndpointCreateInput.timeoutSeconds`',
        createsWith('timeoutSeconds', 60),
      ),
      row(
        '`max_retries` (1 to 7, default 7)',
        '`EndpointCreateInput.maxRetries`',
        createsWith('maxRetries', 1),
      ),
      row(
        '`timeout_seconds` below 3 or above 60',
        '`ValidationIssue`',
        both(
          issue({ timeoutSeconds: 2 }, { type: 'too_small' }),
          issue({ timeoutSeconds: 61 }, { type: 'too_large' }),
        ),
      ),
      row(
        '`max_retries` below 1 or above 7',
        '`ValidationIssue`',
        both(
          issue({ maxRetries: 0 }, { type: 'too_small' }),
          issue({ maxRetries: 8 }, { type: 'too_large' }),
        ),
      ),
      row('`endpoint.id`', '`Endpoint.id`', reads('id', expect.stringMatching(/^ep_/))),
      row('`endpoint.user_id`', '`Endpoint.createdBy`', reads('createdBy', expect.stringMatching(/^key_/))),
      row('`endpoint.url`', '`Endpoint.url`', reads('url', isText)),
      row('`endpoint.description`', '`Endpoint.description`', reads('description', null)),
      row('`endpoint.status`', '`Endpoint.status`', reads('status', 'ACTIVE')),
      row('`endpoint.enabled`', '`Endpoint.enabled`', reads('enabled', true)),
      row('`endpoint.subscribed_event_patterns`', '`Endpoint.eventPatterns`', reads('eventPatterns', [])),
      row('`endpoint.signing_version`', '`Endpoint.signingVersion`', reads('signingVersion', 'V1')),
      row(
        '`endpoint.secret_hint`',
        '`Endpoint.secretHint`',
        reads('secretHint', expect.stringMatching(/^.{4}$/)),
      ),
      row('`endpoint.timeout_seconds`', '`Endpoint.timeoutSeconds`', reads('timeoutSeconds', 10)),
      row('`endpoint.max_retries`', '`Endpoint.maxRetries`', reads('maxRetries', 7)),
      row(
        '`endpoint.consecutive_failures`',
        '`Endpoint.consecutiveFailures`',
        reads('consecutiveFailures', 0),
      ),
      row('`endpoint.last_verified_at`', '`Endpoint.lastVerifiedAt`', reads('lastVerifiedAt', null)),
      row('`endpoint.last_delivery_at`', '`Endpoint.lastDeliveryAt`', reads('lastDeliveryAt', isTime)),
      row('`endpoint.last_error`', '`Endpoint.lastError`', reads('lastError', null)),
      row('`endpoint.created_at`', '`Endpoint.createdAt`', reads('createdAt', isTime)),
      row('`endpoint.updated_at`', '`Endpoint.updatedAt`', reads('updatedAt', isTime)),
      row('`secret`', '`EndpointCreateSuccess.secret`', secretOnce),
      row(
        '422 `detail[]`',
        '`ValidationError.issues`',
        refuses({ maxRetries: 8, name: '' }, { issues: [{}, {}] }),
      ),
      row(
        '422 `detail[].loc`',
        '`ValidationIssue.path`',
        issue({ maxRetries: 8 }, { path: ['input', 'maxRetries'] }),
      ),
      row('422 `detail[].msg`', '`ValidationIssue.message`', issue({ maxRetries: 8 }, { message: isText })),
      row('422 `detail[].type`', '`ValidationIssue.type`', issue({ maxRetries: 8 }, { type: 'too_large' })),
    ],
  },
  {
    title: 'Endpoints: create, update, pause, delete',
    rows: [
      row('POST /v1/endpoints', '`endpointCreate`', creates),
      row('`name`', '`EndpointCreateInput.name`', createsWith('name', 'my-webhook')),
      row('`url`', '`EndpointCreateInput.url`', createsWith('url', 'https://example.com/webhook')),
      row('`secret`', '`EndpointCreateInput.secret`, `whsec_…` as above', async ({ client, url }) => {
        expect((await create(client, { url, secret: SECRET })).secret).toBe(SECRET);
      }),
      row('`headers_json`', '`EndpointCreateInput.headers`', createsWith('headers', HEADERS)),
      row(
        '`timeout_seconds` (default 10)',
        '`EndpointCreateInput.timeoutSeconds`',
        createsWith('timeoutSeconds', 10),
      ),
      row('201 `id` (ep_…)', '`Endpoint.id`', reads('id', expect.stringMatching(/^ep_[0-9a-f-]{36}$/))),
      row('201 `name`', '`Endpoint.name`', reads('name', null)),
      row('201 `url`', '`Endpoint.url`', reads('url', isText)),
      row('201 `headers_json`', '`Endpoint.headers`', reads('headers', [])),
      row('201 `timeout_seconds`', '`Endpoint.timeoutSeconds`', reads('timeoutSeconds', 10)),
      row('201 `status`', '`Endpoint.status`', reads('status', 'ACTIVE')),
      row('201 `created_at`', '`Endpoint.createdAt`', reads('createdAt', isTime)),
      row('201 `updated_at`', '`Endpoint.updatedAt`', reads('updatedAt', isTime)),
      row('`paused_at`', '`Endpoint.pausedAt`', acts(PAUSE, { endpoint: { pausedAt: isTime } })),
      row('GET /v1/endpoints', '`endpoints`', queries(ENDPOINTS, SOME_ENDPOINTS)),
      row(
        'GET /v1/endpoints/{ep_id}',
        '`endpoint`',
        reads('id', expect.stringMatching(/^ep_[0-9a-f-]{36}$/)),
      ),
      row('PATCH /v1/endpoints/{ep_id}', '`endpointUpdate`', acts(UPDATE, { endpoint: { name: 'new' } })),
      row('PATCH `name`', '`EndpointUpdateInput.name`', updatesWith('name', 'updated-name')),
      row('PATCH `url`', '`EndpointUpdateInput.url`', updatesWith('url', 'https://example.com/webhook')),
      row(
        'PATCH `secret`',
        '`EndpointUpdateInput.secret`, `whsec_…` as above',
        updatesWith('secret', SECRET),
      ),
      row('PATCH `headers_json`', '`EndpointUpdateInput.headers`', updatesWith('headers', HEADERS)),
      row(
        'PATCH `timeout_seconds`',
        '`EndpointUpdateInput.timeoutSeconds`',
        updatesWith('timeoutSeconds', 30),
      ),
      row('PATCH `status: PAUSED`', '`endpointPause`', acts(PAUSE, { endpoint: { status: 'PAUSED' } })),
      row(
        'PATCH `status: ACTIVE`',
        '`endpointResume`',
        acts(RESUME, { endpoint: { status: 'ACTIVE', pausedAt: null } }, PAUSE),
      ),
      row('DELETE /v1/endpoints/{ep_id}', '`endpointDelete`', acts(DELETE, { deletedEndpointId: isText })),
    ],
  },
  {
    title: 'Create webhook endpoint, with error codes',
    rows: [
      row('POST /v1/webhook_endpoints', '`endpointCreate`', creates),
      row('`Authorization: Bearer`', '`Authorization: Bearer`', bearer),
      row(
        '`enabled_events`',
        '`EndpointCreateInput.eventPatterns`',
        createsWith('eventPatterns', ['invoice.paid']),
      ),
      row('`url`', '`EndpointCreateInput.url`', createsWith('url', 'https://hooks.slack.com/services/a')),
      row('201 `created_at`', '`Endpoint.createdAt`', reads('createdAt', isTime)),
      row('201 `enabled_events`', '`Endpoint.eventPatterns`', reads('eventPatterns', [])),
      row('201 `id`', '`Endpoint.id`', reads('id', isText)),
      row('201 `updated_at`', '`Endpoint.updatedAt`', reads('updatedAt', isTime)),
      row('201 `url`', '`Endpoint.url`', reads('url', isText)),
      row(
        '`status` (enabled, disabled)',
        '`Endpoint.enabled`',
        acts(DISABLE, { endpoint: { enabled: false } }),
      ),
      row('`secret` (whsec_…)', '`EndpointCreateSuccess.secret`', secretOnce),
      ...withErrors,
      ...codes,
    ],
  },
  {
    title: 'Create a webhook endpoint, with retention',
    rows: [
      row('POST /v1/webhooks/endpoints', '`endpointCreate`', creates),
      row('`Authorization`', '`Authorization: Bearer`', bearer),
      row(
        '`url` (at most 2048)',
        '`EndpointCreateInput.url`',
        issue({ url: `https://example.com/${'a'.repeat(2048)}` }, { type: 'url_too_long' }),
      ),
      row(
        '`name` (1 to 120)',
        '`EndpointCreateInput.name`',
        issue({ name: 'n'.repeat(121) }, { path: ['input', 'name'] }),
      ),
      row(
        '`labels` (at most 8)',
        '`EndpointCreateInput.labels`',
        issue({ labels: LABELS }, { type: 'too_many' }),
      ),
      row('`labels[]`', '`Endpoint.labels`', createsWith('labels', LABELS.slice(0, 8))),
      row('`enabled`', '`EndpointCreateInput.enabled`', createsWith('enabled', false)),
      row(
        '`subscribed_event_types`',
        '`EndpointCreateInput.eventPatterns`',
        createsWith('eventPatterns', ['invoice.paid']),
      ),
      row(
        '`undelivered_payload_retention_hours` (default 72)',
        '`Endpoint.undeliveredPayloadRetentionHours`',
        reads('undeliveredPayloadRetentionHours', 72),
      ),
      row(
        '`undelivered_payload_retention_hours: 0`',
        '`EndpointCreateInput.undeliveredPayloadRetentionHours`',
        createsWith('undeliveredPayloadRetentionHours', 0),
      ),
      row('`data.endpoint.id`', '`Endpoint.id`', reads('id', isText)),
      row('`data.endpoint.name`', '`Endpoint.name`', createsWith('name', 'a name')),
      row('`data.endpoint.labels`', '`Endpoint.labels`', reads('labels', [])),
      row('`data.endpoint.url`', '`Endpoint.url`', reads('url', isText)),
      row('`data.endpoint.enabled`', '`Endpoint.enabled`', reads('enabled', true)),
      row('`data.endpoint.subscribed_event_types`', '`Endpoint.eventPatterns`', reads('eventPatterns', [])),
      row('`data.endpoint.created_at`', '`Endpoint.createdAt`', reads('createdAt', isTime)),
      row('`data.endpoint.updated_at`', '`Endpoint.updatedAt`', reads('updatedAt', isTime)),
      row(
        '`organization_id`',
        '`Endpoint.organization`',
        reads('organization', { id: expect.stringMatching(/^org_/) }),
      ),
      row('`disabled_at`', '`Endpoint.disabledAt`', acts(DISABLE, { endpoint: { disabledAt: isTime } })),
      row('`signing_secret`', '`EndpointCreateSuccess.secret`', secretOnce),
      row('`error`', 'an `Error` member of the result', refuses({ name: '' }, { code: isText })),
    ],
  },
  {
    title: 'Admin webhooks',
    rows: [
      row('bearer JWT', '`Authorization: Bearer`', bearer),
      row('GET /api/v1/admin/webhooks/', '`endpoints`', queries(ENDPOINTS, SOME_ENDPOINTS)),
      row(
        '`page`, `per_page`',
        '`first`, `after`',
        queries('{ endpoints(first: 1) { nodes { id } pageInfo { endCursor } } }', {
          endpoints: { pageInfo: { endCursor: isText } },
        }),
      ),
      row(
        '`tenant_id`',
        '`EndpointFilter.organizationId`',
        queries(
          'query ($organizationId: ID!) { endpoints(filter: { organizationId: $organizationId }) { nodes { id } } }',
          SOME_ENDPOINTS,
        ),
      ),
      row(
        '`partner_id`',
        '`EndpointFilter.partnerId`',
        queries('{ endpoints(filter: { partnerId: "partner-1" }) { nodes { id } } }', SOME_ENDPOINTS),
      ),
      row(
        'POST /api/v1/admin/webhooks/',
        '`endpointCreate`, with `organizationId`',
        async ({ hookline, tenant, url }) => {
          const { endpoint } = await create(hookline.admin, { url, organizationId: tenant.id });
          expect(endpoint.organization).toEqual({ id: tenant.id });
        },
      ),
      row('`webhook_id`', 'argument `id` (`ep_…`)', reads('id', expect.stringMatching(/^ep_/))),
      row(
        '`delivery_id`',
        'argument `id` (`dlv_…`)',
        queries('query ($deliveryId: ID!) { delivery(id: $deliveryId) { id } }', {
          delivery: { id: expect.stringMatching(/^dlv_/) },
        }),
      ),
      row(
        'GET /api/v1/admin/webhooks/events',
        '`eventTypes`',
        queries('{ eventTypes { nodes { name } } }', {
          eventTypes: {
            nodes: [
              { name: 'hookline.delivery.failed' },
              { name: 'hookline.endpoint.disabled' },
              { name: 'invoice.paid' },
            ],
          },
        }),
      ),
      row(
        'DELETE /api/v1/admin/webhooks/{webhook_id}',
        '`endpointDelete`',
        acts(DELETE, { deletedEndpointId: isText }),
      ),
      row('GET /api/v1/admin/webhooks/{webhook_id}', '`endpoint`', reads('id', isText)),
      row(
        'PATCH /api/v1/admin/webhooks/{webhook_id}',
        '`endpointUpdate`',
        acts(UPDATE, { endpoint: { name: 'new' } }),
      ),
      row(
        'GET /api/v1/admin/webhooks/{webhook_id}/deliveries',
        '`Endpoint.deliveries`',
        queries(
          'query ($endpointId: ID!) { endpoint(id: $endpointId) { deliveries(first: 10) { nodes { id } } } }',
          { endpoint: { deliveries: { nodes: [{}] } } },
        ),
      ),
      row(
        'deliveries `page`, `per_page`',
        '`first`, `after`',
        queries(
          'query ($endpointId: ID!) { endpoint(id: $endpointId) { deliveries(first: 1) { pageInfo { endCursor hasNextPage } } } }',
          { endpoint: { deliveries: { pageInfo: { endCursor: isText, hasNextPage: false } } } },
        ),
      ),
      row(
        '`status`',
        '`DeliveryFilter.status`',
        queries(
          'query ($endpointId: ID!) { endpoint(id: $endpointId) { deliveries(filter: { status: [SUCCEEDED] }) { nodes { status } } } }',
          {
            endpoint: { deliveries: { nodes: [{ status: 'SUCCEEDED' }] } },
          },
        ),
      ),
      row(
        'GET /api/v1/admin/webhooks/{webhook_id}/deliveries/{delivery_id}',
        '`delivery`',
        queries(
          'query ($deliveryId: ID!) { delivery(id: $deliveryId) { status attempts { nodes { number } } } }',
          { delivery: { attempts: { nodes: [{ number: 1 }] } } },
        ),
      ),
      row(
        'POST /api/v1/admin/webhooks/{webhook_id}/deliveries/{delivery_id}/retry',
        '`deliveryRetry`',
        async ({ client, deliveryId }) => {
          const data = await client.data(
            'mutation ($id: ID!) { deliveryRetry(id: $id) { ... on DeliveryRetrySuccess { delivery { status } } ... on Error { message } } }',
            { id: deliveryId },
          );
          expect(data).toMatchObject({ deliveryRetry: { delivery: {} } });
        },
      ),
      row(
        'POST /api/v1/admin/webhooks/{webhook_id}/rotate-secret',
        '`endpointSecretRotate`',
        acts(
          'mutation ($id: ID!) { endpointSecretRotate(id: $id) { ... on EndpointSecretRotateSuccess { secret } } }',
          { secret: isText },
        ),
      ),
      row(
        'GET /api/v1/admin/webhooks/{webhook_id}/stats',
        '`Endpoint.stats`',
        queries(
          'query ($endpointId: ID!) { endpoint(id: $endpointId) { stats { total succeeded successRate } } }',
          { endpoint: { stats: { total: expect.any(Number) } } },
        ),
      ),
      row(
        'POST /api/v1/admin/webhooks/{webhook_id}/test',
        '`endpointTest`',
        acts(
          'mutation ($id: ID!) { endpointTest(id: $id) { ... on EndpointTestSuccess { delivery { isTest } } } }',
          { delivery: { isTest: true } },
        ),
      ),
      row(
        '422 `HTTPValidationError.detail`',
        '`ValidationError.issues`',
        refuses({ name: '' }, { issues: [{}] }),
      ),
      row('422 `loc`', '`ValidationIssue.path`', issue({ name: '' }, { path: ['input', 'name'] })),
      row('422 `msg`', '`ValidationIssue.message`', issue({ name: '' }, { message: isText })),
      row('422 `type`', '`ValidationIssue.type`', issue({ name: '' }, { type: 'too_short' })),
    ],
  },
];
