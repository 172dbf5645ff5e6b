import type { AppOptions } from './app.ts';

/** Loading it takes a second or two, which help and a wrong setting do not wait for. */
const loadPrepare = () => import('./prepare.ts');

export type Task = (options: AppOptions) => Promise<void>;

/** Commands that do one thing and end. */
export const TASKS: Readonly<Record<string, Task>> = {
  migrate: migrateOnly,
  'admin-key': makeAdminKey,
  'keys rotate': rotateEncryptionKeys,
};

/** Of no organization: the first key of a production installation, with which the others are made. */
async function makeAdminKey(options: AppOptions): Promise<void> {
  const [{ reachDatabase }, { assertReady }, { openDatabase }, { createApiKey }] = await Promise.all([
    loadPrepare(),
    import('./db/readiness.ts'),
    import('./db/client.ts'),
    import('./domain/api-keys.ts'),
  ]);
  await using stack = new AsyncDisposableStack();
  const url = await reachDatabase(options, stack);
  const database = stack.use(openDatabase({ url, poolSize: 1, onError: () => undefined }));
  await assertReady(database);
  const { apiKey, key } = await createApiKey(database, {
    organizationId: null,
    name: 'admin',
    scopes: ['ADMIN'],
  });
  const failure = await new Promise<NodeJS.ErrnoException | null | undefined>((resolve) =>
    process.stdout.write(`${key}\n`, resolve),
  );
  if (!failure) return;
  await database.prisma.apiKey.delete({ where: { id: apiKey.id } });
  process.exitCode = 1;
  process.stderr.write(
    `The key could not be printed (${failure.code}), and is deleted again. Look at what takes the output, then run this again.\n`,
  );
}

async function rotateEncryptionKeys(options: AppOptions): Promise<void> {
  const [{ openKeyring, reachDatabase }, { assertReady }, { openDatabase }, { rotateKeys }] =
    await Promise.all([
      loadPrepare(),
      import('./db/readiness.ts'),
      import('./db/client.ts'),
      import('./domain/key-rotation.ts'),
    ]);
  await using stack = new AsyncDisposableStack();
  const url = await reachDatabase(options, stack);
  const database = stack.use(openDatabase({ url, poolSize: 1, onError: () => undefined }));
  await assertReady(database);
  const keyring = await openKeyring(options, database);
  const { resealed, left, unreadable } = await rotateKeys(database.pool, keyring, {
    onProgress: (table, count) => options.log.info(`${table}: ${count} encrypted anew`),
    ...(options.signal && { signal: options.signal }),
  });
  for (const [table, count] of Object.entries(resealed))
    process.stdout.write(`${table.padEnd(18)}${count} encrypted anew with "${keyring.currentId}"\n`);
  process.stdout.write(`left with another key: ${left}\n`);
  if (left === 0) return;
  process.exitCode = 1;
  process.stderr.write(
    unreadable.length > 0
      ? `${unreadable.length} rows are damaged, were moved, or need a key that is not given: ${unreadable.slice(0, 5).join(', ')}\n`
      : `Others still write with another key. Start every process with "${keyring.currentId}" as its first key, then run this again.\n`,
  );
}

async function migrateOnly(options: AppOptions): Promise<void> {
  const { prepareDatabase, reachDatabase, sessionUrl } = await loadPrepare();
  await using stack = new AsyncDisposableStack();
  const url = await sessionUrl(options, await reachDatabase(options, stack));
  const { applied } = await prepareDatabase(url, options.onProgress ?? (() => undefined), options.signal);
  options.log.info({ applied }, 'the database is up to date');
}
