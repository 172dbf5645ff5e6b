import type { Hookline } from '../../support/hookline.ts';
import type { TokenIssuer } from '../../support/tokens.ts';
import { ACCEPT, answerOf, type Piece, requestOf } from './http.ts';
import { createNames } from './names.ts';
import { type Message, type Operation, render } from './render.ts';
import { openRawSocket, type RawSocket } from './socket.ts';
import { makeCredentials, VIEWERS, type ViewerName } from './viewers.ts';
import type { Marked } from './world.ts';

export interface Case {
  viewer: ViewerName;
  operation: Operation;
}

export interface Sent extends Case {
  message: Message;
  pieces: Piece[];
}

export interface Session extends AsyncDisposable {
  /**
   * Sends operations all at once. The subscriptions among them are taken first, and followed until the others have been
   * answered and `meanwhile` is done.
   */
  send(cases: readonly Case[], meanwhile: () => Promise<void>): Promise<Sent[]>;
  /** Sends any text as the body of a request of JSON. */
  post(body: string): Promise<Piece>;
}

const NEVER = new AbortController().signal;
const PROBE: Message = { query: '{ __typename }', variables: '{}', operationName: null };

/** Opens a socket and makes a credential for each kind of viewer. Nothing that is sent may end one of them. */
export async function startSession(
  hookline: Hookline,
  issuer: TokenIssuer,
  tenants: { mine: Marked; theirs: Marked },
): Promise<Session> {
  await using stack = new AsyncDisposableStack();
  const { headersOf, keyIds } = await makeCredentials(hookline, issuer, tenants.mine);
  const names = createNames(tenants, keyIds);
  const sockets = new Map<ViewerName, RawSocket>();
  for (const viewer of VIEWERS) {
    if (viewer === 'nobody') continue;
    sockets.set(viewer, stack.use(await openRawSocket(hookline.url, headersOf[viewer])));
  }

  async function sendOne({ viewer, operation }: Case, over: AbortSignal, taken: () => void): Promise<Sent> {
    const message = render(operation, names.resolve);
    const socket = isOverSocket({ viewer, operation }) ? sockets.get(viewer) : undefined;
    const request = requestOf(hookline.url, operation, message, headersOf[viewer]);
    const pieces = await (socket ? socket.run(message, over) : answerOf(request, over, taken));
    return { viewer, operation, message, pieces };
  }

  /** Resolves when every operation that a socket was sent before this has been taken, and its answers have come. */
  async function probe(): Promise<void> {
    await Promise.all([...sockets.values()].map((socket) => socket.run(PROBE, NEVER)));
  }

  async function send(cases: readonly Case[], meanwhile: () => Promise<void>): Promise<Sent[]> {
    const over = new AbortController();
    const isFollowed = ({ operation }: Case) => operation.kind === 'subscription';
    const followed = cases.filter(isFollowed).map((one) => {
      const { promise: taken, resolve: take } = Promise.withResolvers<void>();
      const sent = sendOne(one, over.signal, take);
      sent.catch(() => undefined);
      return { sent, taken: isOverSocket(one) ? probe() : Promise.race([sent, taken]) };
    });
    await Promise.all(followed.map(({ taken }) => taken));
    const others = cases.filter((one) => !isFollowed(one));
    const [answered] = await Promise.all([
      Promise.all(others.map((one) => sendOne(one, NEVER, () => undefined))),
      meanwhile(),
    ]);
    await probe();
    over.abort();
    const all = [...answered, ...(await Promise.all(followed.map(({ sent }) => sent)))];
    for (const sent of all) if (!sent.viewer.startsWith('admin')) names.harvest(sent);
    return all;
  }

  const running = stack.move();
  return {
    send,
    async post(body) {
      const headers = { 'content-type': 'application/json', accept: ACCEPT, ...headersOf.organizationKey };
      const [piece] = await answerOf(
        [`${hookline.url}/graphql`, { method: 'POST', headers, body }],
        NEVER,
        () => undefined,
      );
      return piece as Piece;
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/** A socket belongs to somebody. */
function isOverSocket({ viewer, operation }: Case): boolean {
  return operation.transport === 'socket' && viewer !== 'nobody';
}
