import type { Core } from '../domain/core.ts';
import { confinedTo, hasScope, type Viewer } from '../domain/viewer.ts';
import type { LiveFeed } from '../feed/live.ts';
import type { Logger } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { CredentialWatch } from './credential-watch.ts';
import type { TokenVerifier } from './jwt.ts';
import { createLoaders, type Loaders } from './loaders.ts';

/** What lives as long as the server. */
export interface ApiServices {
  readonly core: Core;
  readonly feed: LiveFeed;
  readonly credentials: CredentialWatch;
  /** Null: no issuer of tokens is configured. */
  readonly tokens: TokenVerifier | null;
  readonly log: Logger;
  readonly metrics: Metrics;
}

/** What lives as long as one operation. */
export interface Context extends ApiServices {
  readonly viewer: Viewer;
  /** UUID of the only organization whose rows may be shown, or null for every one. */
  readonly only: string | null;
  readonly loaders: Loaders;
}

export function createContext(services: ApiServices, viewer: Viewer): Context {
  return {
    ...services,
    viewer,
    only: confinedTo(viewer),
    loaders: createLoaders(services.core, { mayReadPayloads: hasScope(viewer, 'EVENTS_READ') }),
  };
}
