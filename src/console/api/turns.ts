import { useCallback, useEffect, useRef } from 'preact/hooks';

/** An answer that takes longer is taken for lost, and asked for anew. */
const LOST_MS = 10_000;

/**
 * Reads now or, when it is reading already, once more after that. Were each reading broken off for a new one whenever
 * something happens, none would finish where things happen faster than the server answers.
 */
export function useTurns(read: () => Promise<void>): () => Promise<void> {
  const latest = useRef(read);
  latest.current = read;
  const current = useRef<{ readonly done: Promise<void>; readonly since: number } | null>(null);
  const next = useRef<Promise<void> | null>(null);
  const isGone = useRef(false);
  useEffect(
    () => () => {
      isGone.current = true;
    },
    [],
  );
  return useCallback(() => {
    const start = async (): Promise<void> => {
      next.current = null;
      if (isGone.current) return;
      const turn = { done: latest.current(), since: Date.now() };
      current.current = turn;
      await turn.done;
      if (current.current === turn) current.current = null;
    };
    if (!current.current || Date.now() - current.current.since > LOST_MS) return start();
    next.current ??= current.current.done.then(start);
    return next.current;
  }, []);
}
