import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { ago, type Pages } from './api/queries.ts';
import { RETRIES_MAX, RetryAll, type RetryAllState } from './api/retry-all.ts';
import type { DeliveryFilter } from './generated/graphql.ts';
import { ActButton } from './parts/act-button.tsx';
import { shortId } from './parts/delivery-list.tsx';
import { Dialog } from './parts/dialog.tsx';
import { number } from './parts/figures.ts';
import { say } from './parts/say.tsx';
import { Fault } from './parts/states.tsx';
import { PATHS } from './paths.ts';

/** For a list of what failed. @param within as of the list: so many milliseconds before it is pressed */
export function RetryAllButton({
  filter,
  within,
  pages,
  forbidden,
}: {
  filter: DeliveryFilter;
  within: number | undefined;
  pages: Pages<{ id: string }>;
  forbidden?: string | null;
}) {
  const [chosen, setChosen] = useState<DeliveryFilter | null>(null);
  return (
    <>
      <ActButton
        scope="DELIVERIES_WRITE"
        icon="retry"
        forbidden={forbidden ?? (pages.rows?.length === 0 ? 'Nothing is listed.' : null)}
        onAct={() => setChosen({ ...filter, ...(within && { since: ago(within) }) })}
      >
        Retry all…
      </ActButton>
      {chosen && (
        <RetryAllDialog
          filter={chosen}
          onClose={() => {
            setChosen(null);
            void pages.reload();
          }}
        />
      )}
    </>
  );
}

function RetryAllDialog({ filter, onClose }: { filter: DeliveryFilter; onClose: () => void }) {
  const [state, setState] = useState<RetryAllState | null>(null);
  const work = useRef<RetryAll | null>(null);
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const made = new RetryAll(filter, setState);
    work.current = made;
    setState(made.state);
    return () => {
      // By the browser's way back, which no dialog holds up.
      if (isUnderWayIn(made.state)) say('Retrying was stopped, as its page was left.', 'bad');
      made.stop();
    };
  }, [filter]);
  const phase = state?.phase ?? 'asking';
  const isUnderWay = state !== null && isUnderWayIn(state);
  const isOver = phase === 'stopped' || phase === 'ended';
  // The button that was pressed is gone.
  useLayoutEffect(() => {
    if (isOver) close.current?.focus();
  }, [isOver]);
  const mayStart = phase === 'asking' && state !== null && state.counted > 0;
  return (
    <Dialog title="Retry all that failed" busy={isUnderWay} onClose={onClose}>
      <p role="status">{state && <Words state={state} />}</p>
      {phase === 'asking' ? (
        <p class="quiet">
          Each is attempted once, the oldest first, before all else that waits for its endpoint. Those whose
          endpoint is not active, or whose payload is no longer kept, will be refused.
        </p>
      ) : (
        state && <Counts state={state} />
      )}
      {state?.failure && !isUnderWay && <Fault failure={state.failure} />}
      <div class="buttons">
        <button
          ref={close}
          type="button"
          aria-disabled={phase === 'stopping'}
          onClick={() => (isUnderWay ? work.current?.stop() : onClose())}
        >
          {phase === 'asking' ? 'Cancel' : isUnderWay ? 'Stop' : 'Close'}
        </button>
        {!isOver && (
          <button
            type="button"
            class="primary"
            aria-disabled={!mayStart}
            onClick={() => mayStart && void work.current?.start()}
          >
            {isUnderWay ? 'Retrying…' : state?.isAllCounted ? `Retry ${number(state.counted)}` : 'Retry all'}
          </button>
        )}
      </div>
    </Dialog>
  );
}

const isUnderWayIn = ({ phase }: RetryAllState) => phase === 'running' || phase === 'stopping';

const deliveries = (count: number) => `${number(count)} ${count === 1 ? 'delivery' : 'deliveries'}`;

const sumOf = ({ accepted, refused, counted }: RetryAllState) => {
  const refusedCount = [...refused.values()].reduce((sum, { count }) => sum + count, 0);
  const done = accepted + refusedCount;
  return {
    done,
    // What fails after it was counted fits the filter too.
    all: Math.max(counted, done),
    counts: `${number(accepted)} accepted, ${number(refusedCount)} refused`,
  };
};

/** What is said aloud too: of what is under way each tenth, and what it waits for. */
function Words({ state }: { state: RetryAllState }) {
  const { phase, counted, isAllCounted, failure } = state;
  const { done, all, counts } = sumOf(state);
  switch (phase) {
    case 'asking':
      if (isAllCounted) return <>{deliveries(counted)} failed, by the filters of the list.</>;
      if (counted < RETRIES_MAX) return <>Counting…</>;
      return (
        <>
          More than {number(RETRIES_MAX)} failed, by the filters of the list: the oldest {number(RETRIES_MAX)}{' '}
          are retried now.
        </>
      );
    case 'running':
      if (failure) return <>{failure.message} It goes on as soon as it can.</>;
      return <span class="hidden">{isAllCounted && `${Math.floor((done / all) * 10) * 10} %`}</span>;
    case 'stopping':
      return <>Stopping…</>;
    case 'stopped':
      return <>Stopped: {counts}.</>;
    case 'ended':
      return (
        <>
          {failure ? 'Broken off' : 'Done'}: {counts}.
        </>
      );
  }
}

function Counts({ state }: { state: RetryAllState }) {
  const { phase, isAllCounted, refused, unanswered, hasMore } = state;
  const isOver = phase === 'ended' || phase === 'stopped';
  const { done, all, counts } = sumOf(state);
  const refusals = [...refused].sort(([, one], [, other]) => other.count - one.count);
  return (
    <>
      {!isOver && (
        <>
          <progress aria-label="Asked for" max={all} {...(isAllCounted && { value: done })} />
          <p>
            {number(done)} of {isAllCounted || 'more than '}
            {number(all)}: {counts}
          </p>
        </>
      )}
      {isOver && unanswered.length > 0 && (
        <p>Of {deliveries(unanswered.length)} more it is not known: the answer was lost.</p>
      )}
      {hasMore && <p>There are more: begin again for these.</p>}
      {refusals.length > 0 && (
        <ul class="refusals" aria-label="Refused">
          {refusals.map(([reason, { count, example }]) => (
            <li key={reason}>
              {number(count)} × {reason}{' '}
              {isOver && <a href={PATHS.delivery(example)}>One of them: {shortId(example)}</a>}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
