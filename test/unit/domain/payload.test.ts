import { describe, expect, it } from 'vitest';
import { depthOf, PAYLOAD_MAX_BYTES, PAYLOAD_MAX_DEPTH, parsePayload } from '../../../src/domain/payload.ts';

const faultOf = (input: Parameters<typeof parsePayload>[0]) => {
  const parsed = parsePayload(input);
  return 'issues' in parsed ? parsed.issues.map(({ path, type }) => [...path, type].join('/')) : [];
};

describe('a payload given as JSON', () => {
  it.each([null, 0, '', false, [], {}, { a: [1, { b: null }] }])('may be %j', (payload) => {
    expect(parsePayload({ payload })).toEqual({ text: JSON.stringify(payload), value: payload });
  });

  it('is not given when it is undefined, and is when it is null', () => {
    expect(faultOf({ payload: undefined })).toEqual(['payload/required']);
    expect(faultOf({ payload: null, payloadText: null })).toEqual([]);
  });
});

describe('a payload given as text', () => {
  it.each([
    '{"amount": 12345678901234567890}',
    '{"b":1,"a":2,"1":3}',
    ' [ ] ',
    '"\\u0000"',
    '1E400',
    '{"a":1,"a":2}',
  ])('is kept digit for digit: %s', (payloadText) => {
    expect(parsePayload({ payloadText })).toMatchObject({ text: payloadText });
  });

  it.each([
    '',
    ' ',
    '{',
    "{'a':1}",
    '{"a":1}}',
    'undefined',
    'NaN',
    '\uFEFF{}',
    '{"a":"\0"}',
    '"\uD800"',
    '"\n"',
    '[1,]',
    '"\\"',
    '01',
  ])('must be JSON, unlike %j', (payloadText) => {
    expect(faultOf({ payloadText })).toEqual(['payloadText/json_invalid']);
  });
});

describe('the two forms', () => {
  it('must not be given both, nor neither', () => {
    expect(faultOf({ payload: {}, payloadText: '{}' })).toEqual(['payload/ambiguous']);
    expect(faultOf({})).toEqual(['payload/required']);
    expect(faultOf({ payloadText: null })).toEqual(['payload/required']);
  });

  it('are one where null stands for what was not set', () => {
    expect(parsePayload({ payload: null, payloadText: '1.0' })).toEqual({ text: '1.0', value: 1 });
    expect(parsePayload({ payload: { a: 1 }, payloadText: null })).toEqual({
      text: '{"a":1}',
      value: { a: 1 },
    });
    expect(parsePayload({ payload: null, payloadText: null })).toEqual({ text: 'null', value: null });
  });
});

describe('the limits', () => {
  it('are counted in bytes of UTF-8, to the byte', () => {
    const text = (bytes: number) => `"${'é'.repeat((bytes - 2) / 2)}"`;
    expect(faultOf({ payloadText: text(PAYLOAD_MAX_BYTES) })).toEqual([]);
    expect(faultOf({ payloadText: text(PAYLOAD_MAX_BYTES + 2) })).toEqual(['payloadText/too_large']);
    const longest = `"${'a'.repeat(PAYLOAD_MAX_BYTES - 2)}"`;
    expect(parsePayload({ payloadText: longest })).toEqual({ text: longest, value: longest.slice(1, -1) });
    expect(faultOf({ payloadText: 'x'.repeat(PAYLOAD_MAX_BYTES) })).toEqual(['payloadText/json_invalid']);
    expect(faultOf({ payload: 'a'.repeat(PAYLOAD_MAX_BYTES - 2) })).toEqual([]);
    expect(faultOf({ payload: 'a'.repeat(PAYLOAD_MAX_BYTES - 1) })).toEqual(['payload/too_large']);
    const parsed = parsePayload({ payloadText: 'x'.repeat(PAYLOAD_MAX_BYTES + 1) });
    expect(parsed).toMatchObject({
      issues: [{ context: { maximum: PAYLOAD_MAX_BYTES, actual: PAYLOAD_MAX_BYTES + 1 } }],
    });
  });

  it('are a depth too', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    expect(faultOf({ payloadText: nested(PAYLOAD_MAX_DEPTH) })).toEqual([]);
    expect(faultOf({ payloadText: nested(PAYLOAD_MAX_DEPTH + 1) })).toEqual(['payloadText/json_invalid']);
    expect(faultOf({ payloadText: nested(100_000) })).toEqual(['payloadText/json_invalid']);
  });
});

describe('depthOf', () => {
  it.each([
    ['1', 0],
    ['[]', 1],
    ['{"a":[{}]}', 3],
    ['[[],[],[[]]]', 3],
    ['{"a":{},"b":{},"c":{"d":{}}}', 3],
    ['"[[[["', 0],
    ['{"[{": "\\"[["}', 1],
    ['["\\\\", ["]"]]', 2],
  ])('of %s is %i', (json, depth) => {
    expect(depthOf(json)).toBe(depth);
  });

  it('is right for whatever JSON.stringify makes', () => {
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % below;
    };
    const strings = ['', '"', '\\', '[', '}', '\\"[', '\n{'];
    const make = (room: number): { value: unknown; depth: number } => {
      const kind = room === 0 ? 0 : random(3);
      if (kind === 0) return { value: strings[random(strings.length)], depth: 0 };
      const children = Array.from({ length: random(4) }, () => make(room - 1));
      const value =
        kind === 1
          ? children.map((child) => child.value)
          : Object.fromEntries(children.map((child, index) => [`${strings[index]}${index}`, child.value]));
      return { value, depth: 1 + Math.max(0, ...children.map((child) => child.depth)) };
    };
    for (let round = 0; round < 500; round++) {
      const { value, depth } = make(6);
      expect(depthOf(JSON.stringify(value))).toBe(depth);
    }
  });

  it('takes no longer for text that was made to be slow', () => {
    const hostile = `"${'\\"'.repeat(PAYLOAD_MAX_BYTES / 2 - 1)}`;
    const startedMs = performance.now();
    depthOf(hostile);
    expect(performance.now() - startedMs).toBeLessThan(500);
  });
});
