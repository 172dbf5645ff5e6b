import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { toCurl } from './curl.ts';
import type { AttemptTrigger, DeliveryQuery } from './generated/graphql.ts';
import { OutcomeBadge } from './parts/badge.tsx';
import { Code } from './parts/code.tsx';
import { CopyButton } from './parts/copy.tsx';
import { Answer } from './parts/delivery-list.tsx';
import { duration } from './parts/figures.ts';
import { indentJson } from './parts/json-text.ts';
import { ClockTime, Moment } from './parts/moment.tsx';

export type ShownDelivery = NonNullable<DeliveryQuery['delivery']>;
type Attempt = ShownDelivery['attempts']['nodes'][number];
type Header = Attempt['requestHeaders'][number];

const TRIGGERS: Record<AttemptTrigger, string> = { AUTOMATIC: '', MANUAL: 'by hand', TEST: 'test' };

/** The newest first and open; each as it was sent and answered. */
export function AttemptList({ delivery }: { delivery: ShownDelivery }) {
  const attempts = delivery.attempts.nodes.toReversed();
  if (attempts.length === 0) {
    return (
      <p class="quiet">
        {delivery.nextAttemptAt ? (
          <>
            The first one: <Moment at={delivery.nextAttemptAt} isDue />.
          </>
        ) : (
          'None was made.'
        )}
      </p>
    );
  }
  const longest = Math.max(...attempts.map(({ durationMs }) => durationMs), 1);
  return (
    <>
      <ol class="attempts" reversed>
        {attempts.map((attempt, index) => (
          <AttemptEntry
            key={attempt.id}
            attempt={attempt}
            isNewest={index === 0}
            longest={longest}
            body={delivery.requestBody}
          />
        ))}
      </ol>
      {delivery.attemptCount > attempts.length && <p class="quiet">The newest hundred are shown.</p>}
    </>
  );
}

function AttemptEntry({
  attempt,
  isNewest,
  longest,
  body,
}: {
  attempt: Attempt;
  isNewest: boolean;
  /** The duration, in milliseconds, of the longest of all. */
  longest: number;
  body: string | null;
}) {
  // At first: one that somebody reads is not put away by the next.
  const [isOpen] = useState(isNewest);
  return (
    <li>
      <details open={isOpen}>
        <summary>
          <span class="attempt-number">#{attempt.number}</span>
          <OutcomeBadge outcome={attempt.outcome} />
          <Answer status={attempt.responseStatus} outcome={attempt.outcome} />
          <span class="timing">
            <span
              class="timing-bar"
              style={{ width: `${Math.max(2, (attempt.durationMs / longest) * 100)}%` }}
            />
          </span>
          <span class="attempt-duration">{duration(attempt.durationMs)}</span>
          <span class="quiet">
            <ClockTime at={attempt.startedAt} /> · <Moment at={attempt.startedAt} />
            {TRIGGERS[attempt.trigger] && ` · ${TRIGGERS[attempt.trigger]}`}
          </span>
        </summary>
        <AttemptDetails attempt={attempt} body={body} />
      </details>
    </li>
  );
}

function AttemptDetails({ attempt, body }: { attempt: Attempt; body: string | null }) {
  return (
    <div class="exchange">
      {attempt.errorMessage && <p class="bad-text">{attempt.errorMessage}</p>}
      <Half title="Request" tools={<CopyButton text={toCurl(attempt, body)} label="Copy as curl" />}>
        <Code label={`Request of attempt ${attempt.number}`}>
          <b>POST</b> {attempt.url}
          {'\n'}
          <Headers headers={attempt.requestHeaders} />
        </Code>
      </Half>
      <Half title="Response">
        {attempt.responseStatus === null ? (
          <p class="quiet">There was none.</p>
        ) : (
          <Code label={`Response of attempt ${attempt.number}`}>
            <b>{attempt.responseStatus}</b>
            {'\n'}
            <Headers headers={attempt.responseHeaders ?? []} />
            {attempt.responseBody && `\n${indentJson(attempt.responseBody)}`}
            {attempt.responseBodyTruncated && <span class="quiet">{'\n'}… cut off: 16 KiB are kept</span>}
          </Code>
        )}
      </Half>
    </div>
  );
}

function Half({
  title,
  tools,
  children,
}: {
  title: string;
  tools?: ComponentChildren;
  children: ComponentChildren;
}) {
  return (
    <div>
      <div class="section-head">
        <h3>{title}</h3>
        {tools}
      </div>
      {children}
    </div>
  );
}

function Headers({ headers }: { headers: readonly Header[] }) {
  return (
    <>
      {headers.map(({ name, value }) => (
        <span key={name + (value ?? '')}>
          <span class="header-name">{name}:</span> {value ?? <i>not shown</i>}
          {'\n'}
        </span>
      ))}
    </>
  );
}
