import { OperatorError } from '../errors.ts';
import type { Api } from './api.ts';

export interface CliViewer {
  readonly organization: { readonly id: string; readonly name: string } | null;
  readonly scopes: readonly string[];
}

/** Who the key is. @throws OperatorError naming every scope that it lacks */
export async function readViewer(
  api: Api,
  needed: readonly string[],
  signal: AbortSignal,
): Promise<CliViewer> {
  const { viewer } = await api.request<{ viewer: CliViewer }>(
    '{ viewer { scopes organization { id name } } }',
    {},
    signal,
  );
  const missing = needed.filter((scope) => !hasScope(viewer, scope));
  if (missing.length === 0) return viewer;
  throw new OperatorError(
    `The key lacks the scope${missing.length > 1 ? 's' : ''} ${missing.join(', ')}.`,
    `Use one that has ${needed.join(', ')}; this one has ${viewer.scopes.join(', ') || 'none'}.`,
  );
}

/** Whose events are meant. @throws OperatorError where neither an option nor the key says so */
export function organizationOf({ organization }: CliViewer, given: string | null): string {
  const id = given ?? organization?.id;
  if (id !== undefined) return id;
  throw new OperatorError(
    'The key belongs to no organization.',
    'Say whose events are meant with --organization org_…; the query `organizations` lists the ids.',
  );
}

export function hasScope({ scopes }: CliViewer, scope: string): boolean {
  return scopes.includes('ADMIN') || scopes.includes(scope);
}
