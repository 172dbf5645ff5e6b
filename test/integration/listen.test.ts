import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createApiKey } from '../../src/domain/api-keys.ts';
import { type Cli, runCli, startCli } from '../support/cli.ts';
import type { GraphqlClient } from '../support/client.ts';
import { type Hookline, startHookline, type Tenant } from '../support/hookline.ts';
import { addEndpoint, addEventType, publish } from '../support/pipeline.ts';
import { startProxy } from '../support/proxy.ts';
import { type Behaviour, type ReceivedRequest, startReceiver } from '../support/receiver.ts';
import { eventually } from '../support/waiting.ts';

// Each test starts processes, and a busy machine takes seconds for one.
vi.setConfig({ testTimeout: 60_000 });

let hookline: Hookline;
beforeAll(async () => {
  hookline = await startHookline();
  for (const type of ['invoice.paid', 'user.created']) await addEventType(hookline.admin, type);
});
afterAll(() => hookline[Symbol.asyncDispose]());

interface Scene extends AsyncDisposable {
  readonly tenant: Tenant;
  readonly receiver: Awaited<ReturnType<typeof startReceiver>>;
  start(...options: string[]): Promise<Cli>;
}

/** A tenant, a receiver that stands for a laptop's, and listeners that forward to it. */
async function scene(behaviour?: Behaviour): Promise<Scene> {
  await using stack = new AsyncDisposableStack();
  const tenant = await hookline.createOrganization();
  const receiver = stack.use(await startReceiver(behaviour));
  const started = stack.move();
  return {
    tenant,
    receiver,
    async start(...options) {
      const server = { url: hookline.url, key: tenant.key };
      return started.use(await startCli(['listen', receiver.url, '--name', 'laptop', ...options], server));
    },
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  };
}

function endpointsOf(client: GraphqlClient) {
  const query =
    '{ endpoints { nodes { id url externalId status eventPatterns consecutiveFailures deliveries { nodes { id status attempts { nodes { outcome responseStatus url } } } } } } }';
  return client
    .data<{
      endpoints: {
        nodes: {
          id: string;
          url: string;
          status: string;
          eventPatterns: string[];
          deliveries: { nodes: { id: string; status: string; attempts: { nodes: object[] } }[] };
        }[];
      };
    }>(query)
    .then(({ endpoints }) => endpoints.nodes);
}

const secretIn = (cli: Cli) => cli.says(/signing secret {2}(whsec_\S+)/).then(([, secret]) => secret ?? '');

function verify(secret: string, { body, headers }: ReceivedRequest): unknown {
  return new Webhook(secret).verify(body, headers as Record<string, string>);
}

