import { expect, it } from 'vitest';
import { binaryArray } from '../../../src/db/binary-arrays.ts';
import { newId } from '../../../src/ids.ts';

const id = newId();

it.each([
  '',
  id.slice(1),
  `${id}0`,
  id.toUpperCase(),
  id.replace(/.$/, 'g'),
  id.replace(/.$/, 'é'),
  `org_${id}`,
])('an array of UUIDs takes no "%s"', (text) => {
  expect(() => binaryArray.uuid([id, text])).toThrow(new RangeError(`"${text}" is not a UUID`));
});
