import type { Scope } from '../db/generated/prisma/enums.ts';

/** Who acts, and how far they may reach. */
export interface Viewer {
  /** Stable name of the caller, kept as `createdBy`: `key_…` for an API key, a token's subject. */
  readonly subject: string;
  /** UUID of the organization the caller belongs to; null: none in particular (ADMIN). */
  readonly organizationId: string | null;
  readonly scopes: ReadonlySet<Scope>;
  /** UUID of the API key that was used; null for another kind of credential. */
  readonly apiKeyId: string | null;
  /** When the credential ends; null: never. */
  readonly expiresAt: Date | null;
  /**
   * The externalId by which a token named its organization. It may later become another organization's, or nobody's.
   */
  readonly organizationExternalId?: string;
}

/** ADMIN has every scope, and every organization. */
export function hasScope(viewer: Viewer, scope: Scope): boolean {
  return viewer.scopes.has(scope) || viewer.scopes.has('ADMIN');
}

/** The only organization whose rows the viewer may see, or null when every one's. */
export function confinedTo(viewer: Viewer): string | null {
  if (viewer.scopes.has('ADMIN')) return null;
  // Null would mean every organization.
  if (viewer.organizationId === null) throw new Error('a viewer without ADMIN has no organization');
  return viewer.organizationId;
}
