/** A name and a value in a form; what is typed into one belongs to it, wherever in the list it stands by then. */
export interface Row {
  readonly id: number;
  readonly name: string;
  readonly value: string;
  readonly isSecret: boolean;
  /** It has a value, which is not shown: the field is empty until another is given. */
  readonly isHidden: boolean;
  /** A field of one line would lose the others. */
  readonly isLong: boolean;
}

let made = 0;

/** @param value null: there is one, and it is not shown */
export function rowOf(name = '', value: string | null = ''): Row {
  made += 1;
  const isHidden = value === null;
  const isLong = value?.includes('\n') ?? false;
  return { id: made, name, value: value ?? '', isSecret: isHidden, isHidden, isLong };
}

/** Without those that nothing was given for. */
export const filledRows = (rows: readonly Row[]): readonly Row[] =>
  rows.filter(({ name, value }) => name.trim() !== '' || value !== '');
