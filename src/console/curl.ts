/** For a POSIX shell: nothing between single quotes means anything but itself. */
const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/**
 * The request of an attempt as a command. Its signature is that of then, so a receiver that checks the timestamp
 * refuses it after some minutes. A header that is not shown stands as a place to fill in.
 * @param body null when it is no longer kept
 */
export function toCurl(
  attempt: {
    readonly url: string;
    readonly requestHeaders: readonly { readonly name: string; readonly value: string | null }[];
  },
  body: string | null,
): string {
  const headers = attempt.requestHeaders
    .filter(({ name }) => name.toLowerCase() !== 'content-length')
    .map(({ name, value }) => `-H ${quote(`${name}: ${value ?? '<fill in>'}`)}`);
  const hasType = attempt.requestHeaders.some(({ name }) => name.toLowerCase() === 'content-type');
  if (!hasType) headers.unshift(`-H ${quote('content-type: application/json')}`);
  const data = body === null ? [] : [`--data-raw ${quote(body)}`];
  return [`curl -i -X POST ${quote(attempt.url)}`, ...headers, ...data].join(' \\\n  ');
}
