import { describe, expect, it } from 'vitest';
import { deliveryIdOf, formatId, newId } from '../../src/ids.ts';
import { type Evidence, judge } from './judge.ts';
import type { ReceivedRequest } from './receiver.ts';
import type { Disturbance } from './timeline.ts';

const organization = newId();
const endpoint = {
  id: '',
  uuid: newId(),
  name: 'hook',
  profile: 'steady' as const,
  maxRetries: 1,
  patterns: [],
};
const event = newId();
const delivery = deliveryIdOf(event, endpoint.uuid);

function request(number: number, arrivedMs: number, rest: Partial<ReceivedRequest> = {}): ReceivedRequest {
  return {
    number,
    endpoint: endpoint.name,
    eventId: formatId('Event', event),
    arrivedMs,
    endedMs: arrivedMs + 5,
    behaviour: 'accept',
    status: 200,
    problem: null,
    index: 0,
    ...rest,
  };
}

const attempt = (number: number, ofRequest: number | null, outcome = 'SUCCEEDED') => ({
  id: newId(),
  delivery,
  number,
  trigger: 'AUTOMATIC',
  outcome,
  request: ofRequest,
  startedAt: 0,
});

const row = (rest: object = {}) => ({
  id: delivery,
  event,
  endpoint: endpoint.uuid,
  status: 'SUCCEEDED',
  reason: null,
  attempts: 1,
  automatic: 1,
  ...rest,
});

const struck = (fromMs: number, rest: Partial<Disturbance> = {}): Disturbance => ({
  what: 'SIGKILL worker-1',
  victim: 'worker',
  count: 1,
  othersReady: 1,
  fromMs,
  untilMs: fromMs + 10,
  ...rest,
});

/** One event, delivered at its first attempt, and nothing struck. */
function evidence(rows: Partial<Evidence['rows']> = {}, rest: Partial<Evidence> = {}): Evidence {
  return {
    scene: [{ uuid: organization, endpoints: [endpoint] }],
    published: [{ index: 0, key: 'a', ids: new Set([event]) }],
    canceled: new Set(),
    requests: [request(1, 1000)],
    disturbances: [],
    rows: {
      events: [{ id: event, organization, type: 'crash.often', key: 'a' }],
      deliveries: [row()],
      attempts: [attempt(1, 1)],
      ...rows,
    },
    most: 1,
    originMs: 0,
    ...rest,
  };
}

const problems = (given: Evidence) => judge(given).findings.map(({ problem }) => problem);

const LOST = 'an accepted event or a delivery of it is lost, or did not end as it must';
const UNRECORDED = 'a request is not recorded although no fault explains it';
const SURPLUS = 'an attempt records no request, or one that is recorded already';
const TWICE = 'a success was given twice although no fault explains it';
const MISNUMBERED = 'attempts are not numbered 1 to attempt_count';

