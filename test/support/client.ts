import { expect } from 'vitest';

/** An answer as it came over HTTP; tests say what they expect `data` to be. */
export interface Answer<Data> {
  status: number;
  headers: Headers;
  data: Data;
  errors?: {
    message: string;
    path?: (string | number)[];
    extensions: { code: string; errorId: string; issues?: Issue[] };
  }[];
}

export interface Issue {
  path: string[];
  type: string;
  message: string;
  suggestion?: string;
}

export interface GraphqlClient {
  /** The answer, whatever it is. */
  send<Data = Record<string, unknown>>(query: string, variables?: object): Promise<Answer<Data>>;
  /** The data of an answer that must have no errors. */
  data<Data = Record<string, unknown>>(query: string, variables?: object): Promise<Data>;
}

/** GraphQL over HTTP, with nothing in between that could hide what the server does. */
export function createClient(
  url: string,
  key: string | null,
  headers: Record<string, string> = {},
): GraphqlClient {
  async function send<Data>(query: string, variables?: object): Promise<Answer<Data>> {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(key !== null && { 'x-api-key': key }), ...headers },
      body: JSON.stringify({ query, variables }),
    });
    const body = (await response.json()) as Omit<Answer<Data>, 'status' | 'headers'>;
    return { ...body, status: response.status, headers: response.headers };
  }
  return {
    send,
    async data<Data>(query: string, variables?: object) {
      const answer = await send<Data>(query, variables);
      expect(answer.errors).toBeUndefined();
      return answer.data;
    },
  };
}
