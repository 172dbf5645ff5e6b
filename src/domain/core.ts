import type { Database } from '../db/client.ts';
import type { AddressPolicy } from '../delivery/address-policy.ts';
import type { Keyring } from '../keyring.ts';
import type { PgBoss } from '../queue/boss.ts';
import type { FindApiKey } from './api-key-reads.ts';
import type { NoteKeyUse } from './api-key-use.ts';
import type { ContentHash } from './content-hash.ts';
import type { PayloadSchemas } from './payload-schemas.ts';
import type { StoreShared } from './publish-group.ts';
import type { PublishReads } from './publish-reads.ts';

/** What the acts of the domain work with; made once, by the composition root. */
export interface Core {
  readonly database: Database;
  readonly boss: PgBoss;
  readonly keyring: Keyring;
  readonly contentHash: ContentHash;
  readonly addressPolicy: AddressPolicy;
  readonly payloadSchemas: PayloadSchemas;
  readonly findApiKey: FindApiKey;
  readonly noteKeyUse: NoteKeyUse;
  readonly publishReads: PublishReads;
  readonly storeShared: StoreShared;
}
