import { Scope } from '../../../src/db/generated/prisma/enums.ts';
import { createApiKey } from '../../../src/domain/api-keys.ts';
import { createClient } from '../../support/client.ts';
import type { Hookline } from '../../support/hookline.ts';
import { secondsFromNow, type TokenIssuer } from '../../support/tokens.ts';
import type { Marked } from './world.ts';

/** Who sends an operation. */
export const VIEWERS = [
  'organizationKey',
  'token',
  'fewScopes',
  'nobody',
  'admin',
  'adminOfNone',
  'adminToken',
] as const;
export type ViewerName = (typeof VIEWERS)[number];

export interface Credentials {
  readonly headersOf: Readonly<Record<ViewerName, Record<string, string>>>;
  /** Of the keys among them, as the API gives them. */
  readonly keyIds: ReadonlySet<string>;
}

/** What each viewer sends. No operation may name these keys: it might revoke them. */
export async function makeCredentials(
  { app, adminKey, url }: Hookline,
  issuer: TokenIssuer,
  mine: Marked,
): Promise<Credentials> {
  const { database } = app.core;
  const few = await createApiKey(database, {
    organizationId: mine.tenant.uuid,
    name: `${mine.mark} few`,
    scopes: ['ENDPOINTS_READ', 'DELIVERIES_READ'],
  });
  const admin = await createApiKey(database, { organizationId: null, name: 'admin', scopes: ['ADMIN'] });
  const exp = secondsFromNow(86_400);
  const scope = Object.values(Scope)
    .filter((name) => name !== 'ADMIN')
    .join(' ');
  const token = await issuer.sign({ org_id: mine.tenant.id, scope, exp });
  const adminToken = await issuer.sign({ scope: 'admin', exp });
  const headersOf: Record<ViewerName, Record<string, string>> = {
    organizationKey: { 'x-api-key': mine.tenant.key },
    token: { authorization: `Bearer ${token}` },
    fewScopes: { authorization: `Bearer ${few.key}` },
    nobody: {},
    admin: { 'x-api-key': adminKey },
    adminOfNone: { 'x-api-key': admin.key },
    adminToken: { authorization: `Bearer ${adminToken}` },
  };
  const keyIds = new Set<string>();
  for (const headers of Object.values(headersOf)) {
    const { data } = await createClient(url, null, headers).send<{
      viewer?: { apiKey?: { id: string } };
    } | null>('{ viewer { apiKey { id } } }');
    if (data?.viewer?.apiKey) keyIds.add(data.viewer.apiKey.id);
  }
  return { headersOf, keyIds };
}
