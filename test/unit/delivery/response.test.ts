import zlib from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  RESPONSE_BODY_MAX_BYTES,
  RESPONSE_COMPRESSED_MAX_BYTES,
  RESPONSE_HEADERS_MAX,
  RESPONSE_HEADERS_MAX_BYTES,
  readBody,
  readHeaders,
  wireLimitBytes,
} from '../../../src/delivery/response.ts';

const plain = (bytes: Buffer | string, isWhole = true) =>
  readBody({ bytes: Buffer.from(bytes), isWhole, contentEncoding: '' });

const encoders: [string, (bytes: Buffer) => Buffer][] = [
  ['gzip', zlib.gzipSync],
  ['x-gzip', zlib.gzipSync],
  ['deflate', zlib.deflateSync],
  ['deflate', zlib.deflateRawSync],
  ['br', zlib.brotliCompressSync],
  ['zstd', zlib.zstdCompressSync],
];

describe('readBody', () => {
  it('keeps a body of exactly the limit whole', async () => {
    const text = 'x'.repeat(RESPONSE_BODY_MAX_BYTES);
    expect(await plain(text)).toEqual({ body: text, bodyTruncated: false });
    expect(await plain(`${text}y`)).toEqual({ body: text, bodyTruncated: true });
  });

  it.each(['é', '馬', '🐎'])('does not keep half of a %s at the limit', async (character) => {
    for (let shift = 0; shift < 4; shift += 1) {
      const text = 'x'.repeat(shift) + character.repeat(RESPONSE_BODY_MAX_BYTES);
      const { body, bodyTruncated } = await plain(text);
      expect(bodyTruncated).toBe(true);
      expect(text.startsWith(body)).toBe(true);
      expect(Buffer.byteLength(body)).toBeGreaterThan(RESPONSE_BODY_MAX_BYTES - 4);
    }
  });

  it('marks a body that broke off, and drops the character that it broke off in', async () => {
    expect(await plain(Buffer.from('ok 馬').subarray(0, -1), false)).toEqual({
      body: 'ok ',
      bodyTruncated: true,
    });
    expect(await plain('', false)).toEqual({ body: '', bodyTruncated: true });
  });

  it('replaces what is no UTF-8, and NUL', async () => {
    const bytes = Buffer.from([0x61, 0xff, 0x62, 0x00, 0x63, 0xe9, 0xa6]);
    expect(await plain(bytes)).toEqual({ body: 'a\uFFFDb\uFFFDc\uFFFD', bodyTruncated: false });
  });

  it.each([0x00, 0xff])('keeps the limit when every byte 0x%i is replaced by three', async (byte) => {
    const { body, bodyTruncated } = await plain(Buffer.alloc(RESPONSE_BODY_MAX_BYTES, byte));
    expect(bodyTruncated).toBe(true);
    expect(body).toBe('\uFFFD'.repeat(Math.floor(RESPONSE_BODY_MAX_BYTES / 3)));
  });

  it.each(encoders)('undoes %s', async (contentEncoding, encode) => {
    const body = '{"ok":true,"horse":"馬"}';
    expect(await readBody({ bytes: encode(Buffer.from(body)), isWhole: true, contentEncoding })).toEqual({
      body,
      bodyTruncated: false,
    });
  });

  it.each(encoders)('stops at the limit of text within a bomb of %s', async (contentEncoding, encode) => {
    const bomb = encode(Buffer.alloc(16 * 1024 * 1024, 'x'));
    const bytes = bomb.subarray(0, RESPONSE_COMPRESSED_MAX_BYTES);
    expect(await readBody({ bytes, isWhole: bytes.length === bomb.length, contentEncoding })).toEqual({
      body: 'x'.repeat(RESPONSE_BODY_MAX_BYTES),
      bodyTruncated: true,
    });
  });

  it.each(encoders)(
    'keeps as much text of %s as of what is not compressed',
    async (contentEncoding, encode) => {
      const text = Array.from({ length: 8000 }, (_, index) => index.toString(36)).join(' ');
      const limit = text.slice(0, RESPONSE_BODY_MAX_BYTES);
      const read = (body: string) =>
        readBody({ bytes: encode(Buffer.from(body)), isWhole: true, contentEncoding });
      expect(await read(limit)).toEqual({ body: limit, bodyTruncated: false });
      expect(await read(text)).toEqual({ body: limit, bodyTruncated: true });
      expect(wireLimitBytes(contentEncoding)).toBe(RESPONSE_COMPRESSED_MAX_BYTES);
    },
  );

  it('stops within 64 KiB that would become 2 GiB', async () => {
    // A zstd frame with a window of 128 KiB, and blocks that each say "128 KiB of this byte".
    const frame = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x38]);
    const block = Buffer.from([0x02, 0x00, 0x10, 0x78]);
    const bytes = Buffer.concat([frame, ...Array(16_000).fill(block)]);
    const peakBeforeKiB = process.resourceUsage().maxRSS;
    expect(await readBody({ bytes, isWhole: false, contentEncoding: 'zstd' })).toEqual({
      body: 'x'.repeat(RESPONSE_BODY_MAX_BYTES),
      bodyTruncated: true,
    });
    expect(process.resourceUsage().maxRSS - peakBeforeKiB).toBeLessThan(256 * 1024);
  });

  it.each(encoders)(
    'decodes what there is of a body of %s that broke off',
    async (contentEncoding, encode) => {
      const text = Array.from({ length: 2000 }, (_, index) => index.toString(36)).join(' ');
      const bytes = encode(Buffer.from(text));
      const half = bytes.subarray(0, bytes.length >> 1);
      const { body, bodyTruncated } = await readBody({ bytes: half, isWhole: false, contentEncoding });
      expect(bodyTruncated).toBe(true);
      expect(text.startsWith(body)).toBe(true);
      // The other two decode block by block, and all of this is one block.
      if (/gzip|deflate/.test(contentEncoding)) expect(body.length).toBeGreaterThan(text.length / 4);
    },
  );

  it.each(encoders)(
    'calls a body of %s truncated that ends too early, though its message is whole',
    async (contentEncoding, encode) => {
      const text = '{"ok":true}'.repeat(100);
      const bytes = encode(Buffer.from(text));
      for (const length of [1, bytes.length >> 1, bytes.length - 1]) {
        const part = bytes.subarray(0, length);
        const { body, bodyTruncated } = await readBody({ bytes: part, isWhole: true, contentEncoding });
        expect(bodyTruncated).toBe(true);
        expect(text.startsWith(body)).toBe(true);
      }
    },
  );

  it('decodes zstd with a window of 8 MiB, and none that takes more memory', async () => {
    const read = (windowLog: number) => {
      // One block, the last, that says "16 of this byte".
      const block = [0x83, 0x00, 0x00, 0x78];
      const bytes = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, (windowLog - 10) << 3, ...block]);
      return readBody({ bytes, isWhole: true, contentEncoding: 'zstd' });
    };
    expect(await read(23)).toEqual({ body: 'x'.repeat(16), bodyTruncated: false });
    expect(await read(24)).toEqual({ body: '', bodyTruncated: true });
  });

  it.each(['gzip', 'deflate', 'br', 'zstd'])(
    'survives a body that is not the %s it claims to be',
    async (name) => {
      const bytes = Buffer.from('{"ok":true}');
      const { body, bodyTruncated } = await readBody({ bytes, isWhole: true, contentEncoding: name });
      expect(bodyTruncated).toBe(true);
      expect(body.length).toBeLessThan(100);
      expect(await readBody({ bytes: Buffer.alloc(0), isWhole: true, contentEncoding: name })).toEqual({
        body: '',
        bodyTruncated: false,
      });
    },
  );

  it.each(['identity', 'utf-8', 'gzip, gzip', '__proto__', 'constructor'])(
    'reads a body with the content coding %s as text',
    async (contentEncoding) => {
      const bytes = Buffer.from('{"ok":true}');
      const whole = { body: '{"ok":true}', bodyTruncated: false };
      expect(await readBody({ bytes, isWhole: true, contentEncoding })).toEqual(whole);
      expect(wireLimitBytes(contentEncoding)).toBe(RESPONSE_BODY_MAX_BYTES);
    },
  );
});