describe('judge finds', () => {
  it('nothing where everything was delivered and recorded once', () => {
    expect(problems(evidence())).toEqual([]);
  });

  it('a lost event, a lost delivery, and one that did not end', () => {
    expect(problems(evidence({ events: [], deliveries: [] }, { requests: [] }))).toEqual([LOST]);
    expect(problems(evidence({ deliveries: [], attempts: [] }, { requests: [] }))).toEqual([LOST]);
    const waiting = row({ status: 'RETRYING', attempts: 0, automatic: 0 });
    expect(problems(evidence({ deliveries: [waiting], attempts: [] }, { requests: [] }))).toEqual([LOST]);
  });

  it('a delivery that was given up before its schedule had ended, or canceled unasked', () => {
    const failed = { status: 'FAILED', reason: 'RETRIES_EXHAUSTED' };
    const refused = { requests: [request(1, 1000, { status: 500 }), request(2, 2000, { status: 500 })] };
    const attempts = [attempt(1, 1, 'REJECTED'), attempt(2, 2, 'REJECTED')];
    const whole = row({ ...failed, attempts: 2, automatic: 2 });
    expect(problems(evidence({ deliveries: [whole], attempts }, refused))).toEqual([]);
    const early = evidence(
      { deliveries: [row(failed)], attempts: attempts.slice(0, 1) },
      { requests: refused.requests.slice(0, 1) },
    );
    expect(problems(early)).toEqual([LOST]);
    const canceled = evidence(
      {
        deliveries: [row({ status: 'CANCELED', reason: 'CANCELED_BY_USER', attempts: 0, automatic: 0 })],
        attempts: [],
      },
      { requests: [] },
    );
    expect(problems(canceled)).toEqual([LOST]);
    expect(problems({ ...canceled, canceled: new Set([formatId('Delivery', delivery)]) })).toEqual([]);
  });

  it('a delivery that was given up although it had succeeded, but for a success that came late', () => {
    const requests = [1, 2, 3].map((number) =>
      request(number, 1000 * number, { status: number === 1 ? 200 : 500 }),
    );
    const failed = row({ status: 'FAILED', reason: 'RETRIES_EXHAUSTED', attempts: 3, automatic: 3 });
    const givenUp = (startedAt: number) => {
      const attempts = [
        { ...attempt(1, 2, 'REJECTED'), startedAt: 2000 },
        { ...attempt(2, 1), startedAt },
        { ...attempt(3, 3, 'REJECTED'), startedAt: 3000 },
      ];
      return evidence({ deliveries: [failed], attempts }, { requests });
    };
    expect(problems(givenUp(2500))).toContain(LOST);
    expect(problems(givenUp(1000))).not.toContain(LOST);
  });

  it('an attempt that is missing, or there twice, or of no request', () => {
    expect(problems(evidence({ attempts: [], deliveries: [row({ attempts: 0, automatic: 0 })] }))).toEqual([
      LOST,
      UNRECORDED,
    ]);
    expect(problems(evidence({ attempts: [attempt(1, 1), attempt(2, 1)] }))).toEqual([SURPLUS, MISNUMBERED]);
    expect(problems(evidence({}, { requests: [] }))).toEqual([SURPLUS]);
  });

  it('an event of a key that there are two of, and a wrong signature', () => {
    const second = { id: newId(), organization, type: 'crash.often', key: 'a' };
    const twice = evidence({ events: [...evidence().rows.events, second] });
    expect(problems(twice)).toContain('a key made several events, or an answer named another');
    const forged = evidence({}, { requests: [request(1, 1000, { problem: 'No matching signature found' })] });
    expect(problems(forged)).toEqual(['a signature or a body is wrong']);
  });
});

describe('judge excuses', () => {
  const twice = [request(1, 1000), request(2, 13_000)];

  it('a request in flight at a worker’s death, as many as it may have, and tells how long it took', () => {
    const killed = evidence({ attempts: [attempt(1, 2)] }, { requests: twice, disturbances: [struck(1500)] });
    const verdict = judge(killed);
    expect(verdict).toMatchObject({ findings: [], unrecorded: 1, duplicates: 1, lost: 0 });
    expect(verdict.takeovers).toMatchObject([{ waitMs: 11_500, isPlain: true }]);
    expect(problems({ ...killed, most: 0 })).toEqual([UNRECORDED]);
  });

  it('a request that was sent before it and read a moment after', () => {
    const late = evidence({ attempts: [attempt(1, 2)] }, { requests: twice, disturbances: [struck(960)] });
    expect(problems(late)).toEqual([]);
  });

  it('no request that came after it, or long before', () => {
    for (const at of [900, 9000]) {
      const given = evidence({ attempts: [attempt(1, 2)] }, { requests: twice, disturbances: [struck(at)] });
      expect(problems(given)).toContain(UNRECORDED);
    }
  });

  it('two recorded successes only where the database was out of reach between them', () => {
    const both = {
      attempts: [attempt(1, 1), attempt(2, 2)],
      deliveries: [row({ attempts: 2, automatic: 2 })],
    };
    expect(problems(evidence(both, { requests: twice, disturbances: [struck(1500)] }))).toEqual([TWICE]);
    const away = struck(1500, { victim: 'database', untilMs: 14_000 });
    expect(problems(evidence(both, { requests: twice, disturbances: [away] }))).toEqual([]);
  });

  it('no takeover that took over 30 s', () => {
    const late = [request(1, 1000), request(2, 40_000)];
    const given = evidence({ attempts: [attempt(1, 2)] }, { requests: late, disturbances: [struck(1500)] });
    expect(problems(given)).toEqual(['a takeover took over 30 s']);
  });
});
