import { signal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Failure } from '../api/client.ts';

interface Standing {
  readonly element: Element;
  readonly code: Failure['code'];
  readonly message: string;
  retry(): void;
}

/** The faults on the page that can be tried again, in its order. */
const standing = signal<readonly Standing[]>([]);

const inOrder = (one: Standing, other: Standing) =>
  one.element.compareDocumentPosition(other.element) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;

/** What fails while the server is away fails in every part of a page: it is told once, and tried again together. */
export function useStanding(
  element: RefObject<Element | null>,
  { code, message }: Failure,
  onRetry: (() => void) | undefined,
): { isRepeated: boolean; retry: () => void } {
  const latest = useRef(onRetry);
  latest.current = onRetry;
  const isTried = onRetry !== undefined;
  useLayoutEffect(() => {
    if (!isTried || !element.current) return;
    const mine = { element: element.current, code, message, retry: () => latest.current?.() };
    standing.value = [...standing.value, mine].sort(inOrder);
    return () => {
      standing.value = standing.value.filter((other) => other !== mine);
    };
  }, [code, message, isTried]);
  const same = standing.value.filter((other) => other.code === code && other.message === message);
  const first = same[0]?.element;
  return {
    isRepeated: isTried && first !== undefined && first !== element.current,
    retry: () => {
      for (const { retry } of same) retry();
    },
  };
}