describe('readHeaders', () => {
  it('keeps order and repetition, with names in lower case', () => {
    const raw = [Buffer.from('Set-Cookie'), Buffer.from('a=1'), 'X-A', 'ä', 'SET-COOKIE', 'b=2\0'];
    expect(readHeaders(raw)).toEqual([
      { name: 'set-cookie', value: 'a=1' },
      { name: 'x-a', value: 'ä' },
      { name: 'set-cookie', value: 'b=2\uFFFD' },
    ]);
  });

  it('takes the blanks around a value for no part of it', () => {
    expect(readHeaders(['Retry-After', '\t3 \t', 'x-a', ' a  b '])).toEqual([
      { name: 'retry-after', value: '3' },
      { name: 'x-a', value: 'a  b' },
    ]);
  });

  it('keeps no more than fits', () => {
    const many = Array.from({ length: 2 * (RESPONSE_HEADERS_MAX + 1) }, (_, index) => `x-${index}`);
    expect(readHeaders(many)).toHaveLength(100);
    expect(readHeaders(many.slice(0, 200))).toHaveLength(100);
    const fitting = ['x-a', 'a'.repeat(RESPONSE_HEADERS_MAX_BYTES - 3)];
    expect(readHeaders(fitting)).toHaveLength(1);
    expect(readHeaders(fitting.map((text) => `${text}a`))).toEqual([]);
    const big = ['x-a', 'a', 'x-b', 'b'.repeat(RESPONSE_HEADERS_MAX_BYTES), 'x-c', 'c'];
    expect(readHeaders(big)).toEqual([{ name: 'x-a', value: 'a' }]);
  });
});
