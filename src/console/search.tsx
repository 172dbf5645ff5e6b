import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { Failure } from './api/client.ts';
import { toShown } from './api/queries.ts';
import { may, organizationFilter, run } from './api/session.ts';
import { AttemptDeliveryDocument, EventsByKeyDocument, type Scope } from './generated/graphql.ts';
import { Icon } from './parts/icon.tsx';
import { PATHS } from './paths.ts';

const ID = /^(ep|evt|dlv|att)_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Goes to whatever has the id that is given: receivers see an event's as `webhook-id`. Else it is an idempotency key. */
export function Search() {
  const { route, url } = useLocation();
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [isSearching, setSearching] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const latest = useRef<AbortController | null>(null);
  useShortcut('/', () => input.current?.focus());
  // Who went elsewhere, or writes something else, is not led away by an answer that comes late.
  const giveUp = () => {
    latest.current?.abort();
    setSearching(false);
  };
  useLayoutEffect(() => giveUp, [url]);

  async function find() {
    const wanted = text.trim();
    if (wanted === '') return;
    setProblem(null);
    giveUp();
    const controller = new AbortController();
    latest.current = controller;
    const { signal } = controller;
    setSearching(true);
    try {
      const path = await pathOf(wanted, signal);
      if (signal.aborted) return;
      if (path === null) {
        setProblem('Nothing that you may see has this id or idempotency key.');
        return;
      }
      setText('');
      input.current?.blur();
      route(path);
    } catch (error) {
      if (!signal.aborted) setProblem(toShown(error).message);
    } finally {
      if (!signal.aborted) setSearching(false);
    }
  }

  return (
    <search>
      <form
        class="search"
        onSubmit={(event) => {
          event.preventDefault();
          void find();
        }}
      >
        <Icon name="search" />
        <input
          ref={input}
          type="search"
          aria-label="Find by id or idempotency key"
          placeholder="evt_… · dlv_… · idempotency key"
          spellcheck={false}
          autocomplete="off"
          value={text}
          aria-invalid={problem ? true : undefined}
          aria-describedby="search-said"
          onInput={(event) => {
            giveUp();
            setText(event.currentTarget.value);
            setProblem(null);
          }}
        />
        <kbd>/</kbd>
      </form>
      <div id="search-said" class={problem ? 'search-said bad' : 'search-said'} role="status">
        {isSearching ? 'Searching…' : problem}
      </div>
    </search>
  );
}

async function pathOf(wanted: string, signal: AbortSignal): Promise<string | null> {
  const id = wanted.toLowerCase();
  switch (ID.exec(id)?.[1]) {
    case 'ep':
      return PATHS.endpoint(id);
    case 'evt':
      return PATHS.event(id);
    case 'dlv':
      return PATHS.delivery(id);
    case 'att': {
      need('DELIVERIES_READ');
      const { node } = await run(AttemptDeliveryDocument, { id }, signal);
      return node?.__typename === 'DeliveryAttempt' ? PATHS.delivery(node.delivery.id) : null;
    }
    default: {
      need('EVENTS_READ');
      const filter = { idempotencyKey: wanted, ...organizationFilter() };
      const { events } = await run(EventsByKeyDocument, { filter }, signal);
      return events.nodes[0] ? PATHS.event(events.nodes[0].id) : null;
    }
  }
}

/** @throws Failure with the scope's name, which the server does not say */
function need(scope: Scope): void {
  if (!may(scope)) throw new Failure('FORBIDDEN', `Your key lacks the scope ${scope}.`);
}

/** A key that does something wherever nothing is being typed. */
export function useShortcut(key: string, act: () => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const isTyping =
        event.target instanceof Element && event.target.closest('input, textarea, select, dialog');
      if (event.key !== key || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      latest.current();
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, [key]);
}
