import { OperatorError } from '../errors.ts';
import { type Api, FAILURE, type Result, succeeded } from './api.ts';
import type { TriggerArguments } from './arguments.ts';
import { feedCursor } from './feed.ts';
import type { Screen } from './screen.ts';
import {
  type FollowedDeliveries,
  followDeliveries,
  hasEnded,
  type TriggeredEvent,
} from './trigger-deliveries.ts';
import { type TriggerPayload, triggerPayload } from './trigger-payload.ts';
import {
  createJsonReport,
  createTextReport,
  progressOf,
  type TriggerReport,
  type TriggerResult,
} from './trigger-report.ts';
import { hasScope, organizationOf, readViewer } from './viewer.ts';

const EXIT_CODES: Readonly<Record<TriggerResult, number>> = {
  SUCCEEDED: 0,
  FAILED: 1,
  NO_ENDPOINT: 2,
  TIMED_OUT: 3,
  INTERRUPTED: 130,
};

export interface TriggerTools {
  readonly api: Api;
  readonly screen: Screen;
  readonly signal: AbortSignal;
}

/** @returns the exit code @throws OperatorError and UsageError when nothing was published */
export async function trigger(args: TriggerArguments, tools: TriggerTools): Promise<number> {
  const { api, screen, signal } = tools;
  const startedMs = performance.now();
  const report = args.json ? createJsonReport(screen) : createTextReport(screen);
  const viewer = await readViewer(api, ['EVENTS_PUBLISH', 'DELIVERIES_READ'], signal);
  organizationOf(viewer, args.organization ?? args.organizationExternalId);
  const payload = await triggerPayload(api, args.type, args.payload, signal);
  // Before the event is there: its first attempt may be over before anything else is asked.
  const after = await feedCursor(api, signal);
  const event = await publish(api, args, payload);
  try {
    const followed = await followDeliveries(api, event, after, hasScope(viewer, 'ENDPOINTS_READ'), signal);
    report.published(event, payload.origin, followed.expected);
    const result = followed.expected === 0 ? 'NO_ENDPOINT' : await follow(followed, args, tools, report);
    report.end(event, result, [...followed.all.values()], performance.now() - startedMs);
    return EXIT_CODES[result];
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    process.stderr.write(`${event.id} was published, but cannot be followed: ${error.message}\n`);
    return EXIT_CODES.FAILED;
  }
}

async function publish(
  api: Api,
  { type, organization, organizationExternalId }: TriggerArguments,
  payload: TriggerPayload,
): Promise<TriggeredEvent> {
  const { eventPublish } = await api.request<{ eventPublish: Result<{ event: TriggeredEvent }> }>(
    `mutation ($input: EventPublishInput!) { eventPublish(input: $input) {
       ... on EventPublishSuccess { event { id type organization { id name } } } ${FAILURE} } }`,
    { input: { type, organizationId: organization, organizationExternalId, ...payload.input } },
  );
  return succeeded(eventPublish, `Publishing ${type}`).event;
}

async function follow(
  followed: FollowedDeliveries,
  { timeoutMs, json }: TriggerArguments,
  { screen, signal }: TriggerTools,
  report: TriggerReport,
): Promise<TriggerResult> {
  const limit = AbortSignal.timeout(timeoutMs);
  const all = () => [...followed.all.values()];
  let isLost = false;
  using _ = json ? null : screen.spin(() => progressOf(all(), followed.expected, new Date()));
  const attempts = followed.follow(AbortSignal.any([signal, limit]), (reason) => {
    if (!isLost) report.lost(reason);
    isLost = true;
  });
  for await (const attempt of attempts) {
    isLost = false;
    const delivery = followed.all.get(attempt.deliveryId);
    if (delivery) report.attempt(attempt, delivery);
  }
  if (all().some((delivery) => !hasEnded(delivery))) return signal.aborted ? 'INTERRUPTED' : 'TIMED_OUT';
  return all().every(({ status }) => status === 'SUCCEEDED') ? 'SUCCEEDED' : 'FAILED';
}
