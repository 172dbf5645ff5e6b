import { Writable } from 'node:stream';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createLogger } from '../../src/log.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

interface Line {
  msg: string;
  err?: { message: string };
  repeated?: number;
}

function recorder() {
  const lines: Line[] = [];
  const output = new Writable({
    write(chunk, _encoding, done) {
      lines.push(JSON.parse(String(chunk)) as Line);
      done();
    },
  });
  return { log: createLogger({ level: 'info', format: 'json' }, output), lines };
}

/** What pollers of a database that is away say for so many seconds. */
function outage(log: ReturnType<typeof createLogger>, seconds: number): void {
  for (let second = 0; second < seconds; second++) {
    for (const queue of ['recover', 'fan-out', 'purge-payloads']) {
      // pg-boss tells a plain object, with a name of its own for each.
      const err = { message: `connect ECONNREFUSED (Queue: ${queue}, Worker: ${queue}-1)` };
      log.warn({ err }, 'the database connection met an error');
    }
    log.error({ err: new Error('connect ECONNREFUSED') }, 'statistics could not be summed');
    vi.advanceTimersByTime(1000);
  }
}

it('says an error once, and every ten seconds how often it came again', () => {
  const { log, lines } = recorder();
  outage(log, 1);
  expect(lines.map(({ msg, repeated }) => ({ msg, repeated }))).toEqual([
    { msg: 'the database connection met an error', repeated: undefined },
    { msg: 'statistics could not be summed', repeated: undefined },
  ]);
  outage(log, 59);
  // Each of the two a first time and at the end of each ten seconds: 240 lines otherwise.
  expect(lines).toHaveLength(2 + 6 * 2);
  const told = lines.filter(({ msg }) => msg === 'the database connection met an error');
  expect(told.reduce((sum, { repeated = 1 }) => sum + repeated, 0)).toBe(60 * 3);
  expect(lines.at(-1)?.err?.message).toBe('connect ECONNREFUSED');
});

it('tells an error at once that has not come for ten seconds', () => {
  const { log, lines } = recorder();
  log.warn({ err: new Error('gone') }, 'the feed could not be read');
  vi.advanceTimersByTime(10_000);
  expect(lines).toHaveLength(1);
  log.warn({ err: new Error('gone') }, 'the feed could not be read');
  expect(lines).toHaveLength(2);
  expect(lines[1]).not.toHaveProperty('repeated');
});

it('tells each of different errors, and what is said differently', () => {
  const { log, lines } = recorder();
  log.warn({ err: new Error('gone') }, 'the feed could not be read');
  log.warn({ err: new Error('full') }, 'the feed could not be read');
  log.warn({ err: new Error('gone') }, 'statistics could not be summed');
  expect(lines).toHaveLength(3);
});

it('tells errors apart that say the same of different causes', () => {
  const { log, lines } = recorder();
  const say = (err: Error) => log.warn({ err }, 'the database connection met an error');
  const refused = () => new Error('connect ECONNREFUSED ::1:5432');
  const timedOut = () => new Error('connect ETIMEDOUT 10.0.0.1:5432');
  // What Node throws for a host of several addresses has no message of its own.
  say(new AggregateError([refused(), refused()]));
  say(new AggregateError([timedOut(), timedOut()]));
  say(new TypeError('fetch failed', { cause: refused() }));
  say(new TypeError('fetch failed', { cause: timedOut() }));
  expect(lines).toHaveLength(4);
  say(new AggregateError([timedOut(), timedOut()]));
  say(new TypeError('fetch failed', { cause: refused() }));
  const itself = new Error('its own cause');
  itself.cause = itself;
  for (let time = 0; time < 2; time++) say(itself);
  expect(lines).toHaveLength(5);
});

it('holds back no line that tells of more than an error, and none without one', () => {
  const { log, lines } = recorder();
  const err = new Error('gone');
  for (let time = 0; time < 3; time++) {
    log.warn({ err, errorId: `${time}` }, 'the database was not available');
    log.warn({ time }, 'stranded deliveries recovered');
    log.warn('a port is open');
    log.info({ err }, 'as it should be');
  }
  expect(lines).toHaveLength(12);
});

it('holds back none of so many different ones that remembering them would cost more than writing them', () => {
  const { log, lines } = recorder();
  for (let time = 0; time < 2; time++) {
    for (let number = 0; number < 150; number++) {
      log.error({ err: new Error(`number ${number}`) }, 'the deliverer met an error and goes on');
    }
  }
  expect(lines).toHaveLength(100 + 50 * 2);
});
