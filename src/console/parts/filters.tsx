import { useEffect, useState } from 'preact/hooks';
import type { Loaded } from '../api/queries.ts';
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

const AGAIN_MS = 5000;

/** For what is to be chosen from: that it could not be read stands nowhere, so nobody would ask for it again. */
export function useAgain({ failure, reload }: Loaded<unknown>): void {
  useEffect(() => {
    if (!failure) return;
    const timer = setTimeout(() => void reload(), AGAIN_MS);
    return () => clearTimeout(timer);
  }, [failure]);
}

/** Every type of the catalogue. */
export function useEventTypeNames(): Option[] {
  const [names, setNames] = useState<string[]>([]);
  useEffect(() => {
    const controller = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = async () => {
      try {
        setNames(await allEventTypes(controller.signal));
      } catch {
        if (!controller.signal.aborted) timer = setTimeout(() => void read(), AGAIN_MS);
      }
    };
    void read();
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
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
