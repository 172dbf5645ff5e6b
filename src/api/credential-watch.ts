import type { Database } from '../db/client.ts';
import { CHANNELS, type Listener } from '../db/listener.ts';
import { AuthenticationError } from '../domain/api-keys.ts';
import type { Viewer } from '../domain/viewer.ts';

/** Without a notification (its connection may be down) a revoked key is found this late at most. */
const LOOK_MS = 3000;

/** Ends what outlives the request it came with: sockets and subscriptions whose credential is over. */
export interface CredentialWatch extends AsyncDisposable {
  /**
   * Calls `end` once, when the viewer's credential is revoked or expires, or names another organization than it did,
   * unless it is disposed before.
   */
  watch(viewer: Viewer, end: (reason: AuthenticationError) => void): Watched;
}

export interface Watched extends Disposable {
  /** Looks at the clock now, and ends what is over. */
  check(): void;
}

interface Entry {
  readonly viewer: Viewer;
  readonly end: (reason: AuthenticationError) => void;
}

/** However many subscriptions are open, one query in a while tells which of their keys were revoked, and one of their tokens. */
export function createCredentialWatch(options: {
  database: Pick<Database, 'pool'>;
  listener: Listener;
  onError: (error: Error) => void;
}): CredentialWatch {
  const entries = new Set<Entry>();
  let looking: Promise<void> | null = null;
  let again = false;

  function end(entry: Entry, reason: AuthenticationError): void {
    if (entries.delete(entry)) entry.end(reason);
  }

  function checkClock(entry: Entry): void {
    const { expiresAt, apiKeyId } = entry.viewer;
    if (expiresAt === null || expiresAt.getTime() > Date.now()) return;
    end(
      entry,
      apiKeyId === null
        ? new AuthenticationError('INVALID_AUTHORIZATION', 'This token has expired.')
        : new AuthenticationError('EXPIRED_API_KEY', 'This API key has expired.'),
    );
  }

  async function endRevoked(): Promise<void> {
    const ids = new Set([...entries].flatMap(({ viewer }) => viewer.apiKeyId ?? []));
    if (ids.size === 0) return;
    const { rows } = await options.database.pool.query<{ id: string }>(
      `select watched.id from unnest($1::uuid[]) as watched (id)
        where not exists (select from api_key where api_key.id = watched.id and revoked_at is null)`,
      [[...ids]],
    );
    const revoked = new Set(rows.map((row) => row.id));
    for (const entry of entries) {
      if (entry.viewer.apiKeyId !== null && revoked.has(entry.viewer.apiKeyId)) {
        end(entry, new AuthenticationError('INVALID_AUTHORIZATION', 'This API key was revoked.'));
      }
    }
  }

  /** A new request with such a token is for whoever has the externalId now. */
  async function endRenamed(): Promise<void> {
    // Whoever comes during the query may know more than it.
    const named = [...entries].filter(({ viewer }) => viewer.organizationExternalId !== undefined);
    if (named.length === 0) return;
    const { rows } = await options.database.pool.query<{ id: string; name: string }>(
      'select id, external_id as name from organization where external_id = any ($1::text[])',
      [[...new Set(named.map(({ viewer }) => viewer.organizationExternalId))]],
    );
    const idOf = new Map(rows.map(({ id, name }) => [name, id]));
    for (const entry of named) {
      const { organizationExternalId = '', organizationId } = entry.viewer;
      if (idOf.get(organizationExternalId) === organizationId) continue;
      const reason = 'The organization that this token names is another now.';
      end(entry, new AuthenticationError('INVALID_AUTHORIZATION', reason));
    }
  }

  function look(): void {
    for (const entry of entries) checkClock(entry);
    again = true;
    looking ??= lookOn().finally(() => {
      looking = null;
    });
  }

  /** A notification that comes during a look is of a change that this look may not have seen. */
  async function lookOn(): Promise<void> {
    while (again) {
      again = false;
      await endRevoked().catch(options.onError);
      await endRenamed().catch(options.onError);
    }
  }

  const unsubscribe = options.listener.subscribe(CHANNELS.access, look);
  const timer = setInterval(look, LOOK_MS);

  return {
    watch(viewer, onEnd) {
      const entry: Entry = { viewer, end: onEnd };
      entries.add(entry);
      return {
        check: () => checkClock(entry),
        [Symbol.dispose]: () => {
          entries.delete(entry);
        },
      };
    },
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      unsubscribe();
      entries.clear();
      await looking;
    },
  };
}
