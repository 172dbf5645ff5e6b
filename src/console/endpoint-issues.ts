import { Failure, type Issue, nameOf } from './api/client.ts';
import { inputOf, type Values } from './endpoint-input.ts';
import { filledRows } from './parts/row.ts';

/** What the fields of the form are called, by the names that the server has for them. */
export const LABELS: Readonly<Record<keyof Values, string>> = {
  url: 'URL',
  name: 'Name',
  description: 'Description',
  eventPatterns: 'Event patterns',
  timeoutSeconds: 'Timeout, seconds',
  maxRetries: 'Retries',
  maxConcurrency: 'At once',
  rateLimitPerSecond: 'Per second',
  undeliveredPayloadRetentionHours: 'Keep payloads of failed deliveries, hours',
  headers: 'Headers',
  labels: 'Labels',
  metadata: 'Metadata',
  signingVersion: 'Signature',
  organizationId: 'Organization',
};

/** What one row of them is called. */
export const ROWS = { headers: 'Header', metadata: 'Key' } as const;
export type RowsName = keyof typeof ROWS;

const ENTRY_SHOWN_CHARS = 40;

/**
 * In the form's words. The server counts from 0, and without what was left empty.
 * @param sent as it was refused @param now as it stands: what is wrong with a row that is gone is gone too
 */
export function inForm(failure: Failure | null, sent: Values, now: Values): Failure | null {
  if (!failure || failure.issues.length === 0) return failure;
  const issues = failure.issues.flatMap((issue) => inFormOf(issue, sent, now) ?? []);
  return issues.length === 0 ? null : new Failure(failure.code, failure.message, { ...failure, issues });
}

function inFormOf(issue: Issue, sent: Values, now: Values): Issue | null {
  const [name = '', at, part] = nameOf(issue).split('.');
  if (!(name in LABELS)) return issue;
  const label = LABELS[name as keyof Values];
  if (at === undefined) return { ...issue, label };
  if (name in ROWS) {
    const { id } = filledRows(sent[name as RowsName])[Number(at)] ?? {};
    const number = now[name as RowsName].findIndex((row) => row.id === id) + 1;
    const one = part === 'value' ? 'Value' : ROWS[name as RowsName];
    return number === 0 ? null : { ...issue, label: `${one} ${number}` };
  }
  if (name !== 'eventPatterns' && name !== 'labels') return { ...issue, label };
  const entry = inputOf(sent)[name][Number(at)] ?? '';
  const shown = entry.length > ENTRY_SHOWN_CHARS ? `${entry.slice(0, ENTRY_SHOWN_CHARS)}…` : entry;
  const message = issue.message.includes(entry) ? issue.message : `“${shown}” ${issue.message}`;
  return { ...issue, label, message };
}
