// `node test/bench/sealing.ts` tells what it costs to seal and to open a payload, in µs of one core; a few seconds.

import { randomBytes } from 'node:crypto';
import { sealedPlace } from '../../src/domain/sealed-places.ts';
import { newId } from '../../src/ids.ts';
import { createKeyring, generateKey } from '../../src/keyring.ts';

const ROUNDS = 7;
const CALLS = 10_000;
const keyring = createKeyring(generateKey());
const place = sealedPlace.payload(newId());

/** CPU time of a call, the median of the rounds; the first round warms up and is not counted. */
function microseconds(call: () => unknown): number {
  const rounds = Array.from({ length: ROUNDS + 1 }, () => {
    const before = process.cpuUsage();
    for (let n = 0; n < CALLS; n++) call();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / CALLS;
  });
  return rounds.slice(1).toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] as number;
}

for (const kib of [1, 8]) {
  const plain = randomBytes(kib * 1024);
  const sealed = keyring.seal(plain, place);
  const seal = microseconds(() => keyring.seal(plain, place));
  const open = microseconds(() => keyring.open(sealed, place));
  console.log(`${kib} KiB: seal ${seal.toFixed(1)} µs, open ${open.toFixed(1)} µs`);
}
