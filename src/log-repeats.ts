/** For so long an error that is told again is only counted. */
const WINDOW_MS = 10_000;
/** So many different ones are told apart; what comes beyond is written as it comes. */
const KNOWN_MAX = 100;

interface Repeated {
  count: number;
  tell: (repeated: number) => void;
}

/**
 * While PostgreSQL is away each part of a process tries again about once a second, and says what it met: two dozen lines
 * with stacks a second, two gigabytes a day, among which nothing else is found. Of lines that tell the same error in the
 * same words the first is written at once, and every ten seconds the last of those that followed, with their number.
 * What tells of a delivery, a job or a request beside the error is never held back.
 */
export function createRepeats(): {
  /** @param parts the fields of a line and what it says */
  holdBack(parts: readonly unknown[], write: (parts: unknown[]) => void): boolean;
} {
  const known = new Map<string, Repeated>();

  /** Forgets an error that did not come again, so that it is told at once when it does. */
  function endLater(name: string): void {
    setTimeout(() => {
      const last = known.get(name);
      known.delete(name);
      if (!last || last.count === 0) return;
      known.set(name, { ...last, count: 0 });
      endLater(name);
      last.tell(last.count);
    }, WINDOW_MS).unref();
  }

  return {
    holdBack(parts, write) {
      const [fields, ...said] = parts;
      const words = wordsOfError(fields);
      if (words === null) return false;
      const name = `${said.join(' ')}: ${words}`;
      const tell = (repeated: number) => write([{ ...(fields as object), repeated }, ...said]);
      const before = known.get(name);
      if (!before && known.size >= KNOWN_MAX) return false;
      known.set(name, { count: before ? before.count + 1 : 0, tell });
      if (!before) endLater(name);
      return before !== undefined;
    },
  };
}

/** What the error says of which these fields tell and of nothing else; null where they tell more, or of none. */
function wordsOfError(fields: unknown): string | null {
  if (typeof fields !== 'object' || fields === null || Object.keys(fields).length !== 1) return null;
  const error = 'err' in fields ? fields.err : null;
  if (typeof error !== 'object' || error === null || !('message' in error)) return null;
  // A dozen workers of pg-boss meet the same error, and each puts its own name behind.
  return String(error.message).replace(/ \(Queue: [^)]*\)$/, '');
}
