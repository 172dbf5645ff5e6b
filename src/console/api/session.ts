import { computed, effect, signal } from '@preact/signals';
import {
  type Scope,
  type TypedDocumentString,
  ViewerDocument,
  type ViewerQuery,
} from '../generated/graphql.ts';
import { keptIn } from '../kept.ts';
import { Failure, send } from './client.ts';

const STORED_KEY = 'hookline.key';
const STORED_ORGANIZATION = 'hookline.organization';

const kept = keptIn('sessionStorage');
/** The key lives as long as its tab: in session storage, never in the address or in local storage. */
const key = signal<string | null>(kept.getItem(STORED_KEY));
export const viewer = signal<ViewerQuery['viewer'] | null>(null);
/** Why one has to sign in, when it is not for the first time. */
export const signedOutBecause = signal<Failure | null>(null);
export const hasKey = computed(() => key.value !== null);

/** For ADMIN: the one organization to look at, or null for all. */
export const organizationId = signal<string | null>(kept.getItem(STORED_ORGANIZATION));
effect(() => {
  if (organizationId.value === null) kept.removeItem(STORED_ORGANIZATION);
  else kept.setItem(STORED_ORGANIZATION, organizationId.value);
});

/** What a filter takes to show only the chosen organization. */
export const organizationFilter = (): { organizationId?: string } =>
  organizationId.value === null ? {} : { organizationId: organizationId.value };

export function may(scope: Scope): boolean {
  const scopes = viewer.value?.scopes ?? [];
  return scopes.includes('ADMIN') || scopes.includes(scope);
}

/** No header takes it, and the browser says of that what it says of a server that is away. */
const NO_KEY_HAS = /[^ -~]/u;

/** Takes a key that the server knows. @throws Failure */
export async function signIn(candidate: string): Promise<void> {
  const [character] = NO_KEY_HAS.exec(candidate) ?? [];
  if (character) {
    const code = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
    throw new Failure('MALFORMED_API_KEY', `No API key or token has “${character}” (U+${code}) in it.`);
  }
  const answer = await send(candidate, ViewerDocument, {});
  kept.setItem(STORED_KEY, candidate);
  signedOutBecause.value = null;
  viewer.value = answer.viewer;
  key.value = candidate;
}

/** Asks who a kept key is, after the page was loaded again. @throws Failure when the server cannot say */
export async function restore(): Promise<void> {
  const answer = await run(ViewerDocument, {});
  viewer.value = answer.viewer;
}

export function signOut(reason: Failure | null = null): void {
  kept.removeItem(STORED_KEY);
  organizationId.value = null;
  signedOutBecause.value = reason;
  key.value = null;
  viewer.value = null;
}

/** Runs an operation with the key of the session, which ends when the server refuses it. @throws Failure */
export async function run<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Result> {
  const used = key.value;
  if (used === null) throw new Failure('MISSING_API_KEY', 'You are signed out.');
  try {
    return await send(used, document, variables, signal);
  } catch (error) {
    if (error instanceof Failure && error.isOfCredential && key.value === used) signOut(error);
    throw error;
  }
}

/** For the WebSocket, which is given the key after it opened. */
export const connectionParams = (): Record<string, string> => ({
  authorization: `Bearer ${key.value ?? ''}`,
});

/** Filled in by a server in development, for a browser on its own machine. */
export const developmentKey =
  document.querySelector<HTMLMetaElement>('meta[name="development-key"]')?.content || null;
