import { cancelDelivery, retryDelivery } from '../../domain/delivery-acts.ts';
import { ConflictError, NotFoundError } from '../../errors.ts';
import { builder } from '../builder.ts';
import { deliverySuccess } from './delivery-success.ts';

const DeliveryRetrySuccess = deliverySuccess(
  'DeliveryRetrySuccess',
  'An attempt is on its way: follow it in the feed.',
  'The delivery, RETRYING until the attempt has ended.',
);

const DeliveryCancelSuccess = deliverySuccess(
  'DeliveryCancelSuccess',
  'No further attempt starts; one in flight is recorded, and counts if it succeeds.',
  'The delivery after the act.',
);

builder.mutationFields((t) => ({
  deliveryRetry: t.field({
    type: DeliveryRetrySuccess,
    errors: { types: [NotFoundError, ConflictError] },
    description:
      'Makes one attempt now, outside of the schedule: the endpoint must be ACTIVE, the payload kept, and no attempt in flight or due. For a delivery that was canceled during an attempt it follows that attempt, unless that succeeds. If it fails, a delivery that had ended returns to the status it had, and one that was waiting for its next attempt waits the same time again. Scope: DELIVERIES_WRITE.',
    authScopes: { scope: 'DELIVERIES_WRITE' },
    args: { id: t.arg.id({ required: true, description: '`dlv_…`' }) },
    resolve: async (_root, { id }, { core, viewer }) => ({ id: await retryDelivery(core, viewer, id) }),
  }),
  deliveryCancel: t.field({
    type: DeliveryCancelSuccess,
    errors: { types: [NotFoundError, ConflictError] },
    description: 'Ends a delivery that is PENDING or RETRYING. Scope: DELIVERIES_WRITE.',
    authScopes: { scope: 'DELIVERIES_WRITE' },
    args: { id: t.arg.id({ required: true, description: '`dlv_…`' }) },
    resolve: async (_root, { id }, { core, viewer }) => ({ id: await cancelDelivery(core, viewer, id) }),
  }),
}));
