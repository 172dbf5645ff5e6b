import { ERROR_CODES } from '../../../src/errors.ts';
import type { Piece } from './http.ts';
import type { Sent } from './session.ts';
import type { Marked } from './world.ts';

/** What messages must not tell: of SQL, of drivers, of files, and of JavaScript that went wrong. */
const INSIDES =
  /prisma|postgres|\bpg_|relation "|violates|at or near|duplicate key value|invalid byte sequence|out of range for type|\bat [\w.<>]+ \(|node:|\.ts:\d|node_modules|\bECONN|Cannot read propert|is not a function|of undefined|\[object /i;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const CODES: ReadonlySet<unknown> = new Set(ERROR_CODES);

export interface Judge {
  /** Everything that is wrong with what came back; empty when nothing is. */
  faultsOf(sent: Sent): string[];
  /** The same of an answer to what was no operation: whether it has the form of an answer. */
  faultsOfForm(piece: Piece): string[];
}

export function createJudge({ mine, theirs }: { mine: Marked; theirs: Marked }): Judge {
  const uuidsOfTheirs = new Set(
    Object.entries(theirs.ids).flatMap(([kind, list]) =>
      kind === 'EventType' ? [] : list.map((id) => id.replace(/^[a-z]+_/, '')),
    ),
  );
  const sealed = [...mine.sealedMarks, ...theirs.sealedMarks];

  /** What a viewer was shown that it may not see, or that nobody may. */
  function leaksOf({ viewer, message }: Sent, text: string): string[] {
    const given = `${message.query}\n${message.variables}`;
    const secrets = sealed.filter((mark) => text.includes(mark));
    const payloads =
      viewer === 'fewScopes' && text.includes(mine.payloadMark) ? ['a payload without its scope'] : [];
    const found = [...secrets.map(() => 'what is sealed'), ...payloads];
    if (viewer.startsWith('admin')) return found;
    const named = Object.values(theirs.names)
      .flat()
      .filter((name) => given.includes(name));
    const unasked = named.reduce((rest, name) => rest.replaceAll(name, ''), text);
    if (unasked.includes(theirs.mark)) found.push('the other tenant’s mark');
    for (const [uuid] of text.matchAll(UUID)) {
      if (uuidsOfTheirs.has(uuid) && !given.includes(uuid)) found.push(`the other tenant’s ${uuid}`);
    }
    return found;
  }

  return {
    faultsOf(sent) {
      const isStream = sent.operation.kind === 'subscription';
      const faults = sent.pieces.length === 0 && !isStream ? ['there was no answer'] : [];
      for (const piece of sent.pieces) {
        faults.push(...formFaults(piece, sent.viewer === 'nobody'));
        faults.push(...leaksOf(sent, piece.text).map((leak) => `the answer shows ${leak}`));
      }
      return faults;
    },
    faultsOfForm: (piece) => formFaults(piece, false),
  };
}

interface Answer {
  data?: unknown;
  errors?: { message?: unknown; extensions?: { code?: unknown; errorId?: unknown } }[];
}

function formFaults({ status, contentType, text }: Piece, isNobody: boolean): string[] {
  if (status !== null && status >= 500) return [`the status is ${status}`];
  if (
    status !== null &&
    !/^(application\/(graphql-response\+)?json|text\/event-stream)\b/.test(contentType)
  ) {
    return [`the answer is of the type ${contentType}`];
  }
  const answer = parse(text);
  if (!answer) return ['the answer is no JSON object'];
  const faults = Object.keys(answer)
    .filter((key) => !['data', 'errors', 'extensions'].includes(key))
    .map((key) => `the answer has the unknown key ${key}`);
  const { data, errors } = answer;
  if (data === undefined && errors === undefined) faults.push('the answer has neither data nor errors');
  if (errors !== undefined && !(Array.isArray(errors) && errors.length > 0))
    return [...faults, 'errors is no list'];
  for (const { message, extensions } of errors ?? []) {
    if (typeof message !== 'string') faults.push('an error has no message');
    if (!CODES.has(extensions?.code)) faults.push(`an error has the code ${extensions?.code}`);
    if (extensions?.code === 'INTERNAL_SERVER_ERROR') faults.push('the server made a mistake');
    if (!/^[0-9a-f-]{36}$/.test(String(extensions?.errorId))) faults.push('an error has no errorId');
    if (Object.keys(extensions ?? {}).some((key) => !['code', 'errorId', 'issues'].includes(key))) {
      faults.push(`an error has the extensions ${Object.keys(extensions ?? {})}`);
    }
  }
  const found =
    typeof data === 'object' && data !== null && Object.values(data).some((value) => value !== null);
  if (
    status !== null &&
    contentType.includes('graphql-response') &&
    (status < 300 ? data === undefined : found)
  ) {
    faults.push(`the status ${status} does not fit the answer`);
  }
  const messages = [...(errors ?? []).map(({ message }) => message), ...messagesIn(data)];
  for (const message of messages)
    if (INSIDES.test(String(message))) faults.push(`a message tells of insides: ${message}`);
  if (isNobody && (status !== 401 || data !== undefined)) faults.push('nobody was let in');
  return faults;
}

function parse(text: string): Answer | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

/** What failures in a mutation's result say. */
function messagesIn(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(messagesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === 'message' ? [inner] : messagesIn(inner)));
}
