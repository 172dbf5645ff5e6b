import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { errorCode } from '../../src/error-code.ts';

it('tells the code of what the system refuses', () => {
  let error: unknown;
  try {
    readFileSync(import.meta.dirname);
  } catch (thrown) {
    error = thrown;
  }
  expect(errorCode(error)).toBe('EISDIR');
});

it.each([
  ['an error without a code', new Error('no code')],
  ['an error whose code is no text', Object.assign(new Error('a number'), { code: 7 })],
  ['what is no error', { code: 'ENOENT' }],
  ['nothing', undefined],
])('finds none in %s', (_what, error) => expect(errorCode(error)).toBeUndefined());
