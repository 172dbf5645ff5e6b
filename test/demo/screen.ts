import { styleText } from 'node:util';
import type { AttemptItem } from './feed.ts';
import type { Ledger } from './ledger.ts';

const REDRAW_MS = 100;
const BAR_CHARS = 24;
const TYPE_CHARS = 37;
const OUTCOME_CHARS = 17;
/** Without a terminal a line is printed each time another such share has been delivered. */
const SHARE = 0.1;
const CLEAR_LINE = '\r\x1b[2K';

export interface Screen {
  say(line: string): void;
  /** One attempt, as the feed tells it. */
  attempt(item: AttemptItem): void;
  /** Shows the progress of `total` deliveries until it is disposed. */
  follow(ledger: Ledger, total: number): Disposable;
}

type Output = Pick<NodeJS.WriteStream, 'write' | 'isTTY' | 'columns'>;

/** In a terminal a line for each attempt and a bar below them; elsewhere a line now and then, fit for a log. */
export function createScreen(output: Output): Screen {
  let progress: { ledger: Ledger; total: number } | null = null;
  let shareShown = 0;
  let failureShown = false;

  const bar = () =>
    progress ? barOf(progress.ledger, progress.total).slice(0, (output.columns ?? 80) - 1) : '';
  const redraw = () => output.write(`${CLEAR_LINE}${bar()}`);

  function say(line: string): void {
    output.write(output.isTTY ? `${CLEAR_LINE}${line}\n${bar()}` : `${line}\n`);
  }

  function logProgress(): void {
    if (!progress) return;
    const { delivered, attempts } = countsOf(progress.ledger);
    const share = Math.floor(delivered / progress.total / SHARE);
    if (share <= shareShown) return;
    shareShown = share;
    say(`${String(delivered).padStart(5)} of ${progress.total} delivered, ${attempts} attempts`);
  }

  return {
    say,
    attempt(item) {
      if (item.nextAttemptAt !== null && !failureShown) {
        failureShown = true;
        say(`The first failure, made on purpose: the next attempt follows${inSeconds(msUntil(item))}.`);
      }
      if (output.isTTY) say(describe(item));
      else logProgress();
    },
    follow(ledger, total) {
      if (output.isTTY) say(styleText('dim', HEADING));
      progress = { ledger, total };
      const timer = output.isTTY ? setInterval(redraw, REDRAW_MS) : undefined;
      return {
        [Symbol.dispose]() {
          clearInterval(timer);
          progress = null;
          if (output.isTTY) redraw();
        },
      };
    },
  };
}

const HEADING = `  ${'event type'.padEnd(TYPE_CHARS)} try  HTTP ${'outcome'.padEnd(OUTCOME_CHARS)}     took`;

function describe(item: AttemptItem): string {
  const { attemptNumber, outcome, responseStatus, nextAttemptAt } = item;
  const mark = outcome === 'SUCCEEDED' ? styleText('green', '✓') : styleText('red', '✗');
  const tries = attemptNumber === 1 ? '  1' : styleText('yellow', `  ${attemptNumber}`);
  const answer = String(responseStatus ?? '–').padStart(4);
  const took = `${item.durationMs} ms`.padStart(8);
  const again = nextAttemptAt === null ? '' : styleText('dim', `  again${inSeconds(msUntil(item))}`);
  return `${mark} ${item.eventType.padEnd(TYPE_CHARS)} ${tries}  ${answer} ${outcome.padEnd(OUTCOME_CHARS)} ${took}${again}`;
}

function barOf(ledger: Ledger, total: number): string {
  const { delivered, waiting, attempts, nextMs } = countsOf(ledger);
  const filled = Math.floor((delivered / total) * BAR_CHARS);
  const again = waiting > 0 ? ` · ${waiting} to be tried again${inSeconds(nextMs)}` : '';
  return `${'█'.repeat(filled)}${'░'.repeat(BAR_CHARS - filled)} ${delivered}/${total} delivered · ${attempts} attempts${again}`;
}

function countsOf(ledger: Ledger) {
  const records = ledger.records();
  const waiting = records
    .filter(({ status }) => status === 'RETRYING')
    .flatMap(({ attempts }) => attempts.at(-1) ?? []);
  return {
    delivered: records.filter(({ status }) => status === 'SUCCEEDED').length,
    attempts: records.reduce((sum, record) => sum + record.attempts.length, 0),
    waiting: waiting.length,
    nextMs: Math.min(...waiting.map(msUntil)),
  };
}

function msUntil({ nextAttemptAt }: AttemptItem): number {
  return nextAttemptAt === null ? Number.POSITIVE_INFINITY : Date.parse(nextAttemptAt) - Date.now();
}

function inSeconds(ms: number): string {
  if (!Number.isFinite(ms)) return '';
  return ms <= 0 ? ' now' : ` in ${(ms / 1000).toFixed(1)} s`;
}
