import type { Keyring } from '../keyring.ts';
import { sealedPlace } from './sealed-places.ts';

/** A custom header as the endpoint's row keeps it; a sensitive value is base64 of its sealed bytes. */
export type StoredHeader = { name: string; value: string } | { name: string; sealed: string };

export interface HeaderInput {
  name: string;
  value: string;
  sensitive?: boolean | null | undefined;
}

export function storeHeaders(
  keyring: Keyring,
  endpointId: string,
  headers: readonly HeaderInput[],
): StoredHeader[] {
  return headers.map(({ name, value, sensitive }) =>
    sensitive
      ? {
          name,
          sealed: keyring.seal(Buffer.from(value), sealedPlace.header(endpointId, name)).toString('base64'),
        }
      : { name, value },
  );
}

/** The values that are sent. */
export function revealHeaders(
  keyring: Keyring,
  endpointId: string,
  headers: readonly StoredHeader[],
): Record<string, string> {
  return Object.fromEntries(
    headers.map((header) => [
      header.name,
      'value' in header
        ? header.value
        : keyring
            .open(Buffer.from(header.sealed, 'base64'), sealedPlace.header(endpointId, header.name))
            .toString(),
    ]),
  );
}

/** The values that are shown: null for a sensitive one. */
export function shownHeaders(headers: readonly StoredHeader[]): { name: string; value: string | null }[] {
  return headers.map((header) => ({ name: header.name, value: 'value' in header ? header.value : null }));
}
