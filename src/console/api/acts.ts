import { useState } from 'preact/hooks';
import type { ErrorCode, TypedDocumentString } from '../generated/graphql.ts';
import { say } from '../parts/say.tsx';
import { useLeft } from '../use-left.ts';
import { Failure, type Issue } from './client.ts';
import { toShown } from './queries.ts';
import { run } from './session.ts';

/** A member of a mutation's result: its success, or an error that was to be expected. */
interface Member {
  readonly __typename: string;
  readonly code?: ErrorCode;
  readonly message?: string;
  readonly errorId?: string;
  readonly issues?: readonly Issue[];
}

type Success<Result> = Exclude<Result, { code: ErrorCode }>;

/** Runs a mutation whose field is called `result`. @returns its success @throws Failure for any other member */
export async function act<Result extends Member, Variables>(
  document: TypedDocumentString<{ result: Result }, Variables>,
  variables: Variables,
): Promise<Success<Result>> {
  const { result } = await run(document, variables);
  if (result.code === undefined) return result as Success<Result>;
  throw new Failure(result.code, result.message ?? result.__typename, {
    errorId: result.errorId ?? null,
    issues: result.issues ?? [],
  });
}

/** Whether something is under way, and how it failed. */
export function useAct(): {
  readonly busy: boolean;
  readonly failure: Failure | null;
  /** @returns whether it succeeded */
  start(work: () => Promise<void>): Promise<boolean>;
  clear(): void;
} {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const isLeft = useLeft();
  return {
    busy,
    failure,
    clear: () => setFailure(null),
    async start(work) {
      setBusy(true);
      setFailure(null);
      try {
        await work();
        return true;
      } catch (error) {
        const failed = toShown(error);
        setFailure(failed);
        // Where it would stand is gone. That the key was refused is said where one signs in.
        if (isLeft.current && !failed.isOfCredential) {
          say(`What was begun on the page before failed: ${failed.message}`, 'bad');
        }
        return false;
      } finally {
        setBusy(false);
      }
    },
  };
}
