import { styleText } from 'node:util';

const TYPE_CHARS = 28;

/** A line of a command's output begins with the time at which it is written, on this machine's clock. */
export function stamp(at: Date): string {
  return [at.getHours(), at.getMinutes(), at.getSeconds()]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}

export interface ForwardedLine {
  readonly status: number | null;
  readonly problem: string | null;
  readonly durationMs: number;
  readonly eventType: string;
  readonly eventId: string;
  readonly attemptNumber: number;
  readonly isTest: boolean;
}

/** `12:00:00  200    4 ms  invoice.paid  evt_…`, and what is out of the ordinary behind it. */
export function forwardedLine(at: Date, line: ForwardedLine): string {
  const { status, problem, durationMs, eventType, eventId, attemptNumber, isTest } = line;
  const answer = colored(status, String(status ?? '–').padStart(3));
  const took = `${durationMs} ms`.padStart(8);
  const notes = [
    problem,
    attemptNumber > 1 ? `attempt ${attemptNumber}` : null,
    isTest ? 'test' : null,
  ].filter(Boolean);
  const text = `${stamp(at)}  ${answer} ${took}  ${eventType.padEnd(TYPE_CHARS)}  ${eventId}`;
  return notes.length > 0 ? `${text}  ${notes.join(', ')}` : text;
}

export interface AttemptLine {
  readonly outcome: string;
  readonly responseStatus: number | null;
  readonly durationMs: number;
  readonly attemptNumber: number;
  readonly nextAttemptAt: string | null;
}

/** `✓ 200    4 ms  Billing`, and when it is tried again behind it. @param to the endpoint's name or URL */
export function attemptLine(now: Date, attempt: AttemptLine, to: string): string {
  const { outcome, responseStatus, durationMs, attemptNumber, nextAttemptAt } = attempt;
  const succeeded = outcome === 'SUCCEEDED';
  const color = succeeded ? 'green' : 'red';
  const mark = styleText(color, succeeded ? '✓' : '✗');
  const answer = styleText(color, String(responseStatus ?? '–').padStart(3));
  const took = `${durationMs} ms`.padStart(8);
  const notes = [
    responseStatus !== null ? null : succeeded ? 'handed to the feed' : outcome,
    attemptNumber > 1 ? `attempt ${attemptNumber}` : null,
    nextAttemptAt === null ? null : `again ${inWords(new Date(nextAttemptAt).getTime() - now.getTime())}`,
  ].filter(Boolean);
  return [`${mark} ${answer} ${took}  ${to}`, ...(notes.length > 0 ? [notes.join(', ')] : [])].join('  ');
}

/** `in 4.2 s`, `in 5 min`, `in 2 h`, `now` */
export function inWords(ms: number): string {
  if (ms <= 0) return 'now';
  const seconds = ms / 1000;
  if (seconds < 60) return `in ${seconds.toFixed(1)} s`;
  return seconds < 3600 ? `in ${Math.round(seconds / 60)} min` : `in ${Math.round(seconds / 3600)} h`;
}

/** A name that a customer chose, without what would command the terminal or turn the text around. */
export function plain(name: string): string {
  return name.replaceAll(/\p{Cc}|\p{Bidi_Control}/gu, '\uFFFD');
}

/** `1 delivery`, `2 deliveries` */
export function deliveries(count: number): string {
  return `${count} ${count === 1 ? 'delivery' : 'deliveries'}`;
}

function colored(status: number | null, text: string): string {
  return styleText(status === null || status >= 400 ? 'red' : status >= 300 ? 'yellow' : 'green', text);
}
