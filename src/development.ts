import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from './db/client.ts';
import { Scope } from './db/generated/prisma/enums.ts';
import { AuthenticationError, authenticateApiKey, createApiKey } from './domain/api-keys.ts';
import { newId } from './ids.ts';
import { generateKey } from './keyring.ts';

const ORGANIZATION_NAME = 'Development';
const ORGANIZATION_EXTERNAL_ID = 'development';

/** Text that is made once and kept in a file that only its owner may read. */
async function keep(file: string, make: () => Promise<string> | string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const text = await make();
  await mkdir(join(file, '..'), { recursive: true });
  try {
    // Of two processes that start at once, the first one's stands.
    await writeFile(file, `${text}\n`, { mode: 0o600, flag: 'wx' });
    return text;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return (await readFile(file, 'utf8')).trim();
  }
}

/** The encryption key of a development installation, made on the first start. */
export function developmentEncryptionKeys(dataDir: string): Promise<string> {
  return keep(join(dataDir, 'encryption-key'), generateKey);
}

/** An API key with every scope, of an organization of its own; made on the first start, or when the database is another. */
export async function developmentApiKey(database: Database, dataDir: string): Promise<string> {
  const file = join(dataDir, 'development-api-key');
  const key = await keep(file, () => makeKey(database));
  try {
    await authenticateApiKey(database, key);
    return key;
  } catch (error) {
    if (!(error instanceof AuthenticationError)) throw error;
    const fresh = await makeKey(database);
    await writeFile(file, `${fresh}\n`, { mode: 0o600 });
    return fresh;
  }
}

async function makeKey(database: Database): Promise<string> {
  const organization = await database.prisma.organization.upsert({
    where: { externalId: ORGANIZATION_EXTERNAL_ID },
    create: { id: newId(), name: ORGANIZATION_NAME, externalId: ORGANIZATION_EXTERNAL_ID },
    update: {},
  });
  const { key } = await createApiKey(database, {
    organizationId: organization.id,
    name: 'development',
    scopes: Object.values(Scope),
  });
  return key;
}
