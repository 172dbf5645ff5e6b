import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createTestDatabase } from '../support/database.ts';
import { type Hookline, startHookline } from '../support/hookline.ts';
import { makeDataDir, removeDataDir } from '../support/postgres-server.ts';

// Each test starts processes, and a busy machine takes seconds for one.
vi.setConfig({ testTimeout: 60_000 });

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

interface Demo {
  process: ChildProcess;
  /** Resolves when the output contains it. */
  says(text: string): Promise<void>;
  /** The exit code and all output, once it has ended. */
  ended: Promise<{ code: number | null; output: string }>;
}

function startDemo(env: Record<string, string>, args: string[] = []): Demo {
  const child = spawn(process.execPath, ['test/demo/main.ts', ...args], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, ...env },
  });
  let output = '';
  const add = (text: string) => {
    output += text;
    child.emit('output');
  };
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', add);
  return {
    process: child,
    async says(text) {
      while (!output.includes(text)) await once(child, 'output');
    },
    ended: once(child, 'close').then(([code]) => ({ code: code as number | null, output })),
  };
}

/** A row of the closing table: its number, and the note beside it. */
function row(output: string, name: string): string | undefined {
  return output
    .split('\n')
    .find((line) => line.startsWith(`  ${name} `))
    ?.slice(name.length + 2)
    .trim()
    .replace(/ +/g, ' ');
}

let hookline: Hookline;
beforeAll(async () => {
  hookline = await startHookline();
});
afterAll(() => hookline[Symbol.asyncDispose]());

const against = ({ url, adminKey }: Hookline) => ({ HOOKLINE_URL: url, HOOKLINE_API_KEY: adminKey });

async function endpointCount({ admin }: Hookline): Promise<number> {
  const { endpoints } = await admin.data<{ endpoints: { totalCount: number } }>(
    '{ endpoints { totalCount } }',
  );
  return endpoints.totalCount;
}

describe('the demo', () => {
  it('delivers everything through a server that runs, and tidies up', async () => {
    const { code, output } = await startDemo(against(hookline), ['--events', '40']).ended;
    expect(output).toContain(`Using the server at ${hookline.url}.`);
    expect(row(output, 'published')).toMatch(/^40 /);
    expect(row(output, 'delivered')).toMatch(/^40 /);
    expect(row(output, 'attempts')).toMatch(/^48 /);
    expect(row(output, 'retries')).toMatch(/^8 /);
    expect(row(output, 'failed on purpose')).toBe(
      '8 by the receiver: 4 × answered 500, 2 × dropped the connection, 2 × let it time out',
    );
    expect(row(output, 'failed attempts')).toBe(
      '8 recorded as: 4 × REJECTED, 2 × CONNECTION_FAILED, 2 × TIMED_OUT',
    );
    expect(row(output, 'verified signatures')).toMatch(/^48 of 48 requests/);
    expect(row(output, 'latency p95')).toMatch(/^\d+ ms /);
    expect(code).toBe(0);

    expect(await endpointCount(hookline)).toBe(0);
    const { deliveries } = await hookline.admin.data<{ deliveries: { nodes: { status: string }[] } }>(
      '{ deliveries(first: 100) { nodes { status } } }',
    );
    expect(deliveries.nodes.map(({ status }) => status)).toEqual(Array(40).fill('SUCCEEDED'));

    const again = await startDemo(against(hookline), ['--events', '3']).ended;
    expect(again.output).toContain('Event types: 1 (0 new)');
    expect(again.code).toBe(0);
  });

  it('starts a server when none answers, and stops it', async () => {
    // A server that is left running keeps connections open, and disposing the database reports them.
    await using database = await createTestDatabase();
    const dataDir = await makeDataDir();
    try {
      const env = { DATABASE_URL: database.url, HOOKLINE_DATA_DIR: dataDir, HOOKLINE_PORT: '0' };
      const { code, output } = await startDemo(env, ['--events', '15']).ended;
      expect(output).toContain('No server answers: starting one for the demo');
      expect(row(output, 'delivered')).toMatch(/^15 /);
      expect(row(output, 'retries')).toMatch(/^4 /);
      expect(code).toBe(0);
    } finally {
      await removeDataDir(dataDir);
    }
  });

  it('stops at Ctrl-C and deletes its endpoint all the same', async () => {
    const demo = startDemo(against(hookline));
    await demo.says('The first failure');
    demo.process.kill('SIGINT');
    const { code, output } = await demo.ended;
    expect(output).toContain('Stopped by SIGINT.');
    expect(code).toBe(130);
    expect(await endpointCount(hookline)).toBe(0);
  });

  it('fails, and says why, when something was not delivered', async () => {
    await using slow = await startHookline({
      env: { HOOKLINE_RETRY_SCHEDULE_SECONDS: '600,600,600,600,600,600,600' },
    });
    const demo = startDemo(against(slow), ['--events', '5']);
    await demo.says('The first failure');
    const { endpoints } = await slow.admin.data<{ endpoints: { nodes: { id: string }[] } }>(
      '{ endpoints { nodes { id } } }',
    );
    await slow.admin.data(
      'mutation ($id: ID!) { endpointDelete(id: $id) { __typename } }',
      endpoints.nodes[0],
    );
    const { code, output } = await demo.ended;
    expect(output).toContain('The demo failed: 1 event was not delivered: 1 × CANCELED.');
    expect(row(output, 'delivered')).toMatch(/^4 /);
    expect(code).toBe(1);
  });
});

