/** For this long after an error was logged, the same error is only counted. */
const WINDOW_MS = 10_000;
/** How many different errors are told apart; more are logged each time. */
const KNOWN_MAX = 100;
/** How many causes of an error are compared, one behind the other. */
const CAUSES_MAX = 4;

interface Repeated {
  count: number;
  tell: (repeated: number) => void;
}

/**
 * Keeps the log readable while an error occurs again and again. While PostgreSQL is away, each part of a process tries
 * again about once a second: two dozen lines with stacks a second would be two gigabytes a day. Of lines with the same
 * message and error the first is written at once, and every ten seconds the last of those that followed, with their
 * number. A line that also names a delivery, a job or a request is never held back.
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

/** What the error says, if these fields hold an error and nothing else; otherwise null. */
function wordsOfError(fields: unknown): string | null {
  if (typeof fields !== 'object' || fields === null || Object.keys(fields).length !== 1) return null;
  return wordsOf('err' in fields ? fields.err : null, CAUSES_MAX);
}

/** With its causes: `fetch failed`, and an empty message for a host of several addresses, stand for quite different ones. */
function wordsOf(error: unknown, causesLeft: number): string | null {
  if (typeof error !== 'object' || error === null || !('message' in error)) return null;
  // Each of a dozen pg-boss workers appends its own name to the same error.
  const words = String(error.message).replace(/ \(Queue: [^)]*\)$/, '');
  if (causesLeft === 0) return words;
  const causes = error instanceof AggregateError ? error.errors : 'cause' in error ? [error.cause] : [];
  return [words, ...causes.map((cause: unknown) => wordsOf(cause, causesLeft - 1))].join('; ');
}
