import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { type Issue, nameOf } from '../api/client.ts';

interface FieldProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
  hint?: ComponentChildren;
  /** Of a refused form; the ones of this field are said beside it. */
  issues?: readonly Issue[];
  /** Under which name the server speaks of it. */
  name?: string;
}

export function TextField({
  type = 'text',
  lines = 1,
  placeholder,
  required = false,
  mono = false,
  ...field
}: FieldProps & {
  type?: 'text' | 'url' | 'number' | 'password';
  lines?: number;
  placeholder?: string;
  required?: boolean;
  mono?: boolean;
}) {
  const id = useId();
  const { label, value, onInput, hint } = field;
  const issue = issueOf(field);
  const common = {
    id,
    value,
    placeholder,
    required,
    spellcheck: false,
    autocomplete: 'off',
    class: mono ? 'mono' : '',
    ...described(id, hint, issue),
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {lines > 1 ? (
        <textarea {...common} rows={lines} onInput={(event) => onInput(event.currentTarget.value)} />
      ) : (
        <input {...common} type={type as 'text'} onInput={(event) => onInput(event.currentTarget.value)} />
      )}
      <Hint id={`${id}-hint`} hint={hint} issue={issue} />
    </div>
  );
}

export function SelectField({
  options,
  ...field
}: FieldProps & { options: readonly { value: string; label: string }[] }) {
  const id = useId();
  const issue = issueOf(field);
  return (
    <div class="field">
      <label for={id}>{field.label}</label>
      <select
        id={id}
        value={field.value}
        {...described(id, field.hint, issue)}
        onChange={(event) => field.onInput(event.currentTarget.value)}
      >
        {options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <Hint id={`${id}-hint`} hint={field.hint} issue={issue} />
    </div>
  );
}

/**
 * The issue about the field, or about a part of it. The last part of a path alone does not tell: a header has a `name`,
 * and so has the endpoint.
 */
const issueOf = ({ issues = [], name }: FieldProps) =>
  issues.find((issue) => name !== undefined && `${nameOf(issue)}.`.startsWith(`${name}.`));

/** Tells those who do not see the page what its hint says, and that it is a fault. */
const described = (id: string, hint: ComponentChildren, issue: Issue | undefined) => ({
  'aria-invalid': issue ? true : undefined,
  'aria-describedby': hint || issue ? `${id}-hint` : undefined,
});

export function Hint({ id, hint, issue }: { id: string; hint: ComponentChildren; issue: Issue | undefined }) {
  if (!hint && !issue) return null;
  return (
    <div id={id} class={issue ? 'hint bad' : 'hint'}>
      {issue ? issue.message : hint}
    </div>
  );
}
