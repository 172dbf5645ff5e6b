import type { ComponentChildren } from 'preact';

export interface Column<Row> {
  readonly head: string;
  readonly cell: (row: Row) => ComponentChildren;
  /** Numbers stand at the right; the main column takes what is left, and heads the card on a phone. */
  readonly kind?: 'main' | 'number' | 'wide';
}

/** Rows that become cards on a narrow screen. */
export function Table<Row>({
  label,
  columns,
  rows,
  keyOf,
  rowClass = () => '',
  isCompact = false,
}: {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  rowClass?: (row: Row) => string;
  /** On a phone, cells stand beside each other, without their heads. */
  isCompact?: boolean;
}) {
  return (
    <table class={isCompact ? 'rows compact' : 'rows'} aria-label={label}>
      <thead>
        <tr>
          {columns.map(({ head, kind = '' }) => (
            <th key={head} scope="col" class={kind}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)} class={rowClass(row)}>
            {columns.map(({ head, cell, kind = '' }) => (
              <td key={head} class={kind} data-head={head}>
                {cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
