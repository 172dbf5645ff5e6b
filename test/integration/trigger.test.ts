import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createApiKey } from '../../src/domain/api-keys.ts';
import { runCli, startCli } from '../support/cli.ts';
import { type Hookline, startHookline } from '../support/hookline.ts';
import { addEndpoint } from '../support/pipeline.ts';
import { startReceiver } from '../support/receiver.ts';

// Each test starts a process, and a busy machine takes seconds for one.
vi.setConfig({ testTimeout: 60_000 });

let hookline: Hookline;
beforeAll(async () => {
  hookline = await startHookline();
  const payloadSchema = { type: 'object', properties: { email: { type: 'string', format: 'email' } } };
  const inputs = [
    { name: 'invoice.paid', example: { invoice: 'in_1', amount: 1200 } },
    { name: 'user.created', payloadSchema },
    { name: 'note.added' },
  ];
  for (const input of inputs)
    await hookline.admin.data(
      'mutation ($input: EventTypeCreateInput!) { eventTypeCreate(input: $input) { __typename } }',
      { input },
    );
});
afterAll(() => hookline[Symbol.asyncDispose]());

/** An event for more than 200 endpoints is accepted before its deliveries are made. */
const MANY = 205;

const trigger = (args: readonly string[], key: string) =>
  runCli(['trigger', ...args], { url: hookline.url, key });

interface Sent {
  data: unknown;
}

describe('trigger', () => {
  it('publishes the example, shows each attempt, and ends with 0 when everything arrived', async () => {
    const tenant = await hookline.createOrganization();
    await using steady = await startReceiver();
    await using flaky = await startReceiver((_request, _response, count) => (count === 1 ? 503 : 200));
    await addEndpoint(tenant.client, { url: steady.url, name: 'Steady' });
    await addEndpoint(tenant.client, { url: flaky.url, name: 'Flaky' });
    const { code, output } = await trigger(['invoice.paid'], tenant.key);
    expect(code, output).toBe(0);
    expect(output).toMatch(/^Published invoice\.paid with its example: evt_\S+, for 2 endpoints of tenant/);
    expect(output).toMatch(/✓ 200 +\d+ ms {2}Steady\n/);
    expect(output).toMatch(/✗ 503 +\d+ ms {2}Flaky {2}again /);
    expect(output).toMatch(/✓ 200 +\d+ ms {2}Flaky {2}attempt 2\n/);
    expect(output).toMatch(/\n2 of 2 deliveries succeeded, after \d+\.\d s\n$/);
    // No terminal, no colors and no spinner.
    expect(output).not.toContain('\x1b');
    const [request] = steady.requests;
    expect((JSON.parse(request?.body ?? '') as Sent).data).toEqual({ invoice: 'in_1', amount: 1200 });
  });

  it('ends with 1 when a delivery fails for good, or is canceled', async () => {
    const { client, key } = await hookline.createOrganization();
    await using receiver = await startReceiver(() => 500);
    await addEndpoint(client, { url: receiver.url, maxRetries: 1 });
    const failed = await trigger(['invoice.paid'], key);
    expect(failed.code, failed.output).toBe(1);
    expect(failed.output).toMatch(/FAILED {4}http:\S+: 2 attempts\n0 of 1 delivery succeeded/);

    await using gone = await startReceiver(() => 410);
    const other = await hookline.createOrganization();
    await addEndpoint(other.client, { url: gone.url });
    expect((await trigger(['invoice.paid'], other.key)).code).toBe(1);
  });

  it('ends with 2 when no endpoint wants it', async () => {
    const { client, key } = await hookline.createOrganization();
    await addEndpoint(client, { url: 'listen:x', eventPatterns: ['user.created'] });
    const { code, output } = await trigger(['invoice.paid'], key);
    expect(output).toContain('for no endpoints of tenant');
    expect(code).toBe(2);
  });

  it('ends with 3 when time runs out, and says what is still waited for', async () => {
    const { client, key } = await hookline.createOrganization();
    const { id } = await addEndpoint(client, { url: 'listen:x' });
    await client.data('mutation ($id: ID!) { endpointPause(id: $id) { __typename } }', { id });
    const { code, output } = await trigger(['invoice.paid', '--timeout', '1'], key);
    expect(output).toContain('PENDING   listen:x: 0 attempts, its endpoint is PAUSED');
    expect(code).toBe(3);
  });

  it('lets no name command the terminal', async () => {
    const { client, key, id: organization } = await hookline.createOrganization();
    await hookline.admin.data(
      'mutation ($id: ID!, $name: String!) { organizationUpdate(id: $id, input: { name: $name }) { __typename } }',
      { id: organization, name: 'ten\u001bcant' },
    );
    const name = '\u001b]52;c;AAAA\u0007\u009b2J\u202egnilliB';
    await addEndpoint(client, { url: 'listen:x', name });
    const { id } = await addEndpoint(client, { url: 'listen:y', name });
    await client.data('mutation ($id: ID!) { endpointPause(id: $id) { __typename } }', { id });
    const { output } = await trigger(['invoice.paid', '--timeout', '1'], key);
    expect(output).toContain('for 2 endpoints of ten\uFFFDcant\n');
    expect(output).toContain('\uFFFD]52;c;AAAA\uFFFD\uFFFD2J\uFFFDgnilliB  handed to the feed\n');
    expect(output).toContain('\uFFFD]52;c;AAAA\uFFFD\uFFFD2J\uFFFDgnilliB: 0 attempts');
    expect(output).not.toMatch(/[^\P{Cc}\n]|\p{Bidi_Control}/u);
  });

  it('ends with 130 when it is interrupted', async () => {
    const { client, key } = await hookline.createOrganization();
    const { id } = await addEndpoint(client, { url: 'listen:x' });
    await client.data('mutation ($id: ID!) { endpointPause(id: $id) { __typename } }', { id });
    await using cli = await startCli(['trigger', 'invoice.paid'], { url: hookline.url, key });
    await cli.says(/Published/);
    expect(await cli.interrupt()).toBe(130);
  });

  it('makes up what the type has no example of, or takes what it is given, digit for digit', async () => {
    const { client, key } = await hookline.createOrganization();
    await using receiver = await startReceiver();
    await addEndpoint(client, { url: receiver.url });
    const dir = await mkdtemp(join(tmpdir(), 'hookline-test-'));
    const file = join(dir, 'note.json');
    await writeFile(file, '{"n": 12345678901234567890}');
    const runs = [
      ['user.created'],
      ['note.added'],
      ['note.added', '--payload', '{"n": 0.10}'],
      ['note.added', '--payload', `@${file}`],
    ];
    for (const args of runs) expect((await trigger(args, key)).code).toBe(0);
    await rm(dir, { recursive: true });
    const bodies = receiver.requests.map(({ body }) => body);
    expect((JSON.parse(bodies[0] ?? '') as Sent).data).toEqual({ email: 'user@example.com' });
    expect((JSON.parse(bodies[1] ?? '') as Sent).data).toEqual({});
    expect(bodies[2]).toContain('"data":{"n": 0.10}');
    expect(bodies[3]).toContain('"data":{"n": 12345678901234567890}');
  });

  it('tells programs a line of JSON each', async () => {
    const { client, key } = await hookline.createOrganization();
    await addEndpoint(client, { url: 'listen:x' });
    const { code, output } = await trigger(['invoice.paid', '--json'], key);
    const lines = output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { kind: string });
    expect(lines).toMatchObject([
      { kind: 'published', endpoints: 1 },
      { kind: 'attempt', outcome: 'SUCCEEDED', attemptNumber: 1, responseStatus: null },
      { kind: 'end', result: 'SUCCEEDED', deliveries: [{ status: 'SUCCEEDED', attempts: 1 }] },
    ]);
    expect(code).toBe(0);
  });

  it('waits for the deliveries of many endpoints, which are made after the event was accepted', async () => {
    const { client, key } = await hookline.createOrganization({ maxEndpoints: MANY });
    for (let n = 0; n < MANY; n++) await addEndpoint(client, { url: `listen:x${n}` });
    const { code, output } = await trigger(['invoice.paid'], key);
    expect(output).toContain(`${MANY} of ${MANY} deliveries succeeded`);
    expect(code).toBe(0);
  });

  it('acts for the organization that it is told', async () => {
    const { id, client } = await hookline.createOrganization();
    await addEndpoint(client, { url: 'listen:x' });
    const { code, output } = await trigger(['invoice.paid', '--organization', id], hookline.adminKey);
    expect(output).toContain('1 of 1 delivery succeeded');
    expect(code).toBe(0);
  });
});

