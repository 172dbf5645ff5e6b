import { builder } from '../builder.ts';
import { DeliveryNode } from './delivery.ts';

/** What an act upon a delivery answers: the delivery as the act left it. */
export function deliverySuccess(name: string, description: string, deliveryDescription: string) {
  return builder.objectRef<{ id: string }>(name).implement({
    description,
    fields: (t) => ({
      delivery: t.prismaField({
        type: DeliveryNode,
        description: deliveryDescription,
        resolve: (query, { id }, _args, { core }) =>
          core.database.prisma.delivery.findUniqueOrThrow({ ...query, where: { id } }),
      }),
    }),
  });
}
