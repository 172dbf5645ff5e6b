type Kept = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/**
 * What the browser keeps for this page. Where somebody has it keep nothing, for any site, even to look is an error: then
 * all is kept until the page is loaded anew.
 */
export function keptIn(name: 'localStorage' | 'sessionStorage'): Kept {
  try {
    return window[name];
  } catch {
    const kept = new Map<string, string>();
    return {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
      removeItem: (key) => void kept.delete(key),
    };
  }
}
