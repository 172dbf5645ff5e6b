import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Hookline, startHookline, type Tenant } from '../support/hookline.ts';
import { addEndpoint, addEventType, publish } from '../support/pipeline.ts';
import { type ReceivedRequest, type Receiver, startReceiver } from '../support/receiver.ts';
import { isVerified, isVerifiedByKey } from '../support/verify-webhook.ts';

const ROTATE = `mutation ($id: ID!, $input: EndpointSecretRotateInput) { endpointSecretRotate(id: $id, input: $input) {
  ... on EndpointSecretRotateSuccess { secret previousSecretExpiresAt endpoint { secrets { version publicKey expiresAt } } } } }`;

interface Rotated {
  secret: string | null;
  previousSecretExpiresAt: string;
  endpoint: { secrets: { version: string; publicKey: string | null; expiresAt: string | null }[] };
}

let hookline: Hookline;
let receiver: Receiver;
let tenant: Tenant;
beforeAll(async () => {
  hookline = await startHookline();
  receiver = await startReceiver();
  await addEventType(hookline.admin, 'invoice.paid');
});
afterAll(async () => {
  await hookline[Symbol.asyncDispose]();
  await receiver[Symbol.asyncDispose]();
});

async function scene() {
  tenant = await hookline.createOrganization();
  const endpoint = await addEndpoint(tenant.client, { url: receiver.url });
  return {
    endpoint,
    async rotate(input: object): Promise<Rotated> {
      const data = await tenant.client.data<{ endpointSecretRotate: Rotated }>(ROTATE, {
        id: endpoint.id,
        input,
      });
      return data.endpointSecretRotate;
    },
    async deliver(): Promise<ReceivedRequest> {
      const before = receiver.requests.length;
      await publish(tenant.client, { type: 'invoice.paid', payload: { amount: 1 } });
      return (await receiver.received(before + 1))[before] as ReceivedRequest;
    },
    /** Lets all this time go by, for the secrets. */
    later: (hours: number) =>
      hookline.app.core.database.pool.query(
        `update signing_secret set expires_at = expires_at - $2 * interval '1 hour' where endpoint_id = $1`,
        [endpoint.uuid, hours],
      ),
  };
}

const signatures = ({ headers }: ReceivedRequest) => String(headers['webhook-signature']).split(' ');

describe('a secret that is rotated', () => {
  it('signs beside the new one for its grace, and then no more, by itself', async () => {
    const at = await scene();
    const { secret, previousSecretExpiresAt } = await at.rotate({ graceHours: 2 });
    expect(Math.round((Date.parse(previousSecretExpiresAt) - Date.now()) / 60_000)).toBe(120);
    await at.later(1);
    const within = await at.deliver();
    expect(signatures(within)).toHaveLength(2);
    expect([isVerified(within, at.endpoint.secret), isVerified(within, secret ?? '')]).toEqual([true, true]);
    await at.later(1);
    const after = await at.deliver();
    expect(signatures(after)).toHaveLength(1);
    expect([isVerified(after, at.endpoint.secret), isVerified(after, secret ?? '')]).toEqual([false, true]);
  });

  it('keeps its time when another rotation would let it sign for longer', async () => {
    const at = await scene();
    const first = await at.rotate({ graceHours: 1 });
    const second = await at.rotate({ graceHours: 48 });
    expect(second.endpoint.secrets.map(({ expiresAt }) => expiresAt)).toEqual([
      null,
      second.previousSecretExpiresAt,
      first.previousSecretExpiresAt,
    ]);
  });

  it('to the one that signs already, or did before, signs once and for as long as no other follows', async () => {
    const at = await scene();
    const own = { secret: at.endpoint.secret, graceHours: 48 };
    const repeated = await at.rotate(own);
    expect(repeated.secret).toBe(at.endpoint.secret);
    expect(repeated.endpoint.secrets.map(({ expiresAt }) => expiresAt)).toEqual([null]);
    const { secret } = await at.rotate({ graceHours: 1 });
    for (const _ of [1, 2]) {
      const back = await at.rotate(own);
      expect(back.endpoint.secrets.map(({ expiresAt }) => expiresAt)).toEqual([null, expect.any(String)]);
    }
    const within = await at.deliver();
    expect(signatures(within)).toHaveLength(2);
    expect([isVerified(within, at.endpoint.secret), isVerified(within, secret ?? '')]).toEqual([true, true]);
    await at.later(48);
    const after = await at.deliver();
    expect([isVerified(after, at.endpoint.secret), isVerified(after, secret ?? '')]).toEqual([true, false]);
  });

  it('leaves another one alone that ends in the same four characters', async () => {
    const at = await scene();
    const [first, second] = ['A', 'B'].map((letter) => `whsec_${letter.repeat(28)}same`) as [string, string];
    await at.rotate({ secret: first, graceHours: 0 });
    await at.rotate({ secret: second, graceHours: 2 });
    const request = await at.deliver();
    expect(signatures(request)).toHaveLength(2);
    expect([isVerified(request, first), isVerified(request, second)]).toEqual([true, true]);
  });

  it('stays with the other endpoints that have the same', async () => {
    const secret = `whsec_${'A'.repeat(32)}`;
    const other = await scene();
    await other.rotate({ secret, graceHours: 0 });
    await (await scene()).rotate({ secret, graceHours: 2 });
    const { rows } = await hookline.app.core.database.pool.query(
      'select expires_at as "expiresAt" from signing_secret where endpoint_id = $1',
      [other.endpoint.uuid],
    );
    expect(rows).toEqual([{ expiresAt: null }]);
  });

  it('may sign beside four others and for 168 hours, no more', async () => {
    const at = await scene();
    const issues = '... on ValidationError { issues { path type } } ... on ConflictError { reason }';
    const refusal = (graceHours: number) =>
      tenant.client.data(
        `mutation ($id: ID!, $graceHours: Int!) {
           endpointSecretRotate(id: $id, input: { graceHours: $graceHours }) { ${issues} } }`,
        { id: at.endpoint.id, graceHours },
      );
    expect(await refusal(169)).toEqual({
      endpointSecretRotate: { issues: [{ path: ['input', 'graceHours'], type: 'too_large' }] },
    });
    for (let signing = 1; signing < 5; signing++) await at.rotate({ graceHours: 168 });
    expect(signatures(await at.deliver())).toHaveLength(5);
    expect(await refusal(168)).toEqual({ endpointSecretRotate: { reason: 'WRONG_STATE' } });
  });

  it('signs no more at once without a grace', async () => {
    const at = await scene();
    const { secret } = await at.rotate({ graceHours: 0 });
    const request = await at.deliver();
    expect([isVerified(request, at.endpoint.secret), isVerified(request, secret ?? '')]).toEqual([
      false,
      true,
    ]);
  });

  it('to a key pair is verified with the public key of the endpoint, and the shared one meanwhile', async () => {
    const at = await scene();
    const { secret, endpoint } = await at.rotate({ graceHours: 1, signingVersion: 'V1A' });
    expect(secret).toBeNull();
    const publicKey = endpoint.secrets.find(({ version }) => version === 'V1A')?.publicKey ?? '';
    const request = await at.deliver();
    expect(signatures(request).map((signature) => signature.split(',')[0])).toEqual(['v1a', 'v1']);
    expect(isVerified(request, at.endpoint.secret)).toBe(true);
    expect(isVerifiedByKey(request, publicKey)).toBe(true);
    expect(isVerifiedByKey({ ...request, body: `${request.body} ` }, publicKey)).toBe(false);
  });
});
