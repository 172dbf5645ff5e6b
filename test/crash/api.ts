import type { Supervised } from './supervised.ts';

/** An API that is cut off may not answer at all; longer than the 10 s that it waits for a connection itself. */
const PATIENCE_MS = 15_000;

/** The request was refused; sent again it would be refused again. */
export class Refused extends Error {}

/** No answer, or one that does not tell: it may have been done, or not. */
export class Unknown extends Error {}

export interface Caller {
  /** @throws Refused, Unknown, or the signal's reason */
  call<Data>(query: string, variables: object): Promise<Data>;
}

interface Answer<Data> {
  data?: Data | null;
  errors?: { message: string; extensions?: { code?: string } }[];
}

/** GraphQL over HTTP, to wherever the process serves it by now. */
export function createCaller(api: Supervised, key: string, signal: AbortSignal): Caller {
  return {
    async call<Data>(query: string, variables: object) {
      await api.ready(signal);
      const answer = await post<Data>(api.url, key, { query, variables }).catch((error: Error) => {
        signal.throwIfAborted();
        throw new Unknown(error.message, { cause: error });
      });
      const [error] = answer.errors ?? [];
      if (!error && answer.data) return answer.data;
      const code = error?.extensions?.code ?? 'no code';
      const passes = code === 'INTERNAL_SERVER_ERROR' || code === 'UNAVAILABLE';
      throw new (passes ? Unknown : Refused)(`${error?.message} (${code})`);
    },
  };
}

async function post<Data>(url: string, key: string, body: object): Promise<Answer<Data>> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': key },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  return (await response.json()) as Answer<Data>;
}

/** Calls until it is known that it was done: for what may be done twice. */
export async function insist<Data>(caller: Caller, query: string, variables: object): Promise<Data> {
  for (;;) {
    try {
      return await caller.call<Data>(query, variables);
    } catch (error) {
      if (!(error instanceof Unknown)) throw error;
    }
  }
}
