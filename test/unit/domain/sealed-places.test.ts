import { expect, it } from 'vitest';
import { sealedPlace } from '../../../src/domain/sealed-places.ts';

it('is what is bound into all that is stored: with another one none of it would open', () => {
  expect([
    sealedPlace.payload('1'),
    sealedPlace.signingSecret('2'),
    sealedPlace.header('3', 'X-Team'),
    sealedPlace.header('3', 'x-team'),
    sealedPlace.contentHashKey('4'),
  ]).toEqual([
    'event_payload/1',
    'signing_secret/2',
    'endpoint/3/header/x-team',
    'endpoint/3/header/x-team',
    'content_hash_key/4',
  ]);
});
