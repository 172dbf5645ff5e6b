import fc, { type Arbitrary } from 'fast-check';

/**
 * An id of the world that the operations meet: which one it is turns out when it is sent, so that an operation can be
 * made, shrunk and made again from its seed alone.
 */
export class Reference {
  readonly whose: 'mine' | 'theirs';
  readonly kind: string;
  /** The place in what there is of the kind, counted round. */
  readonly at: number;
  /** What is done to the text. */
  readonly twist: Twist;

  constructor(whose: 'mine' | 'theirs', kind: string, at: number, twist: Twist) {
    this.whose = whose;
    this.kind = kind;
    this.at = at;
    this.twist = twist;
  }
}

/** A bare word of a document, like the value of an enum; text in JSON. */
export class Word {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A number in digits that JavaScript cannot hold. */
export class Digits {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type Twist = keyof typeof TWISTS;

/** What may be done to an id or cursor before it is sent. */
export const TWISTS = {
  none: (text: string) => text,
  upperCase: (text: string) => text.toUpperCase(),
  uuidAlone: (text: string) => text.replace(/^[a-z]+_/, ''),
  otherPrefix: (text: string) => text.replace(/^[a-z]+_/, 'evt_'),
  noPrefix: (text: string) => text.replace(/^[a-z]+_/, '_'),
  blanks: (text: string) => ` ${text}\n`,
  nul: (text: string) => `${text}\0`,
  cut: (text: string) => text.slice(0, -1),
  quote: (text: string) => `${text}' or '1'='1`,
  nextUuid: (text: string) => `${text.slice(0, -1)}${text.endsWith('0') ? '1' : '0'}`,
  base64: (text: string) => Buffer.from(text).toString('base64url'),
  forgedCursor: (text: string) =>
    Buffer.from(`endpoint:${text.replace(/^[a-z]+_/, '')}`).toString('base64url'),
} as const;

/** The texts that programs trip over. */
const HOSTILE_TEXTS = [
  '',
  '\0',
  'a\0b',
  '\ud800',
  '\udc00x',
  '\udc00\ud800',
  '\u202eevil\u202c',
  '\ufeff',
  '\u2028\u2029',
  'e\u0301\u0301\u0301',
  '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}',
  '\u{10ffff}',
  '\uffff',
  String.fromCharCode(...Array.from({ length: 32 }, (_, code) => code)),
  '\r\nX-Injected: 1',
  "'; drop table endpoint; --",
  "' or '1'='1",
  '" or ""="',
  '\\',
  "\\'",
  '%',
  '%_\\',
  '$1',
  '#{7*7}',
  '{{7*7}}',
  '<script>alert(1)</script>',
  'javascript:alert(1)',
  '"}],"data":{"hacked":true}}',
  '"""',
  '#',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'null',
  'undefined',
  'NaN',
  '../../etc/passwd',
  'file:///etc/passwd',
  'a'.repeat(129),
  'x'.repeat(5_000),
  '\u00e9'.repeat(1_001),
  '(((((((((((((((((((((a',
  '0',
  '-1',
  'true',
];

export const hostileText: Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...HOSTILE_TEXTS) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
  // Half pairs, which no unit of fast-check makes.
  {
    weight: 1,
    arbitrary: fc
      .array(fc.integer({ min: 0xd7f0, max: 0xe010 }), { maxLength: 12 })
      .map((codes) => String.fromCharCode(...codes)),
  },
);

const RAW_NUMBERS = ['1e400', '-1e400', '12345678901234567890', '1e-400', '-0', '0.1e1'].map(
  (text) => new Digits(text),
);

export const hostileInt: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(0, -1, -0, 1, 2 ** 31 - 1, -(2 ** 31), 101, 100),
  fc.integer(),
);

const noInt: Arbitrary<unknown> = fc.constantFrom(
  2 ** 31,
  -(2 ** 31) - 1,
  2 ** 53,
  1.5,
  1e308,
  -1e21,
  ...RAW_NUMBERS,
);

