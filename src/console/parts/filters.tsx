import { useEffect, useState } from 'preact/hooks';
import { run } from '../api/session.ts';
import { EventTypeNamesDocument } from '../generated/graphql.ts';

export interface Option {
  readonly value: string;
  readonly label: string;
}

export function Choice({
  label,
  any,
  value,
  options,
  onChoose,
}: {
  label: string;
  /** What stands for no filter. */
  any: string;
  value: string | undefined;
  options: readonly Option[];
  onChoose: (value: string) => void;
}) {
  const isMissing = value !== undefined && value !== '' && !options.some((option) => option.value === value);
  return (
    <select aria-label={label} value={value ?? ''} onChange={(event) => onChoose(event.currentTarget.value)}>
      <option value="">{any}</option>
      {isMissing && <option value={value}>{value}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

/** Every type of the catalogue. */
export function useEventTypeNames(): Option[] {
  const [names, setNames] = useState<string[]>([]);
  useEffect(() => {
    const controller = new AbortController();
    void allEventTypes(controller.signal).then(setNames, () => undefined);
    return () => controller.abort();
  }, []);
  return names.map((name) => ({ value: name, label: name }));
}

async function allEventTypes(signal: AbortSignal): Promise<string[]> {
  const names: string[] = [];
  let after: string | null = null;
  do {
    const {
      eventTypes,
    }: {
      eventTypes: { nodes: { name: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
    } = await run(EventTypeNamesDocument, { after }, signal);
    names.push(...eventTypes.nodes.map(({ name }) => name));
    after = eventTypes.pageInfo.hasNextPage ? eventTypes.pageInfo.endCursor : null;
  } while (after !== null);
  return names;
}
