import type { Message, Operation } from './render.ts';

/** A piece of an answer, as it came. */
export interface Piece {
  /** Of HTTP; null over a socket. */
  status: number | null;
  contentType: string;
  /** JSON, unless the server is wrong. */
  text: string;
}

/** Node takes 16 KiB of headers, the address among them. */
const ADDRESS_MAX_CHARS = 8000;
const ANSWER_MS = 20_000;
export const ACCEPT = 'application/graphql-response+json, application/json';

/** A POST, or where it is asked for and short enough a GET. */
export function requestOf(
  url: string,
  { kind, transport }: Operation,
  { query, variables, operationName }: Message,
  credential: Record<string, string>,
): [string, RequestInit] {
  const accept = kind === 'subscription' ? 'text/event-stream' : ACCEPT;
  if (transport === 'get') {
    const params = new URLSearchParams({
      query,
      variables,
      ...(operationName !== null && { operationName }),
    });
    if (String(params).length < ADDRESS_MAX_CHARS) {
      return [`${url}/graphql?${params}`, { headers: { accept, ...credential } }];
    }
  }
  const body = bodyOf({ query, variables, operationName });
  return [
    `${url}/graphql`,
    { method: 'POST', headers: { 'content-type': 'application/json', accept, ...credential }, body },
  ];
}

/** An operation as JSON, for any transport. */
export function bodyOf({ query, variables, operationName }: Message): string {
  return `{"query":${JSON.stringify(query)},"variables":${variables},"operationName":${JSON.stringify(operationName)}}`;
}

/**
 * The one answer, or those of an event stream until it ends or is over.
 * @param taken called when the answer begins: an event stream's operation is followed from then on
 */
export async function answerOf(
  [address, init]: [string, RequestInit],
  over: AbortSignal,
  taken: () => void,
): Promise<Piece[]> {
  const response = await fetch(address, { ...init, signal: AbortSignal.timeout(ANSWER_MS) });
  taken();
  const contentType = response.headers.get('content-type') ?? '';
  const { status } = response;
  if (!contentType.startsWith('text/event-stream'))
    return [{ status, contentType, text: await response.text() }];
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) return [];
  over.addEventListener('abort', () => void reader.cancel().catch(() => undefined));
  if (over.aborted) await reader.cancel();
  let text = '';
  for (let read = await reader.read(); !read.done; read = await reader.read()) text += read.value;
  const lines = text
    .split('\n')
    .slice(0, -1)
    .filter((line) => line.startsWith('data:') && line.length > 'data: '.length);
  return lines.map((line) => ({ status, contentType, text: line.slice('data:'.length) }));
}
