import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import {
  createSigningKey,
  formatSecret,
  parseSecret,
  SECRET_MAX_BYTES,
  SECRET_MIN_BYTES,
  secretHint,
  signatureHeaders,
} from '../../../src/delivery/sign.ts';

const vector = {
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  timestamp: 1614265330,
  body: Buffer.from('{"test": 2432232314}'),
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
};

function keyOf(secret: string) {
  const bytes = parseSecret(secret);
  if (bytes === null) throw new Error(`no secret: ${secret}`);
  return createSigningKey('V1', bytes);
}

describe('signatureHeaders', () => {
  it('makes the signature that Standard Webhooks publishes as an example', () => {
    const { id, timestamp, body } = vector;
    expect(signatureHeaders({ id, timestamp, body, keys: [keyOf(vector.secret)] })).toEqual({
      'webhook-id': id,
      'webhook-timestamp': '1614265330',
      'webhook-signature': vector.signature,
    });
  });

  const bodies = [
    '',
    '{}',
    '{"type":"invoice.paid","timestamp":"2026-01-01T00:00:00Z","data":{"amount":12345678901234567890}}',
    '{"text":"žluťoučký kůň 馬 🐎 \u2028 \\u0000"}',
    `{"padding":"${'x'.repeat(256 * 1024)}"}`,
  ];
  const timestamp = Math.floor(Date.now() / 1000);

  it.each(bodies.map((body) => [body.slice(0, 40), body]))(
    'is verified by an independent library: %s',
    (_, body) => {
      for (const length of [SECRET_MIN_BYTES, 25, 32, 63, SECRET_MAX_BYTES]) {
        const secret = formatSecret(randomBytes(length));
        const headers = signatureHeaders({
          id: 'evt_1',
          timestamp,
          body: Buffer.from(body),
          keys: [keyOf(secret)],
        });
        const verifier = new Webhook(secret);
        expect(() => verifier.verify(body, headers, { jsonParse: false })).not.toThrow();
        expect(() => verifier.verify(`${body} `, headers, { jsonParse: false })).toThrow();
        const others = { ...headers, 'webhook-id': 'evt_2' };
        expect(() => verifier.verify(body, others, { jsonParse: false })).toThrow();
      }
    },
  );

  it('signs with every key, so that a receiver with any of the secrets verifies it', () => {
    const secrets = [1, 2, 3].map(() => formatSecret(randomBytes(32)));
    const body = Buffer.from('{"a":1}');
    const headers = signatureHeaders({ id: 'evt_1', timestamp, body, keys: secrets.map(keyOf) });
    expect(headers['webhook-signature']).toMatch(/^v1,\S{44} v1,\S{44} v1,\S{44}$/);
    for (const secret of secrets) {
      expect(() => new Webhook(secret).verify('{"a":1}', headers)).not.toThrow();
    }
    expect(() => new Webhook(formatSecret(randomBytes(32))).verify('{"a":1}', headers)).toThrow();
  });

  it('signs bytes, not text', () => {
    const keys = [keyOf(vector.secret)];
    const signed = (body: Buffer) =>
      signatureHeaders({ id: 'evt_1', timestamp, body, keys })['webhook-signature'];
    expect(signed(Buffer.from([0xff]))).not.toBe(signed(Buffer.from([0xfe])));
  });

  it('never makes an unsigned request', () => {
    expect(() => signatureHeaders({ id: 'evt_1', timestamp, body: Buffer.from('{}'), keys: [] })).toThrow(
      RangeError,
    );
  });
});

describe('the text of a secret', () => {
  it('leads back to the same bytes', () => {
    for (let length = SECRET_MIN_BYTES; length <= SECRET_MAX_BYTES; length += 1) {
      const bytes = randomBytes(length);
      expect(parseSecret(formatSecret(bytes))).toEqual(bytes);
    }
  });

  it.each([
    ['nothing', ''],
    ['no prefix', 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
    ['another prefix', 'whpk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
    ['too few bytes', formatSecret(Buffer.alloc(SECRET_MIN_BYTES - 1, 7))],
    ['too many bytes', formatSecret(Buffer.alloc(SECRET_MAX_BYTES + 1, 7))],
    ['a character that is not base64', 'whsec_MfKQ9r8GKYqrTwjUPD8I!LPZIo2LaLaSw'],
    ['what stands for one in other APIs’ documents', 'whsec_your_signing_secret'],
    ['a blank at the end', `${vector.secret} `],
    ['the URL alphabet', formatSecret(Buffer.alloc(24, 0xff)).replaceAll('/', '_')],
    ['missing padding', formatSecret(Buffer.alloc(25, 7)).replace(/=+$/, '')],
    ['bits beyond the last byte', formatSecret(Buffer.alloc(25, 7)).replace(/.==$/, 'x==')],
  ])('is refused with %s', (_, text) => {
    expect(parseSecret(text)).toBeNull();
  });

  it('is hinted at by its last four characters', () => {
    expect(secretHint(vector.secret)).toBe('LaSw');
  });
});
