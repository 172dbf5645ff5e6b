import { OperatorError } from '../errors.ts';
import type { Api } from './api.ts';
import type { ListenArguments } from './arguments.ts';
import { checkCursor, feedCursor, followFeed } from './feed.ts';
import { createForwarder, type Forwarder } from './forward.ts';
import { deliveries, plain, stamp } from './lines.ts';
import {
  deleteEndpoint,
  isTakenOver,
  mirroredEndpoint,
  ownEndpoint,
  type Source,
} from './listen-endpoint.ts';
import { type Content, forwardAttempt, LISTEN_FEED, type ListenItem, readContent } from './listen-items.ts';
import { type CliViewer, readViewer } from './viewer.ts';

/** What is left to do at the end must not keep a terminal waiting. */
const FAREWELL_MS = 5_000;

export interface ListenTools {
  readonly api: Api;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Forwards deliveries until the signal ends it. @throws OperatorError */
export async function listen(args: ListenArguments, tools: ListenTools): Promise<void> {
  const { api, signal, say } = tools;
  const reading = ['DELIVERIES_READ', 'EVENTS_READ', 'ENDPOINTS_READ'];
  const needed = args.endpoint === null ? [...reading, 'ENDPOINTS_WRITE'] : reading;
  const viewer = await readViewer(api, needed, signal);
  // Before the endpoint is there: what it gets first is not missed.
  const after = args.after ?? (await feedCursor(api, signal));
  // Before anything is done to an endpoint that was kept: refused later, its end would delete that, and what it missed.
  if (args.after !== null) await checkCursor(api, args.after, signal);
  const source = await openSource(tools, args, viewer);
  let reached = after;
  try {
    introduce(args, source, say);
    await using forwarder = createForwarder(args.target);
    const caughtUp = args.after === null ? null : 0;
    for await (const cursor of forwardAll(tools, source, forwarder, { after, caughtUp })) reached = cursor;
  } finally {
    await farewell(args, tools, source, reached);
  }
}

function openSource({ api, signal }: ListenTools, args: ListenArguments, viewer: CliViewer): Promise<Source> {
  if (args.endpoint !== null) return mirroredEndpoint(api, args.endpoint, args.secret, signal);
  return ownEndpoint(api, args, viewer, signal);
}

function introduce(
  { target }: ListenArguments,
  { endpoint, listener, found, signing }: Source,
  say: (line: string) => void,
): void {
  const { id, url, status, eventPatterns, organization } = endpoint;
  const types = eventPatterns.length === 0 ? 'every type of event' : eventPatterns.join(', ');
  say(`Forwarding ${types} of ${plain(organization.name)} to ${target.href}`);
  const origin = listener === null ? 'mirrored' : found ? 'found again' : 'made now';
  say(`  endpoint        ${id}  ${url}, ${origin}`);
  say(`  signing secret  ${signing ? signing.secret : 'of the endpoint, as each attempt was signed'}`);
  if (status !== 'ACTIVE') say(`  The endpoint is ${status}: nothing comes until it is ACTIVE.`);
  say('');
}

/**
 * Forwards one attempt after the other, and yields the place up to which everything is done.
 * @param start.caughtUp 0 when what comes first was missed, else null
 */
async function* forwardAll(
  tools: ListenTools,
  source: Source,
  forwarder: Forwarder,
  start: { after: string; caughtUp: number | null },
): AsyncGenerator<string, void, undefined> {
  const { api, signal } = tools;
  const say = (text: string) => tools.say(`${stamp(new Date())}  ${text}`);
  let connection: 'none' | 'stands' | 'lost' = 'none';
  /** What was missed and has come by now, until the server says that this was all; then null. */
  let { caughtUp } = start;
  const items = followFeed<ListenItem, { item: ListenItem; content: Content | null }>(api, {
    query: LISTEN_FEED,
    variables: { endpointId: source.endpoint.id },
    after: start.after,
    signal,
    load: async (item) => ({ item, content: await readContent(api, source, item, signal) }),
    onConnected() {
      say(connection === 'lost' ? 'connected again' : 'connected');
      if (connection === 'lost') caughtUp ??= 0;
      connection = 'stands';
    },
    onLost(reason) {
      if (connection !== 'lost') say(`connection lost (${reason}), reconnecting …`);
      connection = 'lost';
    },
  });
  for await (const { item, content } of items) {
    switch (item.__typename) {
      case 'AttemptRecorded': {
        const line = content && (await forwardAttempt(forwarder, source, item, content, signal));
        if (line === null) return;
        tools.say(line);
        if (caughtUp !== null) caughtUp += 1;
        break;
      }
      case 'FeedCheckpoint':
        if (caughtUp !== null) say(`caught up: ${deliveries(caughtUp)} had been missed`);
        caughtUp = null;
        break;
      case 'FeedGap':
        say(`the feed no longer has what happened since ${item.missedSince}: it is not forwarded`);
        break;
      case 'EndpointStatusChanged':
        if (item.endpointStatus === null)
          throw new OperatorError('The endpoint was deleted: nothing will come any more.', 'Start it again.');
        say(`the endpoint is ${item.endpointStatus} now`);
    }
    yield item.cursor;
  }
}

/** Leaves nothing behind that would take deliveries which nobody sees. */
async function farewell(
  { keep }: ListenArguments,
  { api, say }: ListenTools,
  source: Source,
  reached: string,
): Promise<void> {
  const { endpoint, listener } = source;
  if (listener === null || keep) {
    say(`Stopped. To go on from here: --after ${reached}`);
    return;
  }
  const signal = AbortSignal.timeout(FAREWELL_MS);
  try {
    if (await isTakenOver(api, source, signal)) {
      say(`Stopped. ${endpoint.url} stays for the listener that has taken it over.`);
      return;
    }
    const deleted = await deleteEndpoint(api, endpoint.id, signal);
    say(deleted ? `Stopped, and deleted ${endpoint.url}.` : 'Stopped.');
  } catch (error) {
    // Not a failure of what it was for; the next run finds it again.
    say(`Stopped. ${endpoint.url} could not be deleted and stays: ${(error as Error).message}`);
  }
}
