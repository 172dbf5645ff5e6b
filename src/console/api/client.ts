import type { ErrorCode, TypedDocumentString } from '../generated/graphql.ts';

export interface Issue {
  readonly path: readonly string[];
  /** What the form calls the field that it is about, as people read it. */
  readonly label?: string;
  readonly message: string;
  readonly suggestion?: string | null;
}

/** The name of the field that an issue is about, as forms have it: without `input`, in which the arguments stand. */
export const nameOf = ({ path }: Issue): string =>
  path.filter((part, at) => at > 0 || part !== 'input').join('.');

/** Anything that went wrong between a click and its answer, in words that can be shown. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: ErrorCode | 'UNREACHABLE' | 'UNEXPECTED_ANSWER' | 'CHANGED_MEANWHILE';
  /** The server's log has the same; null when the server did not answer. */
  readonly errorId: string | null;
  readonly issues: readonly Issue[];

  constructor(
    code: Failure['code'],
    message: string,
    { errorId = null, issues = [] }: { errorId?: string | null; issues?: readonly Issue[] } = {},
  ) {
    super(message);
    this.code = code;
    this.errorId = errorId;
    this.issues = issues;
  }

  /** Whether the key itself was refused. */
  get isOfCredential(): boolean {
    return CREDENTIAL_CODES.has(this.code);
  }
}

const CREDENTIAL_CODES: ReadonlySet<string> = new Set([
  'MISSING_API_KEY',
  'MALFORMED_API_KEY',
  'EXPIRED_API_KEY',
  'INVALID_AUTHORIZATION',
]);

export interface WireError {
  readonly message: string;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

export function toFailure({ message, extensions = {} }: WireError): Failure {
  return new Failure((extensions.code as ErrorCode | undefined) ?? 'UNEXPECTED_ANSWER', message, {
    errorId: (extensions.errorId as string | undefined) ?? null,
    issues: (extensions.issues as readonly Issue[] | undefined) ?? [],
  });
}

/** Runs one operation. @throws Failure; the signal's reason when it is aborted */
export async function send<Result, Variables>(
  key: string,
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Result> {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: {
      accept: 'application/graphql-response+json',
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
    },
    credentials: 'omit',
    body: JSON.stringify({ query: document.toString(), variables }),
    ...(signal && { signal }),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new Failure(
      'UNREACHABLE',
      'The server does not answer. Check that it runs, and your connection to it.',
    );
  });
  const answer = (await response.json().catch(() => null)) as {
    data?: Result | null;
    errors?: WireError[];
  } | null;
  const [error] = answer?.errors ?? [];
  if (error) throw toFailure(error);
  if (!answer?.data) {
    throw new Failure('UNEXPECTED_ANSWER', `The server answered ${response.status}, which is not GraphQL.`);
  }
  return answer.data;
}
