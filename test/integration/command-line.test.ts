import { mkdtemp, rm } from 'node:fs/promises';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { describe, expect, it, vi } from 'vitest';
import { pendingMigrations } from '../../src/db/migrate.ts';
import { generateKey } from '../../src/keyring.ts';
import { createClient } from '../support/client.ts';
import { createEmptyDatabase, createTestDatabase } from '../support/database.ts';
import { type Program, runProgram, spawnProgram, startProgram } from '../support/process.ts';
import { startProxy } from '../support/proxy.ts';

// Each test starts processes, and a busy machine takes seconds for one.
vi.setConfig({ testTimeout: 60_000 });

/** A port of this machine on which nothing listens. */
async function closedPort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('the command line', () => {
  it('is explained by --help, and when no command is given', async () => {
    const [help, short, none] = await Promise.all([
      runProgram(['--help']),
      runProgram(['serve', '-h']),
      runProgram([]),
    ]);
    for (const { output } of [help, short, none]) {
      expect(output).toMatch(/^Usage: hookline <command>/);
      for (const command of ['serve', 'api', 'worker', 'migrate'])
        expect(output).toContain(`\n  ${command} `);
    }
    expect([help.code, short.code, none.code]).toEqual([0, 0, 2]);
  });

  it('knows no other command', async () => {
    const commands = ['serv', 'toString', '__proto__', '', 'keys', 'keys rotate now'];
    const runs = await Promise.all(commands.map((command) => runProgram(command.split(' '))));
    for (const [index, { code, output }] of runs.entries()) {
      expect(output).toContain(`there is no command "${commands[index]}"`);
      expect(output).toContain('Usage: hookline');
      expect(code).toBe(2);
    }
  });

  it('does nothing when it is given more than it takes', async () => {
    await using database = await createEmptyDatabase();
    const wrong = [
      [['migrate', '--dry-run'], 'no option "--dry-run"'],
      [['migrate', '-n'], 'no option "-n"'],
      [['migrate', '--port', '5000'], 'no option "--port"'],
      [['--version'], 'no option "--version"'],
      [['migrate', '--', '--dry-run'], 'no command "migrate --dry-run"'],
      [['migrate', 'status'], 'no command "migrate status"'],
    ] as const;
    const env = { DATABASE_URL: database.url };
    const runs = await Promise.all(wrong.map(([args]) => runProgram([...args], { env })));
    for (const [index, { code, output }] of runs.entries()) {
      expect(output).toContain(`hookline: there is ${wrong[index]?.[1]}.`);
      expect(code).toBe(2);
    }
    expect(await pendingMigrations({ url: database.url })).not.toEqual([]);
  });

  it('names every setting that is wrong, starts nothing, and shows no stack', async () => {
    const { code, output } = await runProgram(['serve'], {
      env: { HOOKLINE_PORT: 'http', HOOKLINE_POOL_SIZE: '0', DATABASE_URL: 'mysql://root:hunter2@db/x' },
    });
    expect(code).toBe(1);
    expect(output).toContain('Hookline cannot start: These settings are not valid:');
    for (const name of ['HOOKLINE_PORT', 'HOOKLINE_POOL_SIZE', 'DATABASE_URL'])
      expect(output).toContain(name);
    expect(output).toContain('What to do:');
    expect(output).not.toContain('hunter2');
    expect(output).not.toMatch(/\n +at /);
  });

  it('refuses keys that cannot be used, without showing them, before it does anything to the database', async () => {
    await using database = await createEmptyDatabase();
    const { code, output } = await runProgram(['serve'], {
      env: { DATABASE_URL: database.url, HOOKLINE_ENCRYPTION_KEYS: 'k1:c3dvcmRmaXNo' },
    });
    expect(code).toBe(1);
    expect(output).toContain('HOOKLINE_ENCRYPTION_KEYS cannot be used');
    expect(output).not.toContain('c3dvcmRmaXNo');
    expect(output).not.toContain('migrations');
  });

  it.each([
    ['HOOKLINE_DELIVERY_CA_FILE', '/nowhere/ca.pem'],
    ['HOOKLINE_DELIVERY_ALLOW_CIDRS', '169.254.169.254/32'],
  ])('refuses %s=%s before it does anything to the database', async (name, value) => {
    await using database = await createEmptyDatabase();
    const { code, output } = await runProgram(['serve'], {
      env: { DATABASE_URL: database.url, [name]: value },
    });
    expect(code).toBe(1);
    expect(output).toContain(name);
    expect(output).not.toContain('migrations');
  });

  it('needs a key and a database in production', async () => {
    await using database = await createTestDatabase();
    const production = { NODE_ENV: 'production' };
    const [noDatabase, noKey] = await Promise.all([
      runProgram(['serve'], { env: production }),
      runProgram(['serve'], { env: { ...production, DATABASE_URL: database.url } }),
    ]);
    expect(noDatabase).toMatchObject({ code: 1, output: expect.stringContaining('DATABASE_URL is not set') });
    expect(noKey).toMatchObject({
      code: 1,
      output: expect.stringContaining('HOOKLINE_ENCRYPTION_KEYS is not set'),
    });
  });
});

