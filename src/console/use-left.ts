import { useLayoutEffect, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';

/** Whether what is drawn here has gone from the page, as whoever was there went elsewhere. */
export function useLeft(): { readonly current: boolean } {
  const isLeft = useRef(false);
  useLayoutEffect(
    () => () => {
      isLeft.current = true;
    },
    [],
  );
  return isLeft;
}

/** Goes to where an answer leads, unless whoever asked has gone elsewhere meanwhile, and would be led away from there. */
export function useLead(): (path: string) => void {
  const { route } = useLocation();
  const isLeft = useLeft();
  return (path) => {
    if (!isLeft.current) route(path);
  };
}
