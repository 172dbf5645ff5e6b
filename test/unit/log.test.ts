import { once } from 'node:events';
import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createLogger } from '../../src/log.ts';

/** A logger and the lines that it wrote; `written` is emitted after each. */
function recorder(options: { level?: string; format?: 'pretty' | 'json' } = {}) {
  const lines: string[] = [];
  const output = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      output.emit('written');
      done();
    },
  });
  const log = createLogger({ level: 'info', format: 'json', ...options }, output);
  return { log, lines, output };
}

const SECRET = 'hunter2-swordfish';

describe('secrets', () => {
  const holders: [string, object][] = [
    ['a key', { key: SECRET }],
    ['an API key', { apiKey: SECRET }],
    ['a secret', { secret: SECRET }],
    ['a password in a URL', { url: { host: 'db', password: SECRET } }],
    ['a token', { viewer: { token: SECRET } }],
    ['a payload', { event: { payload: { card: SECRET } } }],
    ['a payload as text', { input: { payloadText: SECRET } }],
    ['a body', { request: { body: SECRET } }],
    ['an Authorization header', { headers: { authorization: `Bearer ${SECRET}` } }],
    ['an Authorization header as it was typed', { headers: { Authorization: `Bearer ${SECRET}` } }],
    ['headers of a request', { req: { headers: { 'x-api-key': SECRET, cookie: SECRET } } }],
    ['a header deep inside', { a: { b: { c: [{ headers: { 'X-API-Key': SECRET } }] } } }],
    ['an entry of a list', { attempts: [{ secret: SECRET }] }],
    [
      'one deeper than anything is shown',
      { a: { b: { c: { d: { e: { f: { g: { h: { secret: SECRET } } } } } } } } },
    ],
  ];

  for (const format of ['json', 'pretty'] as const) {
    it.each(holders)(`are not in a ${format} line that holds %s`, async (_, fields) => {
      const { log, lines, output } = recorder({ format });
      const written = once(output, 'written');
      log.info({ ...fields, deliveryId: 'dlv_1' }, 'happened');
      await written;
      expect(lines.join('')).toContain('dlv_1');
      expect(lines.join('')).toContain('[redacted]');
      expect(lines.join('')).not.toContain(SECRET);
    });
  }

  it('do not appear because an object goes on for ever', () => {
    const { log, lines } = recorder();
    const loop: Record<string, unknown> = { name: 'loop' };
    loop.self = loop;
    log.info({ loop }, 'happened');
    expect(lines).toHaveLength(1);
  });

  it('are taken out of the line and not out of the object', () => {
    const { log } = recorder();
    const fields = { headers: { authorization: SECRET } };
    log.info(fields, 'happened');
    expect(fields).toEqual({ headers: { authorization: SECRET } });
  });
});

describe('a line', () => {
  it('is one of JSON with time, level, message and fields as they are', () => {
    const { log, lines } = recorder();
    const nextAttemptAt = new Date('2026-03-01T12:00:00Z');
    log.warn({ attemptNumber: 2, nextAttemptAt, endpointId: null, keys: ['a'] }, 'delivery attempted');
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] as string)).toEqual({
      level: 40,
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      msg: 'delivery attempted',
      attemptNumber: 2,
      nextAttemptAt: '2026-03-01T12:00:00.000Z',
      endpointId: null,
      keys: ['a'],
    });
  });

  it('is not written below the level', () => {
    const { log, lines } = recorder({ level: 'warn' });
    log.info('quiet');
    log.warn('loud');
    expect(lines).toHaveLength(1);
    const silent = recorder({ level: 'silent' });
    silent.log.fatal('never');
    expect(silent.lines).toEqual([]);
  });
});

describe('an error', () => {
  it('of the database is logged without its connection, its query and their values', () => {
    const { log, lines } = recorder();
    const error = Object.assign(new Error('duplicate key value violates unique constraint'), {
      code: '23505',
      detail: `Key (hash)=(${SECRET}) already exists.`,
      where: SECRET,
      query: { text: 'insert into api_key', values: [SECRET] },
      client: { connectionParameters: { password: SECRET }, connection: { stream: { host: SECRET } } },
      meta: { driverAdapterError: { cause: SECRET } },
    });
    log.error({ err: error, errorId: 'e1' }, 'an operation failed');
    expect(lines[0]).not.toContain(SECRET);
    const { err, errorId } = JSON.parse(lines[0] as string) as { err: object; errorId: string };
    expect(errorId).toBe('e1');
    expect(Object.keys(err).toSorted()).toEqual(['code', 'message', 'stack', 'type']);
    expect(err).toMatchObject({ type: 'Error', code: '23505', message: error.message });
  });

  it('of several is told with each of them', () => {
    const { log, lines } = recorder();
    log.error({ err: new AggregateError([new Error('one'), 'two'], 'both') }, 'failed');
    expect(JSON.parse(lines[0] as string)).toMatchObject({
      err: { message: 'both', errors: [{ message: 'one' }, { message: 'two' }] },
    });
  });

  it('is told with its cause, without what hangs on that', () => {
    const { log, lines } = recorder();
    const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:9'), {
      code: 'ECONNREFUSED',
      options: { password: SECRET },
    });
    log.warn({ err: new TypeError('fetch failed', { cause: refused }) }, 'keys could not be read');
    const { err } = JSON.parse(lines[0] as string) as { err: { cause: object } };
    expect(err).toMatchObject({ message: 'fetch failed', cause: { code: 'ECONNREFUSED' } });
    expect(Object.keys(err.cause).toSorted()).toEqual(['code', 'message', 'stack', 'type']);
    expect(lines[0]).not.toContain(SECRET);
    log.warn({ err: new Error('refused', { cause: { password: SECRET } }) }, 'failed');
    expect(lines[1]).not.toContain(SECRET);
  });

  it('that is its own cause is told', () => {
    const { log, lines } = recorder();
    const error = new Error('round and round');
    error.cause = error;
    log.error({ err: error }, 'failed');
    expect(JSON.parse(lines[0] as string)).toMatchObject({ err: { cause: { message: error.message } } });
  });

  it('that is none is still told', () => {
    const { log, lines } = recorder();
    log.error({ err: 'thrown text' }, 'failed');
    log.error({ err: undefined }, 'failed');
    log.error({ err: { message: 'an object', other: 1 } }, 'failed');
    expect(JSON.parse(lines[0] as string)).toMatchObject({ err: { message: 'thrown text' } });
    expect(lines).toHaveLength(3);
    expect(JSON.parse(lines[2] as string)).toMatchObject({ err: { message: 'an object' } });
  });
});
