import type { Judgement } from '../../src/delivery/outcome.ts';
import type { LoadedDelivery } from '../../src/domain/load-deliveries.ts';
import { newId } from '../../src/ids.ts';
import type { FinishedDelivery } from '../../src/jobs/attempt.ts';

export const SUCCESS: Judgement = {
  outcome: 'SUCCEEDED',
  responseStatus: 200,
  errorMessage: null,
  gone: false,
  retryAfterMs: null,
};

/** What a worker holds after its attempts: each delivery as it was loaded, and what the receiver said, if it was asked. */
export function finish(
  deliveries: readonly LoadedDelivery[],
  judgement: Judgement | null = SUCCESS,
): FinishedDelivery[] {
  return deliveries.map((delivery) => {
    const attempt = judgement && {
      id: newId(),
      trigger: 'AUTOMATIC' as const,
      url: delivery.endpoint?.url ?? 'https://gone.example/hook',
      requestHeaders: [],
      judgement,
      responseHeaders: [],
      responseBody: '',
      responseBodyTruncated: false,
      durationMs: 5,
      startedMs: performance.now() - 5,
    };
    return { delivery, attempt };
  });
}
