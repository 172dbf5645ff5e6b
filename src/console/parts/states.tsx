import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { type Failure, type Issue, nameOf } from '../api/client.ts';
import type { Scope } from '../generated/graphql.ts';
import { Code } from './code.tsx';
import { CopyButton } from './copy.tsx';
import { Icon } from './icon.tsx';
import { useStanding } from './standing.ts';

const REMEDIES: Partial<Record<Failure['code'], string>> = {
  CHANGED_MEANWHILE: 'Save again to replace that by what stands here, or change it first.',
  FORBIDDEN: 'Sign in with a key that has the scope.',
  RATE_LIMITED: 'Wait a little, then try again.',
  REQUEST_TIMEOUT: 'Ask for less at once: a narrower filter, or a shorter time.',
  INTERNAL_SERVER_ERROR: 'Look for the error id in the server’s log.',
};

/** What went wrong, what to do about it, and the id that the server's log has too. */
export function Fault({ failure, onRetry }: { failure: Failure; onRetry?: () => void }) {
  const element = useRef<HTMLDivElement>(null);
  const { isRepeated, retry } = useStanding(element, failure, onRetry);
  if (isRepeated) {
    return (
      <div ref={element} class="quiet">
        This could not be read either, as is said above.
      </div>
    );
  }
  return (
    <div ref={element} class="fault" role="alert">
      <Icon name="warning" size={16} />
      <div>
        <strong>{headOf(failure)}</strong>
        {failure.issues.length > 0 && (
          <ul>
            {failure.issues.map((issue) => (
              <li key={issue.path.join('.') + issue.message}>
                <IssueOf issue={issue} /> {issue.message}
                {issue.suggestion && !issue.message.includes(issue.suggestion) && (
                  <>
                    {' '}
                    Did you mean <code>{issue.suggestion}</code>?
                  </>
                )}
              </li>
            ))}
          </ul>
        )}
        {REMEDIES[failure.code] && <p>{REMEDIES[failure.code]}</p>}
        {failure.errorId && (
          <p class="quiet">
            {failure.code} · error id <code>{failure.errorId}</code>
          </p>
        )}
      </div>
      {onRetry && (
        <button type="button" onClick={retry}>
          Try again
        </button>
      )}
    </div>
  );
}

function headOf({ code, message, issues }: Failure): string {
  return issues.length === 0 || code === 'CHANGED_MEANWHILE' ? message : 'This was not accepted:';
}

function IssueOf({ issue }: { issue: Issue }) {
  if (issue.label) return <>{issue.label}:</>;
  return issue.path.length > 0 ? <code>{nameOf(issue)}</code> : null;
}

/** Nothing to show, and what would bring something. @param example to be copied */
export function Empty({
  title,
  children,
  example,
}: {
  title: string;
  children?: ComponentChildren;
  example?: string;
}) {
  return (
    <div class="empty">
      <h2>{title}</h2>
      {children && <div>{children}</div>}
      {example && <Snippet text={example} name="example" />}
    </div>
  );
}

/** @param name of what it is, like “secret” */
export function Snippet({ text, name }: { text: string; name: string }) {
  return (
    <div class="snippet">
      <Code label={`The ${name}`}>{text}</Code>
      <CopyButton text={text} label={`Copy the ${name}`} />
    </div>
  );
}

/** Bars where rows will be, while they are on their way. */
export function Skeleton({ rows = 5 }: { rows?: number }) {
  return (
    <div class="skeleton" role="status" aria-label="Loading">
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} />
      ))}
    </div>
  );
}

/** In place of what a key may not see. */
export function Lacking({ scope, what }: { scope: Scope; what: string }) {
  return (
    <Empty title={`This key may not see ${what}`}>
      <p>
        It lacks the scope <code>{scope}</code>. Whoever has <code>API_KEYS_WRITE</code> can make one that has
        it.
      </p>
    </Empty>
  );
}
