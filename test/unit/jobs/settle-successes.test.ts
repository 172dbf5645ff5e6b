import { describe, expect, it } from 'vitest';
import type { AttemptTrigger } from '../../../src/db/generated/prisma/enums.ts';
import type { Judgement } from '../../../src/delivery/outcome.ts';
import type { LoadedDelivery } from '../../../src/domain/load-deliveries.ts';
import { newId } from '../../../src/ids.ts';
import { isSuccess } from '../../../src/jobs/settle-successes.ts';
import { finish, SUCCESS } from '../../support/finished.ts';

const KEPT = { deliveredPayloadRetentionHours: 168 };
const delivery = { id: newId(), endpoint: null } as LoadedDelivery;
const attempted = (judgement: Partial<Judgement> = {}, trigger: AttemptTrigger = 'AUTOMATIC') =>
  finish([delivery], { ...SUCCESS, ...judgement }).map(({ attempt }) => ({
    delivery,
    attempt: attempt && { ...attempt, trigger },
  }));

describe('what is recorded in one statement', () => {
  it('is an automatic attempt that succeeded', () => {
    expect(attempted().map((finished) => isSuccess(finished, KEPT))).toEqual([true]);
  });

  it.each([
    ['a failure', attempted({ outcome: 'REJECTED' }), KEPT],
    ['a delivery that was not attempted', finish([delivery], null), KEPT],
    ['a test, of which neither statistics nor health know', attempted({}, 'TEST'), KEPT],
    ['a retry by hand, whose delivery had ended', attempted({}, 'MANUAL'), KEPT],
    ['one whose payload goes at once', attempted(), { deliveredPayloadRetentionHours: 0 }],
  ])('is not %s', (_what, finished, tools) => {
    expect(finished.map((each) => isSuccess(each, tools))).toEqual([false]);
  });
});
