/**
 * An array for a parameter of that type, in the form in which PostgreSQL sends arrays itself: it takes in values that
 * come so in a third of the time in which it takes them in as JSON.
 * @see https://www.postgresql.org/docs/current/protocol-overview.html#PROTOCOL-FORMAT-CODES
 */
export const binaryArray = {
  uuid: (items: readonly string[]) => encode(2950, items, UUID_BYTES, writeUuid),
  int4: (items: readonly (number | null)[]) => encode(23, items, 4, (to, item, at) => to.writeInt32BE(item, at)),
  float8: (items: readonly number[]) => encode(701, items, 8, (to, item, at) => to.writeDoubleBE(item, at)),
  bool: (items: readonly boolean[]) => encode(16, items, 1, (to, item, at) => to.writeUInt8(Number(item), at)),
  text: (items: readonly (string | null)[]) =>
    encode(25, items, Buffer.byteLength, (to, item, at) => to.write(item, at)),
  /** Of values that `JSON.stringify` takes; null is SQL's. */
  jsonb: (items: readonly unknown[]) =>
    encode(
      3802,
      items.map((item) => (item === null ? null : JSONB_VERSION + JSON.stringify(item))),
      Buffer.byteLength,
      (to, item, at) => to.write(item, at),
    ),
};

const UUID_BYTES = 16;
const JSONB_VERSION = '\u0001';
const DIMENSIONS = 1;
const FIRST_INDEX = 1;
const HEADER_BYTES = 20;
const LENGTH_BYTES = 4;
const NULL_LENGTH = -1;

function writeUuid(to: Buffer, uuid: string, at: number): void {
  to.write(uuid.replaceAll('-', ''), at, 'hex');
}

function encode<Item>(
  typeId: number,
  items: readonly (Item | null)[],
  bytesOf: number | ((item: Item) => number),
  write: (to: Buffer, item: Item, at: number) => void,
): Buffer {
  const lengths = items.map((item) =>
    item === null ? NULL_LENGTH : typeof bytesOf === 'number' ? bytesOf : bytesOf(item),
  );
  const size = lengths.reduce((sum, length) => sum + LENGTH_BYTES + Math.max(0, length), HEADER_BYTES);
  const array = Buffer.allocUnsafe(size);
  const hasNull = lengths.includes(NULL_LENGTH);
  let at = 0;
  for (const field of [DIMENSIONS, Number(hasNull), typeId, items.length, FIRST_INDEX])
    at = array.writeInt32BE(field, at);
  items.forEach((item, index) => {
    const length = lengths[index] as number;
    at = array.writeInt32BE(length, at);
    if (item === null) return;
    write(array, item, at);
    at += length;
  });
  return array;
}
