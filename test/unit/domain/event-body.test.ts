import { describe, expect, it } from 'vitest';
import { buildBody, payloadTextOf } from '../../../src/domain/event-body.ts';

const occurredAt = new Date('2026-03-01T12:00:00.123Z');

describe('the body that receivers get', () => {
  it('is the envelope of Standard Webhooks', () => {
    const body = buildBody('invoice.paid', occurredAt, '{"amount":1}');
    expect(body).toBe('{"type":"invoice.paid","timestamp":"2026-03-01T12:00:00.123Z","data":{"amount":1}}');
    expect(JSON.parse(body)).toEqual({
      type: 'invoice.paid',
      timestamp: '2026-03-01T12:00:00.123Z',
      data: { amount: 1 },
    });
  });

  it.each([
    '{"amount": 12345678901234567890}',
    '{"2":"b","1":"a"}',
    '[1.0,1e400,-0]',
    '"}"',
    'null',
    ' { "spaced" : true }\n',
    '{"dup":1,"dup":2}',
    '"\\u00e9 é 🎉 \\ud83c"',
  ])('holds the payload %j byte for byte, and gives it back', (payloadText) => {
    const body = buildBody('a.b', occurredAt, payloadText);
    expect(body).toContain(payloadText);
    expect(payloadTextOf(body, 'a.b', occurredAt)).toBe(payloadText);
  });
});
