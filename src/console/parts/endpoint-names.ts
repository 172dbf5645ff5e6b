import { useEffect, useRef, useState } from 'preact/hooks';
import { useQuery } from '../api/queries.ts';
import { may, organizationFilter, run } from '../api/session.ts';
import { EndpointNamesDocument, EndpointsByIdDocument } from '../generated/graphql.ts';
import { shortId } from './delivery-list.tsx';
import { type Option, useAgain } from './filters.tsx';

const IDS_MAX = 100;

/**
 * What endpoints are called, as far as this key may see them.
 * @param chosen the id of one that is to be a choice, beside the hundred newest @param seen ids of others that are shown
 */
export function useEndpointNames(
  chosen: string | undefined,
  seen: readonly string[] = [],
): { options: readonly Option[]; nameOf: (id: string) => string } {
  const mayRead = may('ENDPOINTS_READ');
  const read = useQuery(EndpointNamesDocument, mayRead ? { filter: organizationFilter() } : null);
  useAgain(read);
  const { data } = read;
  const newest = (data?.endpoints.nodes ?? []).map(({ id, name, url }) => ({
    value: id,
    label: name ?? url,
  }));
  const names = new Map(newest.map(({ value, label }) => [value, label]));
  const others = useNames(data ? [...(chosen ? [chosen] : []), ...seen].filter((id) => !names.has(id)) : []);
  const label = chosen && others.get(chosen);
  return {
    options: toldApart(label ? [{ value: chosen, label }, ...newest] : newest),
    nameOf: (id) => names.get(id) ?? others.get(id) ?? shortId(id),
  };
}

/** Names are whatever people like: those of one name would be the same choice. */
function toldApart(options: readonly Option[]): readonly Option[] {
  const counts = Map.groupBy(options, ({ label }) => label);
  return options.map(({ value, label }) => ({
    value,
    label: counts.get(label)?.length === 1 ? label : `${label} · ${shortId(value)}`,
  }));
}

/** Names by ids, asked for as they come up; null for one that is there no more. */
function useNames(ids: readonly string[]): ReadonlyMap<string, string | null> {
  const [names, setNames] = useState<ReadonlyMap<string, string | null>>(new Map());
  const isAsking = useRef(false);
  const isGone = useRef(false);
  useEffect(
    () => () => {
      isGone.current = true;
    },
    [],
  );
  const unknown = [...new Set(ids)].filter((id) => !names.has(id)).slice(0, IDS_MAX);
  useEffect(() => {
    // One question at a time: those that come up meanwhile are in the next.
    if (isAsking.current || unknown.length === 0) return;
    isAsking.current = true;
    run(EndpointsByIdDocument, { ids: unknown })
      .then(({ nodes }) => {
        const found = nodes.map((node) => (node?.__typename === 'Endpoint' ? (node.name ?? node.url) : null));
        if (!isGone.current) setNames((before) => new Map([...before, ...unknown.map(entryWith(found))]));
      })
      // They stay ids until another name is asked for, when they are asked for again.
      .catch(() => undefined)
      .finally(() => {
        isAsking.current = false;
      });
  }, [unknown.join()]);
  return names;
}

const entryWith =
  (found: readonly (string | null)[]) =>
  (id: string, at: number): [string, string | null] => [id, found[at] ?? null];
