import { expect } from 'vitest';
import type { Answer, Issue } from './client.ts';
import type { Hookline } from './hookline.ts';
import { writingNothing } from './rows.ts';

/** What to select of a mutation that is to fail. */
export const FAILURES = `__typename ... on Error { code message } ... on NotFoundError { path }
  ... on ValidationError { issues { path type message suggestion context } }`;

export interface Fault extends Omit<Issue, 'suggestion'> {
  suggestion?: string | null;
  context?: object;
}

/** Sends what must be refused, and sees that it is: the status, the code, the message, and that nothing was written. */
export interface Refusals {
  send(query: string, variables?: object): Promise<Answer<Record<string, unknown>>>;
  /** The one issue of a mutation's ValidationError. */
  issueOf(mutation: string, input: object): Promise<Fault>;
  /** What GraphQL refuses before it executes anything: one issue an error, or all in one. @param variables JSON */
  issuesBeforeExecution(query: string, variables?: string): Promise<Fault[]>;
  /** The one issue of the one error of a field that makes `data` null. */
  issueOfField(query: string, field: string, variables?: object): Promise<Fault>;
}

export function createRefusals(hookline: Hookline, key: string): Refusals {
  const headers = {
    'content-type': 'application/json',
    accept: 'application/graphql-response+json',
    'x-api-key': key,
  };
  const post = (query: string, variables: string) =>
    writingNothing(hookline.app.core.database.pool, async () => {
      const body = `{"query":${JSON.stringify(query)},"variables":${variables}}`;
      const response = await fetch(`${hookline.url}/graphql`, { method: 'POST', headers, body });
      const answer = (await response.json()) as Omit<Answer<Record<string, unknown>>, 'status' | 'headers'>;
      return { ...answer, status: response.status, headers: response.headers };
    });
  const send: Refusals['send'] = (query, variables = {}) => post(query, JSON.stringify(variables));
  return {
    send,
    async issueOf(mutation, input) {
      const { status, data, errors } = await send(mutation, { input });
      expect([status, errors]).toEqual([200, undefined]);
      const [result] = Object.values(data) as { issues: [Fault] }[];
      const { issues } = result as { issues: [Fault] };
      const message = `${issues[0].path.join('.')}: ${issues[0].message}`;
      expect(result).toEqual({ __typename: 'ValidationError', code: 'VALIDATION_FAILED', message, issues });
      expect(issues).toHaveLength(1);
      return issues[0];
    },
    async issuesBeforeExecution(query, variables = '{}') {
      const { status, data, errors = [] } = await post(query, variables);
      expect([status, data]).toEqual([400, undefined]);
      for (const { path, extensions } of errors)
        expect([path, extensions.code]).toEqual([undefined, 'BAD_REQUEST']);
      return errors.flatMap(({ extensions }) => extensions.issues as Fault[]);
    },
    async issueOfField(query, field, variables) {
      const { status, data, errors } = await send(query, variables);
      expect([status, data]).toEqual([400, null]);
      expect(errors).toMatchObject([{ path: [field], extensions: { code: 'BAD_REQUEST' } }]);
      const issues = (errors ?? []).flatMap(({ extensions }) => extensions.issues as [Fault]);
      expect(issues).toHaveLength(1);
      const [issue] = issues as [Fault];
      expect(errors?.[0]?.message).toBe(`${issue.path.join('.')}: ${issue.message}`);
      return issue;
    },
  };
}
