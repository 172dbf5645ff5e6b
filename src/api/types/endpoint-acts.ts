import { changeEndpointStatus, type EndpointAct } from '../../domain/endpoint-lifecycle.ts';
import { testEndpoint } from '../../domain/endpoint-test.ts';
import { type RotatedSecret, rotateSecret } from '../../domain/secret-rotation.ts';
import { ConflictError, NotFoundError, ValidationError } from '../../errors.ts';
import { builder } from '../builder.ts';
import { deliverySuccess } from './delivery-success.ts';
import { endpointSuccess } from './endpoint-success.ts';
import { SigningVersionEnum } from './enums.ts';

const EndpointSecretRotateInput = builder.inputType('EndpointSecretRotateInput', {
  description: 'How to replace the secret.',
  fields: (t) => ({
    secret: t.string({
      description:
        '"whsec_" and the base64 of 24 to 64 bytes; a random one is made when absent. One that the endpoint already has becomes its newest, and signs once.',
    }),
    signingVersion: t.field({
      type: SigningVersionEnum,
      description: 'The scheme from now on; unchanged when absent.',
    }),
    graceHours: t.int({
      defaultValue: 24,
      description: 'How long the older secrets sign too, 0 to 168; 0 ends them now.',
    }),
  }),
});

const EndpointSecretRotateSuccess = endpointSuccess<RotatedSecret>(
  'EndpointSecretRotateSuccess',
  'The new secret signs from now on.',
);

builder.objectFields(EndpointSecretRotateSuccess, (t) => ({
  secret: t.exposeString('secret', {
    nullable: true,
    description: 'The new secret, shown only this once. Null for V1A.',
  }),
  previousSecretExpiresAt: t.expose('previousSecretExpiresAt', {
    type: 'DateTime',
    description: 'Until when the older secrets sign too.',
  }),
}));

const EndpointTestInput = builder.inputType('EndpointTestInput', {
  description: 'What to send.',
  fields: (t) => ({
    eventType: t.string({ description: 'A registered type; one that the endpoint receives when absent.' }),
    payload: t.field({
      type: 'JSON',
      description:
        'When absent: the type’s example, or else a sample of its schema. A payload that is given must fit the schema, as in eventPublish.',
    }),
  }),
});

const EndpointTestSuccess = deliverySuccess(
  'EndpointTestSuccess',
  'The test is on its way: follow its delivery in the feed.',
  'The delivery of the test.',
);

/** The acts that change an endpoint's status, alike but for their names. */
const STATUS_ACTS: Readonly<Record<EndpointAct, { field: string; does: string; leaves: string }>> = {
  pause: {
    field: 'endpointPause',
    does: 'Lets its deliveries wait, at most 30 days each.',
    leaves: 'Deliveries wait.',
  },
  resume: {
    field: 'endpointResume',
    does: 'Lets it receive again; what waits follows at a bounded rate.',
    leaves: 'The backlog drains.',
  },
  disable: {
    field: 'endpointDisable',
    does: 'Ends its deliveries: no new ones, and what waits is CANCELED.',
    leaves: 'It gets no deliveries.',
  },
  enable: {
    field: 'endpointEnable',
    does: 'Lets a DISABLED endpoint receive again, with its failure counters reset. What still waits is CANCELED first; if that takes longer than ten seconds, the answer is WRONG_STATE, and the canceling goes on.',
    leaves: 'It receives new events.',
  },
};

for (const [act, { field, does, leaves }] of Object.entries(STATUS_ACTS)) {
  const name = `${field.charAt(0).toUpperCase()}${field.slice(1)}Success`;
  const success = endpointSuccess<{ id: string }>(name, leaves, 'The endpoint after the act.');
  builder.mutationField(field, (t) =>
    t.field({
      type: success,
      errors: { types: [NotFoundError, ConflictError] },
      description: `${does} Scope: ENDPOINTS_WRITE.`,
      authScopes: { scope: 'ENDPOINTS_WRITE' },
      args: { id: t.arg.id({ required: true, description: '`ep_…`' }) },
      resolve: async (_root, { id }, { core, viewer }) => ({
        id: await changeEndpointStatus(core, viewer, id, act as EndpointAct),
      }),
    }),
  );
}

builder.mutationFields((t) => ({
  endpointSecretRotate: t.field({
    type: EndpointSecretRotateSuccess,
    errors: { types: [ValidationError, NotFoundError, ConflictError] },
    description: 'Gives it a new secret; the older ones sign too for a while. Scope: ENDPOINTS_WRITE.',
    authScopes: { scope: 'ENDPOINTS_WRITE' },
    args: {
      id: t.arg.id({ required: true, description: '`ep_…`' }),
      input: t.arg({
        type: EndpointSecretRotateInput,
        description: 'How; a random secret and 24 hours of grace when absent.',
      }),
    },
    resolve: (_root, { id, input }, { core, viewer }) => rotateSecret(core, viewer, id, input ?? {}),
  }),
  endpointTest: t.field({
    type: EndpointTestSuccess,
    errors: { types: [ValidationError, NotFoundError] },
    description:
      'Sends it a sample, signed like any delivery, in any status; one attempt. Scope: ENDPOINTS_WRITE.',
    authScopes: { scope: 'ENDPOINTS_WRITE' },
    args: {
      id: t.arg.id({ required: true, description: '`ep_…`' }),
      input: t.arg({ type: EndpointTestInput, description: 'What to send; the server chooses when absent.' }),
    },
    resolve: async (_root, { id, input }, { core, viewer }) => ({
      id: await testEndpoint(core, viewer, id, input ?? {}),
    }),
  }),
}));
