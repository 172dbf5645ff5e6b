import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { TypedDocumentString } from '../generated/graphql.ts';
import { keepPlace, place } from '../place.ts';
import { Failure } from './client.ts';
import { run } from './session.ts';
import { useTurns } from './turns.ts';

export interface Loaded<Data> {
  /** Of the latest answer; stays while it is asked for again. */
  readonly data: Data | null;
  readonly failure: Failure | null;
  readonly loading: boolean;
  reload(): Promise<void>;
}

/** Runs a query now, and again when its variables change or the window gets the focus. @param variables null: not yet */
export function useQuery<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables | null,
): Loaded<Result> {
  const wanted = JSON.stringify(variables);
  const [state, setState] = useState<{ of: string; data: Result | null; failure: Failure | null }>({
    of: '',
    data: null,
    failure: null,
  });
  const [loading, setLoading] = useState(variables !== null);
  const latest = useRef<AbortController | null>(null);

  const load = useCallback(async () => {
    if (wanted === 'null') return;
    latest.current?.abort();
    const controller = new AbortController();
    latest.current = controller;
    setLoading(true);
    try {
      const data = await run(document, JSON.parse(wanted) as Variables, controller.signal);
      if (!controller.signal.aborted) setState({ of: wanted, data, failure: null });
    } catch (error) {
      if (controller.signal.aborted) return;
      const failure = toShown(error);
      setState((before) => ({ of: wanted, data: before.of === wanted ? before.data : null, failure }));
    }
    if (!controller.signal.aborted) setLoading(false);
  }, [document, wanted]);

  useEffect(() => {
    void load();
    return () => latest.current?.abort();
  }, [load]);
  const reload = useTurns(load);
  // Somebody comes back from another tab, where they may have changed what is shown here.
  useEffect(() => {
    const comeBack = () => void reload();
    addEventListener('focus', comeBack);
    return () => removeEventListener('focus', comeBack);
  }, [reload]);

  const isCurrent = state.of === wanted;
  return {
    data: isCurrent ? state.data : null,
    failure: isCurrent ? state.failure : null,
    loading: loading || (!isCurrent && wanted !== 'null'),
    reload,
  };
}

interface Connection<Row> {
  nodes: readonly Row[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  totalCount?: number;
}

export interface Pages<Row> {
  /** Null until the first answer. */
  readonly rows: readonly Row[] | null;
  readonly totalCount: number | null;
  readonly failure: Failure | null;
  readonly loading: boolean;
  readonly hasMore: boolean;
  more(): Promise<void>;
  /** Reads anew as many rows as were asked for. */
  reload(): Promise<void>;
}

const PAGE_SIZE = 25;
const PAGE_SIZE_MAX = 100;

interface PagesOptions<Row> {
  /** Has the query run again when it changes. */
  readonly changes?: number;
  readonly pageSize?: number;
  /**
   * For a list whose filter has `until`: whoever comes back to it sees what has come since only after asking for it.
   */
  readonly madeAt?: (row: Row) => string;
  /** For a list whose filter has `since`: only rows made within so many milliseconds before it is read. */
  readonly within?: number | undefined;
}

/**
 * A list that grows by pages, and is as long as it was for whoever comes back to it. @param variables without `first`
 * and `after`
 */
export function usePages<Result, Variables extends { first: number }, Row>(
  document: TypedDocumentString<Result, Variables>,
  variables: Omit<Variables, 'first' | 'after'> | null,
  connectionOf: (result: Result) => Connection<Row> | null,
  { changes = 0, pageSize = PAGE_SIZE, madeAt, within }: PagesOptions<Row> = {},
): Pages<Row> {
  const wanted = JSON.stringify(variables && { ...variables, within });
  const [state, setState] = useState<{ of: string; page: Connection<Row> | null; failure: Failure | null }>({
    of: '',
    page: null,
    failure: null,
  });
  const [loading, setLoading] = useState(variables !== null);
  const latest = useRef<AbortController | null>(null);
  /** Rows that are to be shown: a reload in the midst of `more` reads these too. */
  const asked = useRef(pageSize);
  const since = useRef<string | null>(null);
  const until = useRef<string | null>(null);
  const address = useRef('');

  async function load(before: Connection<Row> | null): Promise<void> {
    if (wanted === 'null') return;
    latest.current?.abort();
    const controller = new AbortController();
    latest.current = controller;
    setLoading(true);
    if (before === null) since.current ??= within === undefined ? null : ago(within);
    try {
      let page = before;
      do {
        const first = Math.min(asked.current - (page?.nodes.length ?? 0), PAGE_SIZE_MAX);
        const after = page?.pageInfo.endCursor ?? null;
        const given = { ...asOf(wanted, since.current, until.current), first, ...(after && { after }) };
        const read = connectionOf(await run(document, given as unknown as Variables, controller.signal));
        if (controller.signal.aborted) return;
        page = read && { ...read, nodes: [...(page?.nodes ?? []), ...read.nodes] };
      } while (page?.pageInfo.hasNextPage && page.nodes.length < asked.current);
      setState({ of: wanted, page, failure: null });
      const newest = madeAt && page ? afterAll(page.nodes.map(madeAt)) : null;
      const list = { of: wanted, rows: asked.current, since: since.current, until: newest };
      keepPlace({ list }, address.current);
    } catch (error) {
      if (controller.signal.aborted) return;
      const failure = toShown(error);
      setState((now) => ({ of: wanted, page: now.of === wanted ? now.page : null, failure }));
    }
    setLoading(false);
  }

  useEffect(() => {
    address.current = location.href;
    const { list } = place();
    const isBack = list?.of === wanted;
    asked.current = isBack ? list.rows : pageSize;
    since.current = isBack ? list.since : null;
    until.current = isBack ? list.until : null;
    void load(null);
    return () => latest.current?.abort();
  }, [document, wanted]);

  const page = state.of === wanted ? state.page : null;
  const reload = useTurns(() => {
    since.current = null;
    until.current = null;
    return load(null);
  });
  useEffect(() => {
    if (changes > 0) void reload();
  }, [changes]);

  return {
    rows: page?.nodes ?? null,
    totalCount: page?.totalCount ?? null,
    failure: state.of === wanted ? state.failure : null,
    loading: loading || (state.of !== wanted && wanted !== 'null'),
    hasMore: page?.pageInfo.hasNextPage ?? false,
    more() {
      asked.current = (page?.nodes.length ?? 0) + pageSize;
      return load(page);
    },
    reload,
  };
}

/** @param wanted variables as JSON */
function asOf(wanted: string, since: string | null, until: string | null): object {
  const { within: _within, ...given } = JSON.parse(wanted) as { within?: number; filter?: object };
  if (since === null && until === null) return given;
  return { ...given, filter: { ...given.filter, ...(since && { since }), ...(until && { until }) } };
}

/** The moment so many milliseconds ago. */
export const ago = (ms: number): string => new Date(Date.now() - ms).toISOString();

/** The first millisecond after all rows: the filter's `until` is exclusive. */
export function afterAll(times: readonly string[]): string | null {
  return times.length === 0 ? null : new Date(Math.max(...times.map(Date.parse)) + 1).toISOString();
}

export function toShown(error: unknown): Failure {
  if (error instanceof Failure) return error;
  return new Failure('UNEXPECTED_ANSWER', error instanceof Error ? error.message : String(error));
}
