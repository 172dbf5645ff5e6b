import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Pages } from '../api/queries.ts';
import { Fault, Skeleton } from './states.tsx';
import { type Column, Table } from './table.tsx';

/** A list in all its states: on its way, failed, empty, some of it, all of it. */
export function List<Row extends { id: string }>({
  label,
  pages,
  columns,
  empty,
}: {
  label: string;
  pages: Pages<Row>;
  columns: readonly Column<Row>[];
  empty: ComponentChildren;
}) {
  const { rows, failure, loading } = pages;
  const retry = () => void pages.reload();
  if (!rows) return failure ? <Fault failure={failure} onRetry={retry} /> : <Skeleton />;
  return (
    <>
      {failure && <Fault failure={failure} onRetry={retry} />}
      {rows.length === 0 ? (
        empty
      ) : (
        <Table label={label} columns={columns} rows={rows} keyOf={(row) => row.id} />
      )}
      {pages.hasMore && <More count={rows.length} loading={loading} onMore={() => void pages.more()} />}
    </>
  );
}

function More({ count, loading, onMore }: { count: number; loading: boolean; onMore: () => void }) {
  const element = useRef<HTMLParagraphElement>(null);
  const before = useRef(count);
  useLayoutEffect(
    () => () => {
      // With the last rows the button goes away: the keyboard goes on at the first of them, once they are drawn.
      if (!element.current?.contains(document.activeElement)) return;
      const table = element.current.previousElementSibling;
      queueMicrotask(() => {
        table?.querySelectorAll('tbody tr')[before.current]?.querySelector('a')?.focus();
      });
    },
    [],
  );
  return (
    <p ref={element} class="more">
      <button
        type="button"
        aria-disabled={loading}
        onClick={() => {
          if (loading) return;
          before.current = count;
          onMore();
        }}
      >
        {loading ? 'Loading…' : 'Load more'}
      </button>
    </p>
  );
}