describe('a start that cannot succeed', () => {
  it('on a port that is taken says so and ends', async () => {
    await using database = await createTestDatabase();
    const env = {
      DATABASE_URL: database.url,
      HOOKLINE_MIGRATE: 'false',
      HOOKLINE_ENCRYPTION_KEYS: generateKey(),
    };
    await using first = await startProgram('serve', { env });
    const port = new URL(first.url).port;
    const { code, output } = await runProgram(['serve'], { env: { ...env, HOOKLINE_PORT: port } });
    expect(code).toBe(1);
    expect(output).toContain(`Port ${port} on 127.0.0.1 is taken by another program.`);
    expect(output).toContain('HOOKLINE_PORT');
    expect(output).not.toMatch(/\n +at /);
    // The first is none the worse for it.
    expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
  });

  it('without a database that answers says so and ends, whether it migrates or not', async () => {
    const port = await closedPort();
    const DATABASE_URL = `postgres://hookline:hunter2@127.0.0.1:${port}/x`;
    const runs = await Promise.all(
      ['true', 'false'].map((HOOKLINE_MIGRATE) =>
        runProgram(['serve'], { env: { DATABASE_URL, HOOKLINE_MIGRATE } }),
      ),
    );
    for (const { code, output } of runs) {
      expect(code).toBe(1);
      expect(output).toContain('Hookline cannot start: ');
      expect(output).toContain('ECONNREFUSED');
      expect(output).toContain('What to do:');
      expect(output).not.toContain('hunter2');
      expect(output).not.toMatch(/\n +at /);
    }
  });

  it('with an address of the database that cannot be read names it, and does not show it', async () => {
    const runs = await Promise.all([
      runProgram(['migrate'], { env: { DATABASE_URL: 'postgres://hookline:hunter2#1/?@127.0.0.1:5432/x' } }),
      runProgram(['migrate'], { env: { DATABASE_URL: 'postgres://hookline:hunter2%e4@127.0.0.1:5432/x' } }),
      runProgram(['migrate'], {
        env: { DATABASE_URL: 'postgres://hookline:hunter2@127.0.0.1:5432/x?sslrootcert=/no/ca.pem' },
      }),
    ]);
    for (const { code, output } of runs) {
      expect(code).toBe(1);
      expect(output).toContain('Hookline cannot start: DATABASE_URL cannot be used (');
      expect(output).not.toContain('hunter2');
      expect(output).not.toMatch(/\n +at /);
    }
    for (const { output } of runs.slice(0, 2)) expect(output).toContain('# as %23');
    expect(runs[2].output).toContain("(ENOENT: no such file or directory, open '/no/ca.pem')");
    expect(runs[2].output).toContain('Let sslrootcert, sslcert and sslkey of DATABASE_URL name files');
  });

  it('that waits for another process to migrate ends at SIGTERM', async () => {
    await using database = await createEmptyDatabase();
    const other = new pg.Client({ connectionString: database.url });
    await other.connect();
    await using stack = new AsyncDisposableStack();
    stack.defer(() => other.end());
    await other.query('select pg_advisory_lock(4170301220)');
    const env = { DATABASE_URL: database.url, HOOKLINE_MIGRATE: 'true' };
    const program = stack.use(await spawnProgram(['serve'], { env }));
    while (!program.output.includes('waiting for another process that is migrating')) await program.spoke();
    program.kill('SIGTERM');
    expect(await program.ended, program.output).toBe(0);
    expect(program.output).toContain('SIGTERM: stopped before it was ready');
  });

  it('without the address to listen at says so and ends', async () => {
    await using database = await createTestDatabase();
    const port = await closedPort();
    const { code, output } = await runProgram(['serve'], {
      env: {
        DATABASE_URL: database.url,
        DATABASE_DIRECT_URL: `postgres://hookline@127.0.0.1:${port}/x`,
        HOOKLINE_MIGRATE: 'false',
      },
    });
    expect(code).toBe(1);
    expect(output).toContain('ECONNREFUSED');
    expect(output).toContain('DATABASE_DIRECT_URL');
  });

  it('on a database that is not up to date says how to bring it there', async () => {
    await using database = await createEmptyDatabase();
    const env = { DATABASE_URL: database.url };
    for (const run of [
      runProgram(['worker'], { env: { ...env, HOOKLINE_MIGRATE: 'false' } }),
      // Which never migrates, whatever is set.
      runProgram(['admin-key'], { env: { ...env, HOOKLINE_MIGRATE: 'true' } }),
    ]) {
      const { code, output } = await run;
      expect(code).toBe(1);
      expect(output).toContain('migrations are pending');
      expect(output).toContain('Run `hookline migrate`, or have `hookline serve` do it');
    }
  });
});

