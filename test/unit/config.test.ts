import { describe, expect, it } from 'vitest';
import { loadCliSettings, loadConfig } from '../../src/config.ts';
import { OperatorError } from '../../src/errors.ts';

function fault(env: Record<string, string>): OperatorError {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof OperatorError) return error;
    throw error;
  }
  throw new Error('the settings were taken');
}

/** The settings that a fault names, in order. */
const named = (env: Record<string, string>) =>
  [...fault(env).message.matchAll(/^ {2}([A-Z_]+): ./gm)].map((match) => match[1]);

describe('loadConfig', () => {
  it('needs nothing in development: embedded PostgreSQL, migrated at the start, loopback allowed', () => {
    const { config, secrets } = loadConfig({}, true);
    expect(config).toMatchObject({
      mode: 'development',
      http: { host: '127.0.0.1', port: 4000, graphiql: true, console: true },
      migrate: true,
      delivery: {
        slots: 128,
        retryScheduleMs: [5_000, 300_000, 1_800_000, 7_200_000, 18_000_000, 36_000_000, 36_000_000],
        deliveredPayloadRetentionHours: 168,
        allowLoopback: true,
      },
      shutdownMs: 10_000,
      log: { level: 'info', format: 'pretty' },
    });
    expect(config.embeddedPort).toEqual(expect.any(Number));
    expect(config.jwt).toBeNull();
    expect(config.metrics).toBeNull();
    expect(secrets).toEqual({
      databaseUrl: null,
      databaseDirectUrl: null,
      encryptionKeys: null,
      jwtSharedSecret: null,
      deliveryProxyUrl: null,
    });
  });

  it('is careful in production: no GraphiQL, no migration, no loopback unless asked for', () => {
    const { config } = loadConfig({ NODE_ENV: 'production' }, false);
    expect(config).toMatchObject({
      mode: 'production',
      http: { graphiql: false, console: true },
      migrate: false,
      delivery: { allowLoopback: false },
      log: { format: 'json' },
    });
    const asked = loadConfig({
      NODE_ENV: 'production',
      HOOKLINE_GRAPHIQL: 'true',
      HOOKLINE_MIGRATE: 'true',
    });
    expect(asked.config).toMatchObject({ http: { graphiql: true }, migrate: true });
    expect(asked.config.delivery.allowLoopback).toBe(false);
  });

  it('gives metrics on loopback unless told otherwise, and never on the port of the API', () => {
    const metrics = (env: Record<string, string>) => loadConfig(env).config.metrics;
    expect(metrics({ HOOKLINE_METRICS_PORT: '9464' })).toEqual({ host: '127.0.0.1', port: 9464 });
    expect(metrics({ HOOKLINE_METRICS_PORT: '9464', HOOKLINE_METRICS_HOST: '0.0.0.0' })?.host).toBe(
      '0.0.0.0',
    );
    expect(metrics({ HOOKLINE_METRICS_HOST: '0.0.0.0' })).toBeNull();
    expect(metrics({ HOOKLINE_METRICS_PORT: '0', HOOKLINE_PORT: '0' })?.port).toBe(0);
    expect(named({ HOOKLINE_METRICS_PORT: '4000' })).toEqual(['HOOKLINE_METRICS_PORT']);
    expect(named({ HOOKLINE_METRICS_PORT: '80', HOOKLINE_PORT: '80' })).toEqual(['HOOKLINE_METRICS_PORT']);
  });

  it('takes an empty or blank variable for an absent one', () => {
    const { config } = loadConfig({ HOOKLINE_PORT: '', HOOKLINE_POOL_SIZE: '  ', DATABASE_URL: '' });
    expect(config).toMatchObject({ http: { port: 4000 }, poolSize: 10 });
    expect(config.embeddedPort).not.toBeNull();
    expect(loadCliSettings({ HOOKLINE_API_URL: ' ', HOOKLINE_API_KEY: '' })).toMatchObject({
      apiUrl: 'http://127.0.0.1:4000/graphql',
      apiKey: null,
    });
  });

  it('listens where it queries unless another address is given for that', () => {
    const url = 'postgres://hookline@pooler/hookline';
    const direct = 'postgresql://hookline@server/hookline';
    expect(loadConfig({ DATABASE_URL: url })).toMatchObject({
      config: { embeddedPort: null },
      secrets: { databaseUrl: url, databaseDirectUrl: url },
    });
    expect(loadConfig({ DATABASE_URL: url, DATABASE_DIRECT_URL: direct }).secrets).toMatchObject({
      databaseUrl: url,
      databaseDirectUrl: direct,
    });
    expect(named({ DATABASE_DIRECT_URL: direct })).toEqual(['DATABASE_DIRECT_URL']);
  });

  it('takes encryption keys from the environment or from a file, not from both', () => {
    const [HOOKLINE_ENCRYPTION_KEYS, HOOKLINE_ENCRYPTION_KEYS_FILE] = ['k1:c2VjcmV0', '/run/secrets/keys'];
    expect(loadConfig({ HOOKLINE_ENCRYPTION_KEYS_FILE })).toMatchObject({
      config: { encryptionKeysFile: '/run/secrets/keys' },
      secrets: { encryptionKeys: null },
    });
    expect(named({ HOOKLINE_ENCRYPTION_KEYS, HOOKLINE_ENCRYPTION_KEYS_FILE })).toEqual([
      'HOOKLINE_ENCRYPTION_KEYS_FILE',
    ]);
  });

  it('names every bad setting at once, and says what to do', () => {
    const bad = {
      DATABASE_URL: 'mysql://root:hunter2@db/x',
      DATABASE_DIRECT_URL: 'db:5432',
      HOOKLINE_PORT: '65536',
      HOOKLINE_EMBEDDED_PORT: '-1',
      HOOKLINE_METRICS_PORT: '4000.5',
      HOOKLINE_MIGRATE: 'yes',
      HOOKLINE_GRAPHIQL: '1',
      HOOKLINE_MAX_BODY_BYTES: '100',
      HOOKLINE_DELIVERY_SLOTS: '0',
      HOOKLINE_RETRY_SCHEDULE_SECONDS: '5,5',
      HOOKLINE_DELIVERED_PAYLOAD_RETENTION_HOURS: '1.5',
      HOOKLINE_SHUTDOWN_SECONDS: '0',
      HOOKLINE_POOL_SIZE: '1',
      HOOKLINE_LOG_LEVEL: 'loud',
      HOOKLINE_LOG_FORMAT: 'xml',
    };
    expect(named(bad).toSorted()).toEqual(Object.keys(bad).toSorted());
    expect(fault(bad).remedy).toContain('README.md');
    // A URL that is wrong may hold a password all the same.
    expect(fault(bad).message).not.toContain('hunter2');
  });

  it('says what a number, a switch, a choice and a name must be', () => {
    const { message } = fault({
      HOOKLINE_POOL_SIZE: 'many',
      HOOKLINE_MIGRATE: 'yes',
      HOOKLINE_LOG_LEVEL: 'loud',
      HOOKLINE_LOG_FORMAT: 'xml',
      HOOKLINE_JWT_SUBJECT_CLAIM: 'x'.repeat(201),
    });
    expect(message).toContain('HOOKLINE_POOL_SIZE: expected a whole number from 2 to 100');
    expect(message).toContain('HOOKLINE_MIGRATE: expected true or false');
    expect(message).toContain('HOOKLINE_LOG_LEVEL: expected trace, debug, info, warn, error or silent');
    expect(message).toContain('HOOKLINE_LOG_FORMAT: expected pretty or json');
    expect(message).toContain('HOOKLINE_JWT_SUBJECT_CLAIM: expected at most 200 characters');
  });

  it('tells which variables are named like settings and are none', () => {
    const { ignored } = loadConfig({
      HOOKLINE_DELIVERY_DENY_CIDR: '192.0.2.0/24',
      HOOKLINE_FOO: 'x',
      HOOKLINE_PROT: '4002',
      HOOKLINE_DATABASE_URL: 'postgres://localhost/db',
      HOOKLINE_NODE_ENV: 'production',
      HOOKLINE_PORT: '4001',
      // Of the commands that are clients of a server.
      HOOKLINE_API_KEY: 'hk_x',
      // Given by Kubernetes for a service of this name.
      HOOKLINE_SERVICE_HOST: '10.0.0.1',
      HOOKLINE_SERVICE_PORT_HTTP: '4000',
      HOOKLINE_PORT_4000_TCP_ADDR: '10.0.0.1',
      OTHER: 'x',
    });
    expect(ignored).toEqual([
      'HOOKLINE_DELIVERY_DENY_CIDR is no setting, and is ignored: did you mean HOOKLINE_DELIVERY_DENY_CIDRS?',
      'HOOKLINE_FOO is no setting, and is ignored',
      'HOOKLINE_PROT is no setting, and is ignored: did you mean HOOKLINE_PORT?',
      'HOOKLINE_DATABASE_URL is no setting, and is ignored: did you mean DATABASE_URL?',
      'HOOKLINE_NODE_ENV is no setting, and is ignored: did you mean NODE_ENV?',
    ]);
  });

  it('names a misspelt variable beside the settings that are not valid, one of which may be missing for it', () => {
    const { message } = fault({
      HOOKLINE_POOL_SIZE: 'many',
      HOOKLINE_JWT_JWKS_URL: 'https://issuer.example/keys',
      HOOKLINE_JWT_AUDIENCE: 'hookline',
      HOOKLINE_JWT_ISUER: 'https://issuer.example',
    });
    expect(message.split('\n').slice(1)).toEqual([
      '  HOOKLINE_POOL_SIZE: expected a whole number from 2 to 100',
      '  HOOKLINE_JWT_ISSUER: must be set where tokens (JWT) are accepted',
      '  HOOKLINE_JWT_ISUER is no setting, and is ignored: did you mean HOOKLINE_JWT_ISSUER?',
    ]);
  });

  it.each(['ten', 'NaN', 'Infinity', '80.5', '4000.0', '4e3', '0x10', '0b1', '+80', '-1', '4000;', '65536'])(
    'refuses %j for a port',
    (port) => {
      expect(named({ HOOKLINE_PORT: port })).toEqual(['HOOKLINE_PORT']);
    },
  );

  it.each([
    ['HOOKLINE_PORT', 0, 65_535],
    ['HOOKLINE_METRICS_PORT', 0, 65_535],
    ['HOOKLINE_EMBEDDED_PORT', 0, 65_535],
    ['HOOKLINE_JWT_CLOCK_TOLERANCE_SECONDS', 0, 300],
    ['HOOKLINE_JWT_JWKS_CACHE_SECONDS', 1, 86_400],
    ['HOOKLINE_JWT_JWKS_COOLDOWN_SECONDS', 0, 3600],
    ['HOOKLINE_MAX_BODY_BYTES', 1024, 67_108_864],
    ['HOOKLINE_QUERY_TIMEOUT_SECONDS', 1, 600],
    ['HOOKLINE_REQUESTS_PER_SECOND', 0, 1_000_000],
    ['HOOKLINE_OPERATIONS_PER_CONNECTION', 1, 10_000],
    ['HOOKLINE_SUBSCRIPTIONS_PER_CONNECTION', 1, 10_000],
    ['HOOKLINE_SUBSCRIPTIONS_PER_KEY', 1, 1_000_000],
    ['HOOKLINE_CONNECTION_INIT_SECONDS', 1, 60],
    ['HOOKLINE_DELIVERY_SLOTS', 1, 1000],
    ['HOOKLINE_DELIVERED_PAYLOAD_RETENTION_HOURS', 0, 8760],
    ['HOOKLINE_ROW_RETENTION_DAYS', 7, 3650],
    ['HOOKLINE_FEED_RETENTION_HOURS', 1, 87_600],
    ['HOOKLINE_SHUTDOWN_SECONDS', 1, 600],
    ['HOOKLINE_POOL_SIZE', 2, 100],
  ])('takes for %s from %i to %i', (name, min, max) => {
    // So long that nothing which is kept less long is refused for it.
    const rest = name === 'HOOKLINE_ROW_RETENTION_DAYS' ? {} : { HOOKLINE_ROW_RETENTION_DAYS: '3650' };
    const short = { HOOKLINE_DELIVERED_PAYLOAD_RETENTION_HOURS: '1', HOOKLINE_FEED_RETENTION_HOURS: '1' };
    for (const value of [min, max]) loadConfig({ ...short, ...rest, [name]: String(value) });
    for (const value of [min - 1, max + 1])
      expect(fault({ ...short, ...rest, [name]: String(value) }).message).toContain(
        `${name}: expected a whole number from ${min} to ${max}`,
      );
  });

  it('says what does not go together beside what is wrong in itself', () => {
    expect(named({ HOOKLINE_LOG_LEVEL: 'loud', HOOKLINE_REQUEST_BURST: '5' })).toEqual([
      'HOOKLINE_LOG_LEVEL',
      'HOOKLINE_REQUEST_BURST',
    ]);
  });

  it('keeps secrets out of what may be logged, and lets nobody change either', () => {
    const env = { DATABASE_URL: 'postgres://u:hunter2@h/d', HOOKLINE_ENCRYPTION_KEYS: 'k1:swordfish' };
    const { config, secrets } = loadConfig(env);
    expect(JSON.stringify(config)).not.toMatch(/hunter2|swordfish/);
    expect(secrets.encryptionKeys).toBe('k1:swordfish');
    expect(Object.isFrozen(config)).toBe(true);
    expect(Object.isFrozen(secrets)).toBe(true);
  });
});

describe('the mode', () => {
  it.each([
    [undefined, 'development'],
    ['development', 'development'],
    ['test', 'development'],
    ['production', 'production'],
    ['staging', 'production'],
  ])('of NODE_ENV %s is %s', (name, mode) => {
    const env = {
      DATABASE_URL: 'postgres://u:p@localhost/db',
      ...(name !== undefined && { NODE_ENV: name }),
    };
    expect(loadConfig(env).config.mode).toBe(mode);
  });
});
