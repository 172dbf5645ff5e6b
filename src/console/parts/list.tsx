import type { ComponentChildren } from 'preact';
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
      {pages.hasMore && (
        <p class="more">
          <button type="button" aria-disabled={loading} onClick={() => !loading && void pages.more()}>
            {loading ? 'Loading…' : 'Load more'}
          </button>
        </p>
      )}
    </>
  );
}