describe('migrate', () => {
  it('makes an empty database ready, and changes nothing the second time', async () => {
    await using database = await createEmptyDatabase();
    const env = { DATABASE_URL: database.url };
    const first = await runProgram(['migrate'], { env });
    expect(first.code, first.output).toBe(0);
    expect(await pendingMigrations(database)).toEqual([]);
    const [second, program] = await Promise.all([
      runProgram(['migrate'], { env }),
      startProgram('serve', { env: { ...env, HOOKLINE_MIGRATE: 'false' } }),
    ]);
    await using _ = program;
    expect(second).toMatchObject({ code: 0, output: expect.stringContaining('"applied":[]') });
    expect((await fetch(`${program.url}/readyz`)).status).toBe(200);
  });
});

describe('output that nobody takes', () => {
  it('ends no migration in the middle', async () => {
    await using database = await createEmptyDatabase();
    await using program = await spawnProgram(['migrate'], { env: { DATABASE_URL: database.url } });
    program.stopReading();
    expect(await program.ended).toBe(0);
    expect(await pendingMigrations(database)).toEqual([]);
  });

  it('is no failure of --help', async () => {
    await using program = await spawnProgram(['--help']);
    program.stopReading();
    expect(await program.ended).toBe(0);
  });
});

describe('a migration', () => {
  it('is not made by way of a pooler, in which its locks would stay', async () => {
    await using stack = new AsyncDisposableStack();
    let sent = '';
    const poolerOf = (url: string) =>
      startProxy(url, {
        sending(chunk) {
          sent += chunk.toString('latin1');
          return chunk;
        },
      });
    for (const command of ['migrate', 'worker']) {
      const { url } = stack.use(await createEmptyDatabase());
      const pooler = stack.use(await poolerOf(url));
      const env = { DATABASE_URL: pooler.url, DATABASE_DIRECT_URL: url, HOOKLINE_MIGRATE: 'true' };
      if (command === 'migrate') expect(await runProgram([command], { env })).toMatchObject({ code: 0 });
      else stack.use(await startProgram(command, { env }));
      expect(await pendingMigrations({ url })).toEqual([]);
    }
    expect(sent).toContain('hookline');
    expect(sent).not.toMatch(/pg_(try_)?advisory_lock/);
  });
});

describe('a role that may not migrate', () => {
  it.each([
    ['create tables', '-c role=pg_monitor', 'permission denied for schema public'],
    ['find a schema', '-c search_path=nowhere', 'no schema has been selected to create in'],
  ])('as it cannot %s is told what it lacks', async (_what, options, reason) => {
    await using database = await createEmptyDatabase();
    const url = new URL(database.url);
    url.searchParams.set('options', options);
    const { code, output } = await runProgram(['migrate'], { env: { DATABASE_URL: url.href } });
    expect(output).toContain(
      `Hookline cannot start: The database cannot be migrated: ${reason}.\nWhat to do: `,
    );
    expect(code).toBe(1);
  });
});

