import { builder } from '../builder.ts';
import { EndpointNode } from './endpoint.ts';

/** What an act upon an endpoint answers: the endpoint as the act left it. An act may add fields of its own. */
export function endpointSuccess<Shape extends { id: string }>(
  name: string,
  description: string,
  endpointDescription = 'The endpoint after the change.',
) {
  return builder.objectRef<Shape>(name).implement({
    description,
    fields: (t) => ({
      endpoint: t.prismaField({
        type: EndpointNode,
        description: endpointDescription,
        resolve: (query, { id }, _args, { core }) =>
          core.database.prisma.endpoint.findUniqueOrThrow({ ...query, where: { id } }),
      }),
    }),
  });
}