/** The first and last moments that the scalar takes, and what is next to them. */
const EXTREME_TIMES = [
  '0000-01-01T00:00:00Z',
  '0000-01-01T00:00:00+23:59',
  '0001-01-01T00:00:00Z',
  '0001-01-01T00:00:00+00:01',
  '1582-10-10T00:00:00Z',
  '1970-01-01T00:00:00.000Z',
  '1969-12-31T23:59:59.9999999999Z',
  '2000-02-29T00:00:00Z',
  '2026-06-30T23:59:59.999999-12:00',
  '2100-02-28T23:59:59Z',
  '9999-12-31T23:59:59.999Z',
  '9999-12-31T23:59:59.999-23:59',
];

const NO_TIMES = [
  '',
  '2026-13-01T00:00:00Z',
  '2026-02-30T00:00:00Z',
  '2026-01-01T25:00:00Z',
  '2026-01-01T00:00:60Z',
  '2026-01-01T00:00:00+24:00',
  '2026-01-01T00:00:00',
  '2026-01-01',
  '+275760-09-13T00:00:00Z',
  '-000001-01-01T00:00:00Z',
  'now',
  'infinity',
  'epoch',
];

const usualTime = fc
  .date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());

export const time = {
  tame: usualTime,
  hostile: fc.constantFrom(...EXTREME_TIMES),
  wrong: fc.constantFrom(...NO_TIMES),
};

const deepJson = fc.constantFrom(20, 99, 100, 101, 400).map((depth) => {
  const text = '['.repeat(depth) + ']'.repeat(depth);
  return JSON.parse(text) as unknown;
});

/** Keys that are properties of every object. `__proto__` can be an own key only of what JSON.parse makes. */
const pollution = fc
  .constantFrom(
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'toJSON',
    'then',
    '$ref',
    'hasOwnProperty',
  )
  .map((key) => JSON.parse(`{"${key}":{"polluted":true},"a":{"${key}":1}}`) as unknown);

export const json = {
  tame: fc.oneof(
    fc.constantFrom<unknown>({}, { amount: 1200, invoice: 'in_1' }, [], 'text', 7, true, [
      1,
      [2, { a: null }],
    ]),
    fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('x', 'y', ''), { maxKeys: 3 }),
  ),
  hostile: fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    hostileText,
    fc.dictionary(hostileText, hostileText, { maxKeys: 3, noNullPrototype: true }),
    deepJson,
    pollution,
    fc.constantFrom<unknown>(null, ...RAW_NUMBERS),
  ),
};

/** Schemas of payloads: good ones, and such as keep a compiler busy, contradict themselves or lead elsewhere. */
export const payloadSchema: Arbitrary<unknown> = fc.constantFrom<unknown>(
  true,
  false,
  {},
  { type: 'object' },
  { type: 'object', required: ['amount'], properties: { amount: { type: 'integer' } } },
  { type: 'nonsense' },
  { $ref: '#' },
  { $ref: '#/$defs/a', $defs: { a: { $ref: '#/$defs/b' }, b: { $ref: '#/$defs/a' } } },
  { $ref: 'https://evil.example/schema.json' },
  { $ref: 'file:///etc/passwd' },
  { $id: 'https://json-schema.org/draft/2020-12/schema', type: 'string' },
  { $schema: 'http://json-schema.org/draft-07/schema#' },
  { $schema: 'https://evil.example/meta' },
  { $dynamicRef: '#a', $dynamicAnchor: 'a' },
  { pattern: '(' },
  { pattern: '\\u{110000}' },
  { properties: JSON.parse('{"__proto__":{"type":"string"}}') as unknown },
  { patternProperties: { '[': true } },
  { enum: [] },
  { multipleOf: 0 },
  { minLength: -1 },
  { format: 'evil' },
  { unevaluatedProperties: false, allOf: [{ $ref: '#/$defs/x' }], $defs: { x: { properties: { a: {} } } } },
  [],
  'true',
  7,
);

/** What a field of a type may be given though it is of another one. */
export const wrongType: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, 'text', [], {}, [[]], [null], { a: 1 }, new Word('NOPE')),
  noInt,
  hostileText,
  fc.jsonValue({ maxDepth: 2 }),
);
