import { describe, expect, it } from 'vitest';
import type { DeliveryStatus } from '../../../src/db/generated/prisma/enums.ts';
import {
  afterAttempt,
  cancelReason,
  type DeliveryState,
  type FinishedAttempt,
  hasEnded,
} from '../../../src/domain/lifecycle.ts';

const retry = { scheduleMs: [5_000, 300_000, 1, 2, 3, 4, 5], random: 0.5 };
const active = { maxRetries: 7, disabled: false, disabledReason: null };
const waiting: DeliveryState = {
  status: 'PENDING',
  endReason: null,
  automaticCount: 1,
  retriedFrom: null,
  endpoint: active,
};
const failure: FinishedAttempt = {
  trigger: 'AUTOMATIC',
  outcome: 'REJECTED',
  gone: false,
  retryAfterMs: null,
};

const nextOf = (delivery: Partial<DeliveryState>, attempt: Partial<FinishedAttempt> = {}) =>
  afterAttempt({ ...waiting, ...delivery }, { ...failure, ...attempt }, retry);

const succeeded = { status: 'SUCCEEDED', endReason: null, retryInMs: null };
const failed = { status: 'FAILED', endReason: 'RETRIES_EXHAUSTED', retryInMs: null };

const STATUSES: DeliveryStatus[] = ['PENDING', 'RETRYING', 'SUCCEEDED', 'FAILED', 'CANCELED'];
const ENDPOINTS = [
  active,
  null,
  { ...active, disabled: true, disabledReason: 'MANUAL' },
  { ...active, disabled: true, disabledReason: 'GONE' },
];

describe('a success', () => {
  it('wins over every status, whatever became of the endpoint', () => {
    for (const status of STATUSES) {
      for (const endpoint of ENDPOINTS) {
        for (const trigger of ['AUTOMATIC', 'MANUAL', 'TEST'] as const) {
          const state = { status, endReason: 'ENDPOINT_DISABLED' as const, endpoint };
          expect(nextOf(state, { outcome: 'SUCCEEDED', trigger })).toEqual(succeeded);
        }
      }
    }
  });
});

describe('a failure', () => {
  it.each(['REJECTED', 'TIMED_OUT', 'CONNECTION_FAILED', 'BLOCKED'] as const)(
    'by %s is followed by the next attempt of the schedule',
    (outcome) => {
      expect(nextOf({}, { outcome })).toEqual({ status: 'RETRYING', endReason: null, retryInMs: 5_000 });
      expect(nextOf({ status: 'RETRYING', automaticCount: 2 }, { outcome })).toMatchObject({
        status: 'RETRYING',
        retryInMs: 300_000,
      });
    },
  );

  it('waits as long as the receiver asks', () => {
    expect(nextOf({}, { retryAfterMs: 60_000 })).toMatchObject({ status: 'RETRYING', retryInMs: 60_000 });
  });

  it('of the last attempt ends the delivery', () => {
    expect(nextOf({ status: 'RETRYING', automaticCount: 8 })).toEqual(failed);
    expect(nextOf({ automaticCount: 2, endpoint: { ...active, maxRetries: 1 } })).toEqual(failed);
  });

  it('changes nothing about a delivery that has ended meanwhile', () => {
    const ended = [
      { status: 'SUCCEEDED', endReason: null },
      { status: 'FAILED', endReason: 'RETRIES_EXHAUSTED' },
      { status: 'CANCELED', endReason: 'CANCELED_BY_USER' },
    ] as const;
    for (const state of ended) {
      for (const endpoint of ENDPOINTS) {
        for (const gone of [false, true]) {
          expect(nextOf({ ...state, endpoint }, { gone })).toEqual({ ...state, retryInMs: null });
        }
      }
    }
  });

  it('with 410 ends the delivery, however many attempts are left', () => {
    expect(nextOf({}, { gone: true })).toEqual({
      status: 'FAILED',
      endReason: 'ENDPOINT_GONE',
      retryInMs: null,
    });
  });

  it('cancels a delivery whose endpoint was disabled or deleted meanwhile', () => {
    const canceled = (endReason: string) => ({ status: 'CANCELED', endReason, retryInMs: null });
    const disabled = (disabledReason: string) => ({ ...active, disabled: true, disabledReason });
    expect(nextOf({ endpoint: null })).toEqual(canceled('ENDPOINT_DELETED'));
    expect(nextOf({ endpoint: disabled('MANUAL') })).toEqual(canceled('ENDPOINT_DISABLED'));
    expect(nextOf({ endpoint: disabled('PERSISTENT_FAILURE') })).toEqual(canceled('ENDPOINT_DISABLED'));
    expect(nextOf({ endpoint: disabled('GONE') })).toEqual(canceled('ENDPOINT_GONE'));
  });

  it('of a test ends it at the first attempt, with 410 too, and in whatever status the endpoint is', () => {
    for (const endpoint of ENDPOINTS) {
      for (const gone of [false, true]) {
        expect(nextOf({ automaticCount: 0, endpoint }, { trigger: 'TEST', gone })).toEqual(failed);
      }
    }
  });

  it('never leaves a delivery waiting without a time, nor ended with one', () => {
    for (const status of STATUSES) {
      for (const endpoint of ENDPOINTS) {
        for (let automaticCount = 1; automaticCount <= 9; automaticCount++) {
          for (const gone of [false, true]) {
            const next = nextOf({ status, endpoint, automaticCount }, { gone });
            expect(next.retryInMs === null).toBe(hasEnded(next.status));
            expect(next.status).not.toBe('PENDING');
          }
        }
      }
    }
  });
});

describe('a retry by hand', () => {
  const manual = { trigger: 'MANUAL' } as const;

  it('that fails gives back how the delivery had ended, whatever became of the endpoint', () => {
    const ends = [
      { retriedFrom: 'FAILED', endReason: 'RETRIES_EXHAUSTED' },
      { retriedFrom: 'CANCELED', endReason: 'CANCELED_BY_USER' },
      { retriedFrom: 'SUCCEEDED', endReason: null },
    ] as const;
    for (const end of ends) {
      for (const endpoint of ENDPOINTS) {
        for (const gone of [false, true]) {
          expect(nextOf({ status: 'RETRYING', ...end, endpoint }, { ...manual, gone })).toEqual({
            status: end.retriedFrom,
            endReason: end.endReason,
            retryInMs: null,
          });
        }
      }
    }
  });

  it('of a delivery that still waited leaves it its schedule', () => {
    const waited = { status: 'RETRYING', retriedFrom: 'RETRYING' } as const;
    expect(nextOf({ ...waited, automaticCount: 2 }, manual)).toMatchObject({
      status: 'RETRYING',
      retryInMs: 300_000,
    });
    expect(nextOf({ ...waited, retriedFrom: 'PENDING', automaticCount: 0 }, manual)).toMatchObject({
      status: 'RETRYING',
      retryInMs: 0,
    });
    expect(nextOf({ ...waited, automaticCount: 2 }, { ...manual, gone: true })).toMatchObject({
      status: 'FAILED',
      endReason: 'ENDPOINT_GONE',
    });
  });
});

describe('cancelReason', () => {
  it('is none while the endpoint may be delivered to', () => {
    expect(cancelReason({ disabled: false, disabledReason: null })).toBeNull();
    // What an enabled endpoint was once disabled for no longer counts.
    expect(cancelReason({ disabled: false, disabledReason: 'GONE' })).toBeNull();
  });
});

describe('hasEnded', () => {
  it('is true of the three final states alone', () => {
    expect(STATUSES.filter(hasEnded)).toEqual(['SUCCEEDED', 'FAILED', 'CANCELED']);
  });
});
