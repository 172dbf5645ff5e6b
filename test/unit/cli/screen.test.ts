import { expect, it } from 'vitest';
import { createScreen } from '../../../src/cli/screen.ts';

/** What a stream of that kind is written. */
function record(isTTY: boolean, columns = 80) {
  const written: string[] = [];
  const { promise: spun, resolve } = Promise.withResolvers<void>();
  const write = (text: string) => {
    written.push(text);
    if (written.length >= 3) resolve();
    return true;
  };
  return { written, spun, screen: createScreen({ isTTY, columns, write } as never) };
}

it('turns below what is said in a terminal, within its width, and leaves nothing behind', async () => {
  const { written, spun, screen } = record(true, 12);
  {
    using _ = screen.spin(() => '1 of 2 deliveries ended');
    screen.say('an attempt');
    await spun;
  }
  expect(written[0]).toBe('\r\x1b[2Kan attempt\n⠋ 1 of 2 de');
  expect(written.slice(1, -1).join('')).toMatch(/⠙ 1 of 2 de\r.*⠹/);
  expect(written.at(-1)).toBe('\r\x1b[2K');
  screen.say('the end');
  expect(written.at(-1)).toBe('\r\x1b[2Kthe end\n');
});

it('prints plain lines elsewhere', () => {
  const { written, screen } = record(false);
  {
    using _ = screen.spin(() => 'unseen');
    screen.say('an attempt');
  }
  expect(written).toEqual(['an attempt\n']);
});
