import type { FeedState } from '../api/feed.ts';
import { number } from './figures.ts';
import { Icon } from './icon.tsx';
import { ClockTime } from './moment.tsx';

/** How the live connection stands, and that it came back: nothing was missed, or what. */
export function Connection({ state, onRetry }: { state: FeedState; onRetry: () => void }) {
  const { phase, resumed, failure } = state;
  return (
    <div class={`connection ${phase}`} role="status">
      {phase === 'live' && (
        <>
          <span class="pulse" aria-hidden="true" /> Live
        </>
      )}
      {phase === 'connecting' && (
        <>
          <Icon name="clock" /> Connecting…
        </>
      )}
      {phase === 'lost' && (
        <>
          <Icon name="unplugged" />{' '}
          {failure?.code === 'UNREACHABLE'
            ? 'Connection lost, reconnecting…'
            : 'Not live: the server cannot read the feed, trying again…'}{' '}
          <button type="button" class="link" onClick={onRetry}>
            Try now
          </button>
        </>
      )}
      {phase === 'failed' && (
        <>
          <Icon name="warning" /> Not live
        </>
      )}
      {resumed && phase === 'live' && (
        <span class="quiet">
          {' '}
          · resumed at <ClockTime at={resumed.at} />,{' '}
          {resumed.isGap
            ? 'without what happened meanwhile: the deliveries have it'
            : `${number(resumed.caughtUp)} ${resumed.caughtUp === 1 ? 'item' : 'items'} caught up`}
        </span>
      )}
    </div>
  );
}
