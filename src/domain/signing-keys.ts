import { BoundedMap } from '../bounded-map.ts';
import { createSigningKey, type SigningKey } from '../delivery/sign.ts';
import type { Keyring } from '../keyring.ts';
import type { SealedSecret } from './load-deliveries.ts';
import { sealedPlace } from './sealed-places.ts';

/** Secrets in use, opened: making a key anew for each attempt would cost more than the signature. */
export interface SigningKeys {
  keyOf(secret: SealedSecret): SigningKey;
}

const CACHED_KEYS = 20_000;

/** A secret's bytes never change under its id, so an entry is never stale. */
export function createSigningKeys(keyring: Keyring): SigningKeys {
  const cache = new BoundedMap<string, SigningKey>(CACHED_KEYS);
  return {
    keyOf(secret) {
      const cached = cache.get(secret.id);
      if (cached) return cached;
      const key = createSigningKey(
        secret.version,
        keyring.open(secret.sealed, sealedPlace.signingSecret(secret.id)),
      );
      cache.set(secret.id, key);
      return key;
    },
  };
}