describe('trigger that cannot begin', () => {
  const cases: [string, string[], RegExp][] = [
    ['without a type', [], /needs a type of event[\s\S]*Usage: hookline trigger/],
    ['with a type that is not', ['invoice.payd'], /Did you mean invoice\.paid\?/],
    ['with a payload that is no JSON', ['note.added', '--payload', '{'], /--payload is not JSON/],
    ['with a payload that cannot be read', ['note.added', '--payload', '@nowhere'], /nowhere \(ENOENT\)/],
    ['with a time that is none', ['note.added', '--timeout', '0'], /--timeout takes seconds/],
    ['with an organization that is not', ['note.added', '--organization', 'org_1'], /NOT_FOUND/],
  ];

  it.each(cases)('%s says so', async (_name, args, says) => {
    const { key } = await hookline.createOrganization();
    const { code, output } = await trigger(args, key);
    expect(output).toMatch(says);
    expect(output).not.toMatch(/\n +at /);
    expect(code).toBe(2);
  });

  it('with a key of no organization asks for one', async () => {
    const { key } = await createApiKey(hookline.app.core.database, {
      organizationId: null,
      name: 'root',
      scopes: ['ADMIN'],
    });
    const { code, output } = await trigger(['invoice.paid'], key);
    expect(output).toContain('The key belongs to no organization.');
    expect(output).toContain('--organization org_…');
    expect(code).toBe(2);
  });

  it('without a scope names it', async () => {
    const { key } = await hookline.createOrganization({ scopes: ['EVENTS_PUBLISH'] });
    const { code, output } = await trigger(['invoice.paid'], key);
    expect(output).toContain('The key lacks the scope DELIVERIES_READ.');
    expect(code).toBe(2);
  });
});