describe('a role that has no connection left', () => {
  it.each([
    [0, 'The database of DATABASE_URL cannot be connected to (53300: too many connections for role '],
    [1, 'The database gives no connection, or broke one off (too many connections for role '],
  ])('beyond %i is told so', async (limit, reason) => {
    await using database = await createEmptyDatabase();
    const role = `role_${new URL(database.url).pathname.slice(1)}`;
    const admin = new pg.Client(database.url);
    await admin.connect();
    try {
      await admin.query(`create role ${role} login password 'x' connection limit ${limit}`);
      const url = new URL(database.url);
      Object.assign(url, { username: role, password: 'x' });
      const { code, output } = await runProgram(['migrate'], { env: { DATABASE_URL: url.href } });
      expect(output).toContain(`Hookline cannot start: ${reason}`);
      expect(output).toContain('HOOKLINE_POOL_SIZE');
      expect(output).not.toContain('    at ');
      expect(code).toBe(1);
    } finally {
      await admin.query(`drop role if exists ${role}`);
      await admin.end();
    }
  });
});

describe('admin-key', () => {
  it('prints a key with ADMIN and nothing else, whatever there is to tell', async () => {
    await using database = await createTestDatabase();
    const env = {
      DATABASE_URL: database.url,
      HOOKLINE_MIGRATE: 'false',
      HOOKLINE_DELIVERY_SLOT: '1',
    };
    const { code, output, printed } = await runProgram(['admin-key'], { env });
    expect(code, output).toBe(0);
    expect(printed).toMatch(/^hk_[\w-]+\n$/);
    expect(output).toContain('did you mean HOOKLINE_DELIVERY_SLOTS?');
    await using program = await startProgram('serve', { env });
    const viewer = await createClient(program.url, printed.trim()).data('{ viewer { scopes } }');
    expect(viewer).toEqual({ viewer: { scopes: ['ADMIN'] } });
  });
});

describe('an admin-key that nobody gets to see', () => {
  it('is not left, and a message says so', async () => {
    await using database = await createTestDatabase();
    const env = { DATABASE_URL: database.url, HOOKLINE_MIGRATE: 'false' };
    await using program = await spawnProgram(['admin-key'], { env });
    program.stopPrinting();
    expect(await program.ended, program.output).toBe(1);
    expect(program.output).toContain('The key could not be printed (EPIPE), and is deleted again.');
    expect(program.output).not.toMatch(/\n +at /);
    const client = new pg.Client(database.url);
    await client.connect();
    await using stack = new AsyncDisposableStack();
    stack.defer(() => client.end());
    expect((await client.query('select from api_key')).rowCount).toBe(0);
  });
});

describe('three processes that start at once', () => {
  it('on an empty database all become ready', async () => {
    await using database = await createEmptyDatabase();
    const env = {
      DATABASE_URL: database.url,
      HOOKLINE_MIGRATE: 'true',
      HOOKLINE_ENCRYPTION_KEYS: generateKey(),
    };
    await using stack = new AsyncDisposableStack();
    const start = async (role: string): Promise<Program> => stack.use(await startProgram(role, { env }));
    const programs = await Promise.all([start('serve'), start('api'), start('worker')]);
    for (const { url } of programs.slice(0, 2)) expect((await fetch(`${url}/readyz`)).status).toBe(200);
    for (const program of programs) {
      program.kill('SIGTERM');
      expect(await program.ended, program.output).toBe(0);
    }
  });

  it('with one folder agree on its keys', async () => {
    await using database = await createTestDatabase();
    await using stack = new AsyncDisposableStack();
    const dataDir = await mkdtemp(join(tmpdir(), 'hookline-test-'));
    stack.defer(() => rm(dataDir, { recursive: true, force: true }));
    const options = { env: { DATABASE_URL: database.url, HOOKLINE_MIGRATE: 'false' }, dataDir };
    const programs = await Promise.all(
      ['api', 'api', 'api'].map(async (role) => stack.use(await startProgram(role, options))),
    );
    const [key] = programs.map((program) => program.key);
    for (const program of programs) {
      const response = await fetch(`${program.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-api-key': key ?? '' },
        body: '{"query":"{ viewer { subject } }"}',
      });
      expect(response.status).toBe(200);
    }
  });
});
