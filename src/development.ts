import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { developmentApiKeyFile } from './config-cli.ts';
import { Scope } from './db/generated/prisma/enums.ts';
import { AuthenticationError, authenticateApiKey, createApiKey } from './domain/api-keys.ts';
import type { Core } from './domain/core.ts';
import { errorCode } from './error-code.ts';
import { newId } from './ids.ts';
import { generateKey } from './keyring.ts';

const ORGANIZATION_NAME = 'Development';
const ORGANIZATION_EXTERNAL_ID = 'development';

/** The text of a file that only its owner may read, which `make` provides the first time. */
async function keep(file: string, make: () => Promise<string> | string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
  const text = await make();
  // Whatever the umask is, nobody else is to put another file in its place.
  await mkdir(dirname(file), { recursive: true, mode: 0o755 });
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, `${text}\n`, { mode: 0o600 });
  try {
    // Of two processes that start at once, the first one's stands, and is whole as soon as it is there.
    await link(draft, file);
    return text;
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
    return (await readFile(file, 'utf8')).trim();
  } finally {
    await unlink(draft);
  }
}

/** The encryption key of a development installation, made on the first start. */
export function developmentEncryptionKeys(dataDir: string): Promise<string> {
  return keep(developmentKeysFile(dataDir), generateKey);
}

export function developmentKeysFile(dataDir: string): string {
  return join(dataDir, 'encryption-key');
}

/** An API key with every scope, of an organization of its own; made on the first start, or when the database is another. */
export async function developmentApiKey(core: Core, dataDir: string): Promise<string> {
  const file = developmentApiKeyFile(dataDir);
  const key = await keep(file, () => makeKey(core));
  try {
    await authenticateApiKey(core, key);
    return key;
  } catch (error) {
    if (!(error instanceof AuthenticationError)) throw error;
    const fresh = await makeKey(core);
    await writeFile(file, `${fresh}\n`, { mode: 0o600 });
    return fresh;
  }
}

async function makeKey({ database }: Core): Promise<string> {
  const { organization: organizations } = database.prisma;
  // Not an upsert, which fails when two processes make it at once.
  await organizations.createMany({
    data: { id: newId(), name: ORGANIZATION_NAME, externalId: ORGANIZATION_EXTERNAL_ID },
    skipDuplicates: true,
  });
  const organization = await organizations.findUniqueOrThrow({
    where: { externalId: ORGANIZATION_EXTERNAL_ID },
  });
  const { key } = await createApiKey(database, {
    organizationId: organization.id,
    name: 'development',
    scopes: Object.values(Scope),
  });
  return key;
}
