import { describe, expect, it } from 'vitest';
import { checkListenAddress, isListenAddress, listenAddress } from '../../../src/delivery/listen-address.ts';

describe('an address for a listener', () => {
  it.each(['laptop', 'alices-macbook.local', '0', 'a'.repeat(64)])('may be listen:%s', (name) => {
    expect(checkListenAddress(listenAddress(name))).toBeNull();
  });

  it.each(['', 'Alice', '//host', 'a b', 'a/b', 'a@b', 'a:1', 'ä', 'a\n', 'a'.repeat(65)])(
    'may not be listen:%s',
    (name) => {
      expect(checkListenAddress(listenAddress(name))).toMatchObject({ type: 'url_invalid' });
    },
  );

  it.each(['https://listen:1@host/', 'LISTEN:x', ' listen:x', 'http://x/listen:'])('is not %s', (url) => {
    expect(isListenAddress(url)).toBe(false);
  });
});
