import type { ServerResponse } from 'node:http';
import type { CORSOptions } from 'graphql-yoga';

const EXPOSED_HEADERS = 'retry-after';

/**
 * Cookies and the like are not allowed: credentials here are headers, which no browser adds by itself. Of headers an
 * allowed page may send any, as clients and their tracing add some that mean nothing here.
 */
export function corsOf(origins: readonly string[]) {
  return ({ headers }: Request): CORSOptions => {
    const origin = headers.get('origin');
    return (
      origin !== null &&
      origins.includes(origin) && {
        origin: [origin],
        credentials: false,
        methods: ['GET', 'POST'],
        allowedHeaders: headers.get('access-control-request-headers')?.split(/\s*,\s*/) ?? [],
        maxAge: 600,
      }
    );
  };
}

/**
 * Lets a page of another, allowed origin read an answer, also one that is given before GraphQL's server is asked: else
 * the page would see of a refusal only that its request failed, as if there were no server.
 */
export function letRead(
  response: ServerResponse,
  origin: string | undefined,
  origins: readonly string[],
): void {
  if (origins.length > 0) response.setHeader('vary', 'Origin');
  if (origin === undefined || !origins.includes(origin)) return;
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('access-control-expose-headers', EXPOSED_HEADERS);
}
