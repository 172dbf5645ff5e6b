import type { ServerResponse } from 'node:http';
import type { CORSOptions } from 'graphql-yoga';

const EXPOSED_HEADERS = 'retry-after';

/**
 * Credentials are headers, which no browser adds by itself: none of its own are asked for. A page that is let in may send
 * any others, as clients and their tracing add some that mean nothing here.
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
 * What a page of another origin may read of any answer, also of one that comes before GraphQL's server is asked: of a
 * refusal it would else see nothing but that its request failed, as if there were no server.
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
