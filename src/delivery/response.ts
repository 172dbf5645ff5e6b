import type { Transform } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import zlib from 'node:zlib';
import type { HeaderField } from './headers.ts';

/** The limit of the text that is kept, after decompression. */
export const RESPONSE_BODY_MAX_BYTES = 16 * 1024;
/** The limit of a compressed body as it arrives: far more than one that gains by compression needs. */
export const RESPONSE_COMPRESSED_MAX_BYTES = 64 * 1024;
export const RESPONSE_HEADERS_MAX = 100;
export const RESPONSE_HEADERS_MAX_BYTES = 16 * 1024;

/** What is kept of a response, fit for a Postgres text column: valid Unicode, no NUL, bounded. */
export interface ReceivedResponse {
  status: number;
  /** Names in lower case, in the order of arrival, repeated where the receiver repeated them. */
  headers: HeaderField[];
  body: string;
  /** The receiver sent more, or meant to. */
  bodyTruncated: boolean;
}

/** Content codings that are undone; a body in any other is read as text. */
const DECODERS = new Map<string, (firstByte: number) => Transform>([
  ['gzip', () => zlib.createGunzip()],
  ['x-gzip', () => zlib.createGunzip()],
  // Some servers send bare deflate under this name; the first byte of the zlib format ends in 8.
  ['deflate', (firstByte) => ((firstByte & 0x0f) === 8 ? zlib.createInflate() : zlib.createInflateRaw())],
  ['br', () => zlib.createBrotliDecompress()],
  // 8 MiB, what RFC 9659 allows on the web; the library's own limit is 128 MiB for each response.
  ['zstd', () => zlib.createZstdDecompress({ params: { [zlib.constants.ZSTD_d_windowLogMax]: 23 } })],
]);

/** How many bytes of a body to read off the wire, before there is certainly enough. */
export function wireLimitBytes(contentEncoding: string): number {
  return DECODERS.has(contentEncoding) ? RESPONSE_COMPRESSED_MAX_BYTES : RESPONSE_BODY_MAX_BYTES;
}

/**
 * @param wire.bytes The body as it arrived, bounded by the caller.
 * @param wire.isWhole Whether the message ended as the receiver meant it to.
 */
export async function readBody(wire: {
  readonly bytes: Buffer;
  readonly isWhole: boolean;
  readonly contentEncoding: string;
}): Promise<Pick<ReceivedResponse, 'body' | 'bodyTruncated'>> {
  const { bytes, isWhole, contentEncoding } = wire;
  const firstByte = bytes[0];
  const createDecoder = DECODERS.get(contentEncoding);
  if (createDecoder === undefined || firstByte === undefined) return boundedText(bytes, isWhole);
  const decoded = await decompress(bytes, createDecoder(firstByte));
  return boundedText(decoded.bytes, isWhole && decoded.isWhole);
}

/** The first headers that fit, from undici's flat list of names and values. */
export function readHeaders(raw: readonly (Buffer | string)[]): HeaderField[] {
  const headers: HeaderField[] = [];
  let bytes = 0;
  for (let at = 0; at + 1 < raw.length && headers.length < RESPONSE_HEADERS_MAX; at += 2) {
    const name = clean(String(raw[at]).toLowerCase());
    // The parser leaves the blanks that may follow a value.
    const value = clean(String(raw[at + 1]).trim());
    bytes += Buffer.byteLength(name) + Buffer.byteLength(value);
    if (bytes > RESPONSE_HEADERS_MAX_BYTES) break;
    headers.push({ name, value });
  }
  return headers;
}

/**
 * Stops soon after RESPONSE_BODY_MAX_BYTES of output: a decoder hands out 16 KiB at a time. Of a body that breaks off it
 * hands out what can be decoded, before it fails.
 */
function decompress(bytes: Buffer, decoder: Transform): Promise<{ bytes: Buffer; isWhole: boolean }> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const finish = (isWhole: boolean) => {
      decoder.destroy();
      resolve({ bytes: Buffer.concat(chunks), isWhole });
    };
    decoder.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length > RESPONSE_BODY_MAX_BYTES) finish(false);
    });
    decoder.once('end', () => finish(true));
    decoder.on('error', () => finish(false));
    decoder.end(bytes);
  });
}

function boundedText(bytes: Buffer, isWhole: boolean): Pick<ReceivedResponse, 'body' | 'bodyTruncated'> {
  const fits = bytes.length <= RESPONSE_BODY_MAX_BYTES;
  const body = clean(isWhole && fits ? bytes.toString() : wholeCharacters(bytes));
  // Each byte that is no UTF-8 becomes a character of three bytes, so the text may have outgrown the limit.
  const text = Buffer.from(body);
  if (text.length <= RESPONSE_BODY_MAX_BYTES) return { body, bodyTruncated: !(isWhole && fits) };
  return { body: wholeCharacters(text), bodyTruncated: true };
}

/** The text of the first RESPONSE_BODY_MAX_BYTES, without the character that the cut went through. */
function wholeCharacters(bytes: Buffer): string {
  return new StringDecoder('utf8').write(bytes.subarray(0, RESPONSE_BODY_MAX_BYTES));
}

function clean(text: string): string {
  return text.replaceAll('\0', '\uFFFD');
}
