import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { describe, expect, it, vi } from 'vitest';
import { assertKeysFit } from '../../src/domain/key-check.ts';
import { createKeyring } from '../../src/keyring.ts';
import { closedUrl } from '../support/closed-url.ts';
import { createTestDatabase } from '../support/database.ts';
import { encryptionKey, sealedBy } from '../support/encryption.ts';
import { startHookline } from '../support/hookline.ts';
import { addEndpoint, addEventType, publish } from '../support/pipeline.ts';
import { runProgram, startProgram } from '../support/process.ts';

// Each test starts processes, and a busy machine takes seconds for one.
vi.setConfig({ testTimeout: 60_000 });

const [OLD, NEW] = [encryptionKey('old'), encryptionKey('new')];
const ROLES = ['serve', 'api', 'worker'];

/** A database with three values that the old key sealed, and the key of the hashes. */
async function sealedDatabase() {
  await using stack = new AsyncDisposableStack();
  const database = stack.use(await createTestDatabase());
  const pool = new pg.Pool({ connectionString: database.url });
  stack.defer(() => pool.end());
  {
    await using hookline = await startHookline({
      databaseUrl: database.url,
      roles: { api: true, worker: false },
      env: { HOOKLINE_ENCRYPTION_KEYS: OLD },
    });
    await addEventType(hookline.admin, 'invoice.paid');
    const { client } = await hookline.createOrganization();
    const headers = [{ name: 'X-Token', value: 'secret', sensitive: true }];
    await addEndpoint(client, { url: await closedUrl(), headers });
    await publish(client, { type: 'invoice.paid' });
  }
  const running = stack.move();
  const run = (args: string[], keys: Record<string, string>) =>
    runProgram(args, { env: { DATABASE_URL: database.url, HOOKLINE_MIGRATE: 'false', ...keys } });
  return {
    pool,
    url: database.url,
    run: (args: string[], keys: string) => run(args, { HOOKLINE_ENCRYPTION_KEYS: keys }),
    runWithFile: (args: string[], file: string) => run(args, { HOOKLINE_ENCRYPTION_KEYS_FILE: file }),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

describe('a start', () => {
  it('without a key that is needed names it and where to put it, in every role', async () => {
    await using at = await sealedDatabase();
    for (const args of [...ROLES.map((role) => [role]), ['keys', 'rotate']]) {
      const { code, output } = await at.run(args, NEW);
      expect(code, args.join(' ')).toBe(1);
      expect(output).toContain('The encryption key "old" is missing in HOOKLINE_ENCRYPTION_KEYS.');
      expect(output).toContain('hookline keys rotate');
      expect(output).not.toContain(NEW.slice(4));
      expect(output).not.toMatch(/\n +at /);
    }
    // Also when only something older than the newest secret and payload, a header, is sealed with it.
    await at.pool.query('delete from event_payload');
    await at.pool.query('delete from signing_secret');
    expect((await at.run(['worker'], NEW)).output).toContain('key "old" is missing');
    // A refused key has left nothing behind.
    expect((await at.pool.query('select id from encryption_key')).rows).toEqual([{ id: 'old' }]);
  });

  it('with other bytes under a known id says so, whether the key is current, former or only announced', async () => {
    await using at = await sealedDatabase();
    const announced = await at.run(['keys', 'rotate'], `${OLD},${NEW}`);
    expect(announced.code, announced.output).toBe(0);
    for (const keys of [
      encryptionKey('old'),
      `${NEW},${encryptionKey('old')}`,
      `${OLD},${encryptionKey('new')}`,
    ]) {
      const { code, output } = await at.run(['worker'], keys);
      expect(code).toBe(1);
      expect(output).toMatch(
        /The encryption key "(old|new)" in HOOKLINE_ENCRYPTION_KEYS is not the key that this database knows/,
      );
    }
  });

  it('asks for a key that was only announced from when it was the first, whatever was sealed since', async () => {
    await using database = await createTestDatabase();
    const pool = new pg.Pool({ connectionString: database.url });
    await using _ = { [Symbol.asyncDispose]: () => pool.end() };
    const startWith = (keys: string) => assertKeysFit(pool, createKeyring(keys));
    await startWith(`${OLD},${NEW}`);
    await startWith(OLD);
    await startWith(`${NEW},${OLD}`);
    await expect(startWith(OLD)).rejects.toThrow('The encryption key "new" is missing');
  });

  it('on a database from before keys were noted looks at what was sealed last', async () => {
    await using at = await sealedDatabase();
    await at.pool.query('delete from encryption_key');
    const [missing, wrong] = [await at.run(['api'], NEW), await at.run(['api'], encryptionKey('old'))];
    expect(missing.output).toMatch(
      /"old" is missing in HOOKLINE_ENCRYPTION_KEYS. signing_secret\/[0-9a-f-]{36} is/,
    );
    expect(wrong.output).toContain('"old" in HOOKLINE_ENCRYPTION_KEYS is not the key');
  });
});

describe('keys rotate', () => {
  it('encrypts everything anew, tells the counts, and lets the old key be taken out', async () => {
    await using at = await sealedDatabase();
    const rotated = await at.run(['keys', 'rotate'], `${NEW},${OLD}`);
    expect(rotated.code, rotated.output).toBe(0);
    for (const table of ['content_hash_key', 'signing_secret', 'endpoint', 'event_payload'])
      expect(rotated.output).toMatch(new RegExp(`^${table} +1 encrypted anew with "new"$`, 'm'));
    expect(rotated.output).toContain('left with another key: 0');
    expect(await sealedBy(at.pool)).toEqual({ new: 4 });
    await using program = await startProgram('serve', {
      env: { DATABASE_URL: at.url, HOOKLINE_MIGRATE: 'false', HOOKLINE_ENCRYPTION_KEYS: NEW },
    });
    expect((await fetch(`${program.url}/readyz`)).status).toBe(200);
    const lacking = await at.run(['worker'], OLD);
    expect(lacking.output).toContain('The encryption key "new" is missing');
  });

  it('takes the keys from a file, one a line, and names the file when it is of no use', async () => {
    await using at = await sealedDatabase();
    const folder = await mkdtemp(join(tmpdir(), 'hookline-test-'));
    await using _ = { [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
    const file = join(folder, 'keys');
    await writeFile(file, `${NEW}\n${OLD}\n`);
    expect(await at.runWithFile(['keys', 'rotate'], file)).toMatchObject({ code: 0 });
    expect(await sealedBy(at.pool)).toEqual({ new: 4 });
    await writeFile(file, `${OLD}\n`);
    expect((await at.runWithFile(['api'], file)).output).toContain(`key "new" is missing in ${file}.`);
    const none = await at.runWithFile(['api'], `${file}-none`);
    expect(none).toMatchObject({ code: 1, output: expect.stringContaining(`${file}-none (ENOENT)`) });
  });

  it('ends with 1 and the place when a value does not open', async () => {
    await using at = await sealedDatabase();
    await at.pool.query("update event_payload set sealed = sealed || '\\x00'::bytea");
    const { code, output } = await at.run(['keys', 'rotate'], `${NEW},${OLD}`);
    expect(code).toBe(1);
    expect(output).toMatch(/left with another key: 1\n.*event_payload\/[0-9a-f-]{36}/s);
    expect(await sealedBy(at.pool)).toEqual({ new: 3, old: 1 });
    expect((await at.run(['worker'], NEW)).output).toContain('"old" is missing');
  });
});
