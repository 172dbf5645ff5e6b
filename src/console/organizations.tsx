import { useQuery } from './api/queries.ts';
import { organizationId, viewer } from './api/session.ts';
import { OrganizationsDocument } from './generated/graphql.ts';
import { SelectField } from './parts/field.tsx';
import { type Option, useAgain } from './parts/filters.tsx';

/** For ADMIN: the hundred newest of what is searched for, and before them the one that is looked at if it is none of these. */
export function useOrganizations(search = ''): { options: readonly Option[]; hasMore: boolean } {
  const chosen = organizationId.value;
  const read = useQuery(OrganizationsDocument, {
    search: search || null,
    chosen: chosen ?? '',
    isChosen: chosen !== null,
  });
  useAgain(read);
  const { data } = read;
  const found = data?.organizations.nodes ?? [];
  const isMissing = chosen !== null && !found.some(({ id }) => id === chosen);
  // The chosen organization stays a choice while it is being loaded, and when it no longer exists.
  const missing = { id: chosen ?? '', name: data ? (data.chosen?.name ?? chosen ?? '') : '…' };
  return {
    options: (isMissing ? [missing, ...found] : found).map(({ id, name }) => ({ value: id, label: name })),
    hasMore: data?.organizations.pageInfo.hasNextPage ?? false,
  };
}

/** For which organization something is made. */
export function OrganizationField(field: { value: string; onInput: (value: string) => void; name: string }) {
  const { options } = useOrganizations();
  const own = viewer.value?.organization;
  return (
    <SelectField
      label="Organization"
      {...field}
      options={[{ value: '', label: own ? `${own.name} (the key’s own)` : 'Choose one' }, ...options]}
    />
  );
}
