const UUID_BYTES = 16;
const JSONB_VERSION = '\u0001';
const DIMENSIONS = 1;
const FIRST_INDEX = 1;
const HEADER_BYTES = 20;
const LENGTH_BYTES = 4;
const NULL_LENGTH = -1;
const UTF8_BYTES_PER_UNIT = 3;
const NO_DIGIT = 0xff;
/** By character code. */
const DIGITS = Uint8Array.from({ length: 128 }, (_, code) => {
  const digit = '0123456789abcdef'.indexOf(String.fromCharCode(code));
  return digit === -1 ? NO_DIGIT : digit;
});

/**
 * Encodes arrays of these types as parameters in PostgreSQL's binary form. PostgreSQL reads them in less than half of
 * the time that JSON takes it, and faster than an array's literal.
 * @throws RangeError for a UUID that is not of lowercase digits, as ids here are
 * @see https://www.postgresql.org/docs/current/protocol-overview.html#PROTOCOL-FORMAT-CODES
 */
export const binaryArray = {
  uuid: encoder<string>(2950, () => UUID_BYTES, writeUuid),
  int4: encoder<number>(
    23,
    () => 4,
    (to, item, at) => to.writeInt32BE(item, at) - at,
  ),
  float8: encoder<number>(
    701,
    () => 8,
    (to, item, at) => to.writeDoubleBE(item, at) - at,
  ),
  bool: encoder<boolean>(
    16,
    () => 1,
    (to, item, at) => to.writeUInt8(Number(item), at) - at,
  ),
  text: encoder<string>(25, mostBytesOf, writeText),
  /** Takes texts that are JSON. */
  jsonb: encoder<string>(
    3802,
    (json) => mostBytesOf(json) + JSONB_VERSION.length,
    (to, json, at) => writeText(to, JSONB_VERSION + json, at),
  ),
};

/**
 * @param mostBytesOf the most bytes that an item may take
 * @param write returns how many bytes it took
 */
function encoder<Item>(
  typeId: number,
  mostBytesOf: (item: Item) => number,
  write: (to: Buffer, item: Item, at: number) => number,
): (items: readonly (Item | null)[]) => Buffer {
  return (items) => {
    let mostBytes = HEADER_BYTES;
    for (const item of items) mostBytes += LENGTH_BYTES + (item === null ? 0 : mostBytesOf(item));
    const array = Buffer.allocUnsafe(mostBytes);
    let at = 0;
    for (const field of [DIMENSIONS, Number(items.includes(null)), typeId, items.length, FIRST_INDEX])
      at = array.writeInt32BE(field, at);
    for (const item of items) {
      const start = at + LENGTH_BYTES;
      const length = item === null ? NULL_LENGTH : write(array, item, start);
      array.writeInt32BE(length, at);
      at = start + Math.max(0, length);
    }
    return array.subarray(0, at);
  };
}

// By hand, as a call of Buffer's own for so few digits takes three times as long.
function writeUuid(to: Buffer, uuid: string, at: number): number {
  let from = 0;
  let digits = 0;
  for (let byte = 0; byte < UUID_BYTES; byte++) {
    if (uuid[from] === '-') from += 1;
    const high = digitAt(uuid, from);
    const low = digitAt(uuid, from + 1);
    digits |= high | low;
    to[at + byte] = (high << 4) | low;
    from += 2;
  }
  if (digits > 0xf || from !== uuid.length) throw new RangeError(`"${uuid}" is not a UUID`);
  return UUID_BYTES;
}

function digitAt(text: string, at: number): number {
  return DIGITS[text.charCodeAt(at)] ?? NO_DIGIT;
}

function mostBytesOf(text: string): number {
  return text.length * UTF8_BYTES_PER_UNIT;
}

function writeText(to: Buffer, text: string, at: number): number {
  return to.write(text, at);
}