describe('listen', () => {
  it('forwards what its endpoint receives, byte for byte and signed, and deletes the endpoint at the end', async () => {
    await using stage = await scene();
    const { tenant, receiver } = stage;
    const cli = await stage.start('--events', 'invoice.*');
    const secret = await secretIn(cli);
    await publish(tenant.client, { type: 'user.created' });
    const text = '{ "amount": 12345678901234567890,  "note": "naïve\\u0000 ✓" }';
    const { eventPublish } = await tenant.client.data<{ eventPublish: { event: { id: string } } }>(
      `mutation ($text: String!) { eventPublish(input: { type: "invoice.paid", payloadText: $text }) {
         ... on EventPublishSuccess { event { id } } } }`,
      { text: text.replace('\\u0000', '') },
    );
    const [request] = await receiver.received(1);
    expect(request?.headers).toMatchObject({
      'webhook-id': eventPublish.event.id,
      'content-type': 'application/json',
    });
    expect(verify(secret, request as ReceivedRequest)).toMatchObject({ type: 'invoice.paid' });
    expect(request?.body).toContain(text.replace('\\u0000', ''));
    const [line] = await cli.says(/.*200.*invoice\.paid.*\n/);
    expect(line).toMatch(
      new RegExp(`^\\d\\d:\\d\\d:\\d\\d {2}200 +\\d+ ms {2}invoice.paid +${eventPublish.event.id}\\n$`),
    );

    const [endpoint] = await endpointsOf(tenant.client);
    expect(endpoint).toMatchObject({
      url: 'listen:laptop',
      externalId: 'listen:laptop',
      eventPatterns: ['invoice.*'],
      deliveries: {
        nodes: [
          {
            status: 'SUCCEEDED',
            attempts: { nodes: [{ outcome: 'SUCCEEDED', responseStatus: null, url: 'listen:laptop' }] },
          },
        ],
      },
    });
    expect(await cli.interrupt()).toBe(0);
    expect(cli.output).toContain('Stopped, and deleted listen:laptop.');
    expect(await endpointsOf(tenant.client)).toEqual([]);
    expect(receiver.requests).toHaveLength(1);
  });

  it('tells of a receiver that is down or refuses, and forwards again what is retried by hand', async () => {
    await using stage = await scene((_request, response, count) => {
      if (count !== 1) return count === 2 ? 422 : 200;
      response.destroy();
      return undefined;
    });
    const { tenant, receiver } = stage;
    const cli = await stage.start();
    await cli.says(/connected/);
    await publish(tenant.client, { type: 'invoice.paid' });
    await cli.says(/ – +\d+ ms {2}invoice\.paid +evt_\S+ {2}connection closed before a response/);
    const [endpoint] = await endpointsOf(tenant.client);
    const retry = () =>
      tenant.client.data('mutation ($id: ID!) { deliveryRetry(id: $id) { __typename } }', {
        id: endpoint?.deliveries.nodes[0]?.id,
      });
    await retry();
    await cli.says(/422 +\d+ ms {2}invoice\.paid +evt_\S+ {2}attempt 2\n/);
    await retry();
    await cli.says(/200 +\d+ ms {2}invoice\.paid +evt_\S+ {2}attempt 3\n/);
    expect(new Set(receiver.requests.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });

  it('goes on after a cursor with the endpoint that it kept, signing anew', async () => {
    await using stage = await scene();
    const { tenant, receiver } = stage;
    const first = await stage.start('--keep');
    const oldSecret = await secretIn(first);
    await publish(tenant.client, { type: 'invoice.paid' });
    await first.says(/200.*invoice\.paid/);
    expect(await first.interrupt()).toBe(0);
    const [, cursor = ''] = await first.says(/To go on from here: --after (\S+)/);
    const missed = [];
    for (let n = 0; n < 3; n++)
      missed.push((await publish(tenant.client, { type: 'user.created', payload: { n } })).slice(-12));

    const second = await stage.start('--after', cursor);
    const secret = await secretIn(second);
    expect(secret).not.toBe(oldSecret);
    await second.says(/caught up: 3 deliveries had been missed/);
    expect(second.output).toMatch(/listen:laptop, found again/);
    expect(await endpointsOf(tenant.client)).toHaveLength(1);
    const requests = receiver.requests.slice(1);
    expect(requests.map(({ headers }) => String(headers['webhook-id']).slice(-12))).toEqual(missed);
    for (const request of requests) verify(secret, request);
  });

  it('leaves the endpoint that it kept as it is when the cursor is none', async () => {
    await using stage = await scene();
    const first = await stage.start('--keep', '--events', 'invoice.*');
    await first.says(/connected/);
    expect(await first.interrupt()).toBe(0);
    const kept = await endpointsOf(stage.tenant.client);
    expect(kept).toHaveLength(1);
    const second = await stage.start('--after', 'mistyped');
    expect(await second.ended).toBe(1);
    expect(second.output).toContain('CURSOR_INVALID');
    expect(await endpointsOf(stage.tenant.client)).toEqual(kept);
  });

  it('keeps the secret that it is given', async () => {
    await using stage = await scene();
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    const cli = await stage.start('--secret', secret);
    expect(await secretIn(cli)).toBe(secret);
    await publish(stage.tenant.client, { type: 'invoice.paid' });
    verify(secret, (await stage.receiver.received(1))[0] as ReceivedRequest);
  });

  it('ends when its endpoint is deleted by somebody else', async () => {
    await using stage = await scene();
    const cli = await stage.start();
    await cli.says(/connected/);
    const [endpoint] = await endpointsOf(stage.tenant.client);
    const act = (name: string) =>
      stage.tenant.client.data(`mutation ($id: ID!) { ${name}(id: $id) { __typename } }`, {
        id: endpoint?.id,
      });
    await act('endpointPause');
    await cli.says(/the endpoint is PAUSED now/);
    await act('endpointDelete');
    expect(await cli.ended).toBe(1);
    expect(cli.output).toContain('The endpoint was deleted');
    expect(cli.output).not.toContain('and deleted');
  });

  it('ends when its key is revoked, and says what it leaves', async () => {
    await using stage = await scene();
    const { client } = stage.tenant;
    const cli = await stage.start();
    await cli.says(/connected/);
    // That it is before the server has taken its subscription, which then would be refused, not ended.
    await publish(client, { type: 'invoice.paid' });
    await cli.says(/200.*invoice\.paid/);
    const { viewer } = await client.data<{ viewer: { apiKey: { id: string } } }>(
      '{ viewer { apiKey { id } } }',
    );
    await client.data('mutation ($id: ID!) { apiKeyRevoke(id: $id) { __typename } }', viewer.apiKey);
    expect(await cli.ended).toBe(1);
    expect(cli.output).toMatch(/listen:laptop could not be deleted and stays/);
    // By its subscription, or by what it asks at the first checkpoint, which may be on its way just then.
    expect(cli.output).toMatch(
      /^hookline listen: .* refuses the key: This API key (was|is unknown or) revoked\./m,
    );
  });
});

describe('listen with the name of another listener', () => {
  it('takes its endpoint over: the other ends before it forwards anything more, and leaves the endpoint', async () => {
    await using stage = await scene();
    const { tenant, receiver } = stage;
    const first = await stage.start();
    await first.says(/connected/);
    const second = await stage.start();
    const secret = await secretIn(second);
    await second.says(/connected/);
    await publish(tenant.client, { type: 'invoice.paid' });
    expect(await first.ended).toBe(1);
    expect(first.output).toContain('Stopped. listen:laptop stays for the listener that has taken it over.');
    expect(first.output).toMatch(/Another listener has taken listen:laptop over[\s\S]*--name of its own/);
    await second.says(/200.*invoice\.paid/);
    expect(receiver.requests).toHaveLength(1);
    verify(secret, receiver.requests[0] as ReceivedRequest);
    expect(await second.interrupt()).toBe(0);
    expect(second.output).toContain('Stopped, and deleted listen:laptop.');
    expect(await endpointsOf(tenant.client)).toEqual([]);
  });

  it('keeps the endpoint when the other is interrupted meanwhile', async () => {
    await using stage = await scene();
    const first = await stage.start();
    await first.says(/connected/);
    const second = await stage.start('--secret', await secretIn(first));
    await second.says(/connected/);
    // 0, or 1 when a checkpoint was sooner.
    await first.interrupt();
    expect(first.output).toContain('stays for the listener');
    expect(await endpointsOf(stage.tenant.client)).toHaveLength(1);
  });

  it('ends one that has nothing to forward at the next checkpoint', async () => {
    await using stage = await scene();
    await using proxy = await startProxy(hookline.url);
    const server = { url: proxy.url, key: stage.tenant.key };
    await using first = await startCli(['listen', stage.receiver.url, '--name', 'laptop'], server);
    await first.says(/connected/);
    proxy.cut();
    await first.says(/connection lost/);
    const second = await stage.start();
    await second.says(/connected/);
    // Whoever connects anew gets a checkpoint at once.
    proxy.mend();
    expect(await first.ended).toBe(1);
    expect(first.output).toContain('Another listener has taken listen:laptop over');
    expect(await endpointsOf(stage.tenant.client)).toHaveLength(1);
  });
});

describe('listen --endpoint', () => {
  it('mirrors each attempt of a real endpoint, with the signature and headers that it was sent with', async () => {
    await using real = await startReceiver((_request, _response, count) => (count === 1 ? 500 : 200));
    await using stage = await scene();
    const { tenant, receiver } = stage;
    const headers = [
      { name: 'X-Team', value: 'billing' },
      { name: 'X-Token', value: 'hunter2', sensitive: true },
    ];
    const { id, secret } = await addEndpoint(tenant.client, { url: real.url, headers });
    await using cli = await startCli(['listen', receiver.url, '--endpoint', id], {
      url: hookline.url,
      key: tenant.key,
    });
    await cli.says(/connected/);
    await publish(tenant.client, { type: 'invoice.paid' });
    const requests = await receiver.received(2);
    const sent = real.requests.map(({ headers, body }) => ({
      signature: headers['webhook-signature'],
      body,
    }));
    expect(requests.map(({ headers, body }) => ({ signature: headers['webhook-signature'], body }))).toEqual(
      sent,
    );
    for (const request of requests) verify(secret, request);
    expect(requests[0]?.headers['x-team']).toBe('billing');
    expect(requests[0]?.headers).not.toHaveProperty('x-token');
    await cli.says(/invoice\.paid +evt_\S+ {2}attempt 2\n/);
    expect(await cli.interrupt()).toBe(0);
    expect(await endpointsOf(tenant.client)).toHaveLength(1);
  });
});

describe('listen that cannot begin', () => {
  const cases: [string, string[], Record<string, string>, number, RegExp][] = [
    ['without an address', [], {}, 2, /needs the address to forward to[\s\S]*Usage: hookline listen/],
    ['to no address', ['ftp://x/'], {}, 2, /"ftp:\/\/x\/" is not an address to forward to/],
    ['with a name that no address can have', ['3000', '--name', 'Alice!'], {}, 2, /--name takes 1 to 64/],
    ['with an option that there is not', ['3000', '--evnets', 'x'], {}, 2, /Unknown option '--evnets'/],
    ['with a wrong key', ['3000'], { HOOKLINE_API_KEY: 'hk_wrong' }, 1, /refuses the key: .*API_KEY/],
    ['for an endpoint that is not', ['3000', '--endpoint', 'ep_1'], {}, 1, /sees no endpoint ep_1/],
    ['after what is no cursor', ['3000', '--after', 'yesterday'], {}, 1, /CURSOR_INVALID[\s\S]*--after/],
    [
      'without a server',
      ['3000'],
      { HOOKLINE_API_URL: 'http://127.0.0.1:1' },
      1,
      /No server answers at .*:1\//,
    ],
    ['for a type that is not', ['3000', '--events', 'invoice.payd'], {}, 1, /Did you mean invoice\.paid\?/],
  ];

  it.each(cases)('%s says so', async (_name, args, env, code, says) => {
    const { key } = await hookline.createOrganization();
    const run = await runCli(['listen', ...args], { url: hookline.url, key }, env);
    expect(run.output).toMatch(says);
    expect(run.output).not.toMatch(/\n +at /);
    expect(run.code).toBe(code);
  });

  it('with a key of no organization asks for one', async () => {
    const { key } = await createApiKey(hookline.app.core.database, {
      organizationId: null,
      name: 'root',
      scopes: ['ADMIN'],
    });
    const { code, output } = await runCli(['listen', '3000'], { url: hookline.url, key });
    expect(output).toContain('The key belongs to no organization.');
    expect(output).toContain('--organization org_…');
    expect(code).toBe(1);
  });

  it('without the scopes names those that are missing', async () => {
    const { key } = await hookline.createOrganization({ scopes: ['DELIVERIES_READ', 'ENDPOINTS_READ'] });
    const { code, output } = await runCli(['listen', '3000'], { url: hookline.url, key });
    expect(output).toContain('The key lacks the scopes EVENTS_READ, ENDPOINTS_WRITE.');
    expect(code).toBe(1);
  });

  it('its help names the scopes that it asks for, of its own endpoint and of a mirrored one', async () => {
    const { key } = await hookline.createOrganization({ scopes: [] });
    const missing = async (...options: string[]) => {
      const { output } = await runCli(['listen', '3000', ...options], { url: hookline.url, key });
      return /The key lacks the scopes (.+)\./.exec(output)?.[1]?.split(', ');
    };
    const { output } = await runCli(['listen', '--help'], { url: hookline.url, key });
    const [, always = '', own = ''] =
      /Needs the scopes\s([^.]+), and without --endpoint ([^.]+)\./.exec(output) ?? [];
    const named = (text: string) => text.match(/[A-Z]+_[A-Z]+/g)?.toSorted();
    expect((await missing('--endpoint', 'ep_x'))?.toSorted()).toEqual(named(always));
    expect((await missing())?.toSorted()).toEqual(named(`${always} ${own}`));
  });
});

describe('an address for a listener', () => {
  it.each(['listen:', 'listen:Alice', 'listen://x', `listen:${'a'.repeat(65)}`, 'LISTEN:x'])(
    'cannot be %s',
    async (url) => {
      const { client } = await hookline.createOrganization();
      await expect(addEndpoint(client, { url })).rejects.toThrow(/input\.url/);
    },
  );

  it('is taken in production too, where nothing is sent to it', async () => {
    await using production = await startHookline({ env: { NODE_ENV: 'production' } });
    const { client } = await production.createOrganization();
    const { id } = await addEndpoint(client, { url: 'listen:laptop' });
    const { endpointTest } = await client.data<{ endpointTest: { delivery: { id: string } } }>(
      'mutation ($id: ID!) { endpointTest(id: $id) { ... on EndpointTestSuccess { delivery { id } } } }',
      { id },
    );
    const { id: deliveryId } = endpointTest.delivery;
    const attempt = await eventually('the attempt', async () => {
      const { delivery } = await client.data<{ delivery: { lastAttempt: object | null } }>(
        'query ($id: ID!) { delivery(id: $id) { lastAttempt { outcome responseStatus errorMessage url } } }',
        { id: deliveryId },
      );
      return delivery.lastAttempt ?? undefined;
    });
    expect(attempt).toEqual({
      outcome: 'SUCCEEDED',
      responseStatus: null,
      errorMessage: null,
      url: 'listen:laptop',
    });
  });
});
