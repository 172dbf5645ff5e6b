/** How a sequence differs from the one that it must equal. */
export interface Difference {
  /** Of what was due, what never came although something later did. */
  readonly gaps: string[];
  /** What was due after the last that came. */
  readonly behind: string[];
  /** What came again. */
  readonly repeats: string[];
  /** What came after an item that it must come before. */
  readonly reordered: string[];
  /** What was not due at all: it does not match, is not committed, or comes from before the start. */
  readonly strange: string[];
}

const numberOf = (item: string) => BigInt(item.slice(0, item.indexOf(' ')));

/** @param received and due: `number …`; due is in order, and has each once */
export function compare(received: readonly string[], due: readonly string[]): Difference {
  const wanted = new Set(due);
  const had = new Set<string>();
  const difference: Difference = { gaps: [], behind: [], repeats: [], reordered: [], strange: [] };
  let highest = -1n;
  for (const item of received) {
    if (!wanted.has(item)) difference.strange.push(item);
    else if (had.has(item)) difference.repeats.push(item);
    else if (numberOf(item) < highest) difference.reordered.push(item);
    had.add(item);
    if (numberOf(item) > highest) highest = numberOf(item);
  }
  for (const item of due)
    if (!had.has(item)) (numberOf(item) < highest ? difference.gaps : difference.behind).push(item);
  return difference;
}

export function isNone(difference: Difference): boolean {
  return Object.values(difference).every((items: string[]) => items.length === 0);
}
