import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { type Issue, nameOf } from '../api/client.ts';
import { Hint, TextField } from './field.tsx';
import { Icon } from './icon.tsx';
import { filledRows, type Row, rowOf } from './row.ts';

interface RowsFieldProps {
  legend: string;
  /** What one is called, like “Header”. */
  one: string;
  hint: string;
  /** Whether a value may be a secret, which the server keeps to itself. */
  withSecrets?: boolean;
  name: string;
  issues: readonly Issue[];
  rows: readonly Row[];
  /** As they were when the form was refused: its issues count these. */
  refused: readonly Row[];
  onRows: (change: (now: readonly Row[]) => readonly Row[]) => void;
}

/** Names and their values, as many as one likes. */
export function RowsField({
  legend,
  one,
  hint,
  withSecrets,
  name,
  issues,
  rows,
  refused,
  onRows,
}: RowsFieldProps) {
  const id = useId();
  const list = useRef<HTMLFieldSetElement>(null);
  const focusNext = useRef<'last' | 'add' | null>(null);
  // What was pressed is gone, or what one wants to type into has just come: before the next key is pressed.
  useLayoutEffect(() => {
    const selector = { last: '.row:last-of-type input', add: 'button.add' }[focusNext.current ?? 'add'];
    if (focusNext.current) list.current?.querySelector<HTMLElement>(selector)?.focus();
    focusNext.current = null;
  }, [rows.length]);
  const issue = issues.find((found) => nameOf(found) === name);
  const sent = filledRows(refused);
  return (
    <fieldset ref={list} aria-describedby={`${id}-hint`}>
      <legend>{legend}</legend>
      <Hint id={`${id}-hint`} hint={hint} issue={issue} />
      {rows.map((row, at) => (
        <RowFields
          key={row.id}
          row={row}
          one={`${one} ${at + 1}`}
          number={at + 1}
          withSecrets={withSecrets ?? false}
          name={`${name}.${sent.findIndex((other) => other.id === row.id)}`}
          issues={issues}
          onRow={(changed) =>
            onRows((now) => now.map((other) => (other.id === row.id ? { ...other, ...changed } : other)))
          }
          onRemove={() => {
            focusNext.current = 'add';
            onRows((now) => now.filter((other) => other.id !== row.id));
          }}
        />
      ))}
      <button
        type="button"
        class="add"
        onClick={() => {
          focusNext.current = 'last';
          onRows((now) => [...now, rowOf()]);
        }}
      >
        <Icon name="plus" />
        Add {one.toLowerCase()}
      </button>
    </fieldset>
  );
}

function RowFields({
  row: { name: rowName, value, isSecret, isHidden, isLong },
  one,
  number,
  withSecrets,
  name,
  issues,
  onRow,
  onRemove,
}: {
  row: Row;
  one: string;
  number: number;
  withSecrets: boolean;
  name: string;
  issues: readonly Issue[];
  onRow: (changed: Partial<Row>) => void;
  onRemove: () => void;
}) {
  return (
    <div class="row">
      <TextField
        label={one}
        mono
        name={`${name}.name`}
        issues={issues}
        value={rowName}
        onInput={(text) => onRow({ name: text })}
      />
      <button type="button" class="bare" aria-label={`Remove ${one.toLowerCase()}`} onClick={onRemove}>
        <Icon name="cross" />
      </button>
      {/* Of a secret too: into a field for passwords the browser might fill the API key that it keeps for this site. */}
      <TextField
        label={`Value ${number}`}
        lines={isLong ? 3 : 1}
        mono
        hint={isHidden && 'Not shown, and kept as long as no header is changed.'}
        name={`${name}.value`}
        issues={issues}
        value={value}
        onInput={(text) => onRow({ value: text })}
      />
      {withSecrets && (
        <label class="check">
          <input
            type="checkbox"
            checked={isSecret}
            onChange={(event) => onRow({ isSecret: event.currentTarget.checked })}
          />
          Secret {number}
        </label>
      )}
    </div>
  );
}
