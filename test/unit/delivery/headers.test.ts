import { describe, expect, it } from 'vitest';
import { CUSTOM_HEADERS_MAX, CUSTOM_HEADERS_MAX_BYTES, checkHeaders } from '../../../src/delivery/headers.ts';

const header = (name: string, value = 'x') => ({ name, value });

describe('checkHeaders', () => {
  it('finds nothing wrong with ordinary headers', () => {
    const list = [
      header('Authorization', 'Bearer abc=='),
      header('x-tenant', ''),
      header('accept', '*/*'),
      header("!#$%&'*+-.^_`|~09azAZ", 'a\tb c'),
      header('connection-id'),
      header('hostname'),
    ];
    expect(checkHeaders(list)).toEqual([]);
  });

  it.each([
    'Connection',
    'keep-alive',
    'Proxy-Authorization',
    'proxy-connection',
    'TE',
    'Trailer',
    'Transfer-Encoding',
    'upgrade',
    'Expect',
    'Host',
    'Content-Type',
    'content-length',
    'Content-Encoding',
    'Webhook-Id',
    'webhook-signature',
    'User-Agent',
  ])('reserves %s', (name) => {
    expect(checkHeaders([header('x-a'), header(name)])).toEqual([
      {
        index: 1,
        field: 'name',
        type: 'header_name_reserved',
        message: `${name.toLowerCase()} cannot be set`,
      },
    ]);
  });

  it.each(['', ' ', 'x a', 'x:', 'x\r\ny', 'x\0', 'ä', '\u212Aeep-warm', 'x(y)', 'x/y', '"x"'])(
    'refuses %j as a name',
    (name) => {
      expect(checkHeaders([header(name)])).toMatchObject([
        { index: 0, field: 'name', type: 'header_name_invalid' },
      ]);
    },
  );

  it.each(['a\r\nb: c', 'a\nb', 'a\rb', 'a\0b', 'a\u007fb', 'a\u001bb', 'ä', '→', ' a', 'a ', '\ta', ' '])(
    'refuses %j as a value',
    (value) => {
      expect(checkHeaders([header('x-a', value)])).toMatchObject([
        { index: 0, field: 'value', type: 'header_value_invalid' },
      ]);
    },
  );

  it('refuses a name that is given twice, in any case of its letters', () => {
    expect(checkHeaders([header('X-A'), header('x-b'), header('x-a'), header('X-a')])).toMatchObject([
      { index: 2, field: 'name', type: 'header_name_duplicate' },
      { index: 3, field: 'name', type: 'header_name_duplicate' },
    ]);
  });

  it('lists everything that is wrong at once', () => {
    const problems = checkHeaders([header('host', 'a\n'), header(''), header('x-fine'), header('x-a', '\0')]);
    expect(problems.map(({ index, field }) => [index, field])).toEqual([
      [0, 'name'],
      [0, 'value'],
      [1, 'name'],
      [3, 'value'],
    ]);
  });

  it('accepts 20 headers and no more', () => {
    const list = (count: number) => Array.from({ length: count }, (_, index) => header(`x-${index}`));
    expect(checkHeaders(list(CUSTOM_HEADERS_MAX))).toEqual([]);
    expect(checkHeaders(list(CUSTOM_HEADERS_MAX + 1))).toEqual([
      {
        index: null,
        field: null,
        type: 'too_many_headers',
        message: 'at most 20 headers are allowed',
        maximum: 20,
      },
    ]);
  });

  it('accepts 4096 bytes of names and values and no more', () => {
    const list = (bytes: number) => [header('x-a', 'v'.repeat(100)), header('x-b', 'v'.repeat(bytes - 106))];
    expect(checkHeaders(list(CUSTOM_HEADERS_MAX_BYTES))).toEqual([]);
    expect(checkHeaders(list(CUSTOM_HEADERS_MAX_BYTES + 1))).toMatchObject([
      { index: null, field: null, type: 'headers_too_large', maximum: 4096 },
    ]);
  });
});