describe('the demo says what is wrong', () => {
  it('when no server answers where one was named', async () => {
    const port = await unusedPort();
    const { code, output } = await startDemo({ HOOKLINE_URL: `http://127.0.0.1:${port}` }).ended;
    expect(output).toContain(`No server answers at http://127.0.0.1:${port} (ECONNREFUSED).`);
    expect(output).toContain('npm start');
    expect(code).toBe(1);
  });

  it('when something else answers', async () => {
    const other = createServer((_request, response) => response.writeHead(404).end('nothing here'));
    const port = await listen(other);
    const { code, output } = await startDemo({ HOOKLINE_PORT: String(port) }).ended;
    other.close();
    expect(output).toContain(`What answers at http://127.0.0.1:${port} is no Hookline server`);
    expect(code).toBe(1);
  });

  it('when the key is refused', async () => {
    const { code, output } = await startDemo({ ...against(hookline), HOOKLINE_API_KEY: 'hk_wrong' }).ended;
    expect(output).toMatch(/refuses the API key of HOOKLINE_API_KEY: .+ \((INVALID|MALFORMED)_/);
    expect(code).toBe(1);
  });

  it('when the key may not do it', async () => {
    const { key } = await hookline.createOrganization({ scopes: ['EVENTS_PUBLISH'] });
    const { code, output } = await startDemo({ ...against(hookline), HOOKLINE_API_KEY: key }).ended;
    expect(output).toContain('The API key of HOOKLINE_API_KEY may not do that');
    expect(code).toBe(1);
  });

  it('when it runs in a folder that is not the server’s', async () => {
    const dataDir = await makeDataDir();
    const { code, output } = await startDemo({ HOOKLINE_URL: hookline.url, HOOKLINE_DATA_DIR: dataDir })
      .ended;
    await removeDataDir(dataDir);
    expect(output).toContain(`There is no API key: ${dataDir}/development-api-key cannot be read (ENOENT).`);
    expect(output).toContain('in the folder and with the settings of the server');
    expect(code).toBe(1);
  });

  it('when an option is not one', async () => {
    const { code, output } = await startDemo({}, ['--events', '330']).ended;
    expect(output).toContain('--events takes a whole number from 1 to 329, not 330.');
    expect(code).toBe(1);
  });
});

async function listen(server: ReturnType<typeof createServer>): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** One where nothing listens any more. */
async function unusedPort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  server.close();
  await once(server, 'close');
  return port;
}
