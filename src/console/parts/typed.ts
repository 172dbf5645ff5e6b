import { useEffect, useRef, useState } from 'preact/hooks';

const TYPING_MS = 250;

/** Text of a field, which is passed on once nothing more is typed. */
export function useTyped(initial: string, onTyped: (text: string) => void): [string, (text: string) => void] {
  const [text, setText] = useState(initial);
  const passed = useRef(initial);
  const latest = useRef(onTyped);
  latest.current = onTyped;
  useEffect(() => {
    if (text === passed.current) return;
    const timer = setTimeout(() => {
      passed.current = text;
      latest.current(text);
    }, TYPING_MS);
    return () => clearTimeout(timer);
  }, [text]);
  // Somebody else changed it: a link, or the way back.
  useEffect(() => {
    if (initial === passed.current) return;
    passed.current = initial;
    setText(initial);
  }, [initial]);
  return [text, setText];
}
