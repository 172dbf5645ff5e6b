import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';

export const AUDIENCE = 'https://hookline.test';

type KeyPair = Awaited<ReturnType<typeof generateKeyPair>>;

export interface SigningKey {
  kid: string;
  algorithm: string;
  pair: KeyPair;
  jwk: JWK;
}

/** An authorization server: a set of keys over HTTP on loopback, and tokens signed with them. */
export interface TokenIssuer extends AsyncDisposable {
  readonly url: string;
  /** What startHookline needs to take its tokens; no tolerance, and a new key is looked for at once. */
  readonly env: Record<string, string>;
  /** How often the keys were asked for. */
  readonly requests: number;
  /** The newest key. */
  readonly key: SigningKey;
  /** From now on the set holds a new key, and no other. */
  rotate(algorithm?: string): Promise<SigningKey>;
  /** What the set's address answers until the next rotation. */
  break(status: number, body: string): void;
  /** A token for the audience that ends in five minutes, with these claims added; undefined takes one away. */
  sign(claims?: JWTPayload, key?: SigningKey): Promise<string>;
}

export async function startIssuer(): Promise<TokenIssuer> {
  let requests = 0;
  let answer = { status: 200, body: '' };
  let current: SigningKey;
  const server = createServer((_request, response) => {
    requests += 1;
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

  async function rotate(algorithm = 'RS256'): Promise<SigningKey> {
    const pair = await generateKeyPair(algorithm, { extractable: true });
    const kid = crypto.randomUUID();
    const jwk = { ...(await exportJWK(pair.publicKey)), kid, alg: algorithm, use: 'sig' };
    current = { kid, algorithm, pair, jwk };
    answer = { status: 200, body: JSON.stringify({ keys: [jwk] }) };
    return current;
  }
  await rotate();

  return {
    url,
    env: {
      HOOKLINE_JWT_JWKS_URL: `${url}jwks`,
      HOOKLINE_JWT_ISSUER: url,
      HOOKLINE_JWT_AUDIENCE: AUDIENCE,
      HOOKLINE_JWT_CLOCK_TOLERANCE_SECONDS: '0',
      HOOKLINE_JWT_JWKS_COOLDOWN_SECONDS: '0',
    },
    get requests() {
      return requests;
    },
    get key() {
      return current;
    },
    rotate,
    break(status, body) {
      answer = { status, body };
    },
    sign: (claims = {}, key = current) =>
      new SignJWT({ ...standardClaims(url), ...claims })
        .setProtectedHeader({ alg: key.algorithm, kid: key.kid })
        .sign(key.pair.privateKey),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** What a good token says beside its scopes. */
export function standardClaims(issuer: string): JWTPayload {
  return { iss: issuer, aud: AUDIENCE, sub: 'ada@example.test', exp: secondsFromNow(300) };
}

export function secondsFromNow(seconds: number): number {
  return Math.floor(Date.now() / 1000) + seconds;
}

/** A token of any header and signature, for those that no library would make. */
export function forgeToken(header: object, payload: object, signature = ''): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part(header)}.${part(payload)}.${signature}`;
}
