import { createPublicKey, verify } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Hookline, startHookline, type Tenant } from '../support/hookline.ts';
import { addEndpoint, addEventType, publish } from '../support/pipeline.ts';
import { type ReceivedRequest, type Receiver, startReceiver } from '../support/receiver.ts';

/** What stands before the 32 raw bytes of an ed25519 key in SubjectPublicKeyInfo (RFC 8410). */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

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

/** By a library that is not ours. */
function verifies({ body, headers }: ReceivedRequest, secret: string | null): boolean {
  try {
    new Webhook(secret ?? '').verify(body, headers as Record<string, string>);
    return true;
  } catch {
    return false;
  }
}

/** By Node's own crypto, from nothing but the request and the public key as the API shows it. */
function verifiesWithKey({ body, headers }: ReceivedRequest, signature: string, publicKey: string): boolean {
  const raw = Buffer.from(publicKey.replace('whpk_', ''), 'base64');
  const key = createPublicKey({ key: Buffer.concat([SPKI_PREFIX, raw]), format: 'der', type: 'spki' });
  const message = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  return verify(null, Buffer.from(message), key, Buffer.from(signature.replace('v1a,', ''), 'base64'));
}

describe('a secret that is rotated', () => {
  it('signs beside the new one for its grace, and then no more, by itself', async () => {
    const at = await scene();
    const { secret, previousSecretExpiresAt } = await at.rotate({ graceHours: 2 });
    expect(Math.round((Date.parse(previousSecretExpiresAt) - Date.now()) / 60_000)).toBe(120);
    await at.later(1);
    const within = await at.deliver();
    expect(signatures(within)).toHaveLength(2);
    expect([verifies(within, at.endpoint.secret), verifies(within, secret)]).toEqual([true, true]);
    await at.later(1);
    const after = await at.deliver();
    expect(signatures(after)).toHaveLength(1);
    expect([verifies(after, at.endpoint.secret), verifies(after, secret)]).toEqual([false, true]);
  });

  it('signs no more at once without a grace', async () => {
    const at = await scene();
    const { secret } = await at.rotate({ graceHours: 0 });
    const request = await at.deliver();
    expect([verifies(request, at.endpoint.secret), verifies(request, secret)]).toEqual([false, true]);
  });

  it('to a key pair is verified with the public key of the endpoint, and the shared one meanwhile', async () => {
    const at = await scene();
    const { secret, endpoint } = await at.rotate({ graceHours: 1, signingVersion: 'V1A' });
    expect(secret).toBeNull();
    const publicKey = endpoint.secrets.find(({ version }) => version === 'V1A')?.publicKey ?? '';
    const request = await at.deliver();
    expect(signatures(request).map((signature) => signature.split(',')[0])).toEqual(['v1a', 'v1']);
    expect(verifies(request, at.endpoint.secret)).toBe(true);
    const [signature] = signatures(request) as [string];
    expect(verifiesWithKey(request, signature, publicKey)).toBe(true);
    expect(verifiesWithKey({ ...request, body: `${request.body} ` }, signature, publicKey)).toBe(false);
  });
});
