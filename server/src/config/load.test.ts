import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { describeFaults, loadConfig, readSentryDsn } from './load.ts';
import { readEnvironment } from './read-environment.ts';
import { repositoryRoot } from './repository.ts';

const faultsOf = (environment: Record<string, string>): readonly string[] => {
  const reading = loadConfig(environment);
  return reading.ok ? [] : reading.faults;
};

describe('loadConfig', () => {
  it('needs nothing to be set', () => {
    expect(loadConfig({})).toEqual({
      ok: true,
      config: {
        http: {
          ...{ host: '127.0.0.1', port: 4000, publicUrl: 'http://127.0.0.1:4000' },
          ...{ corsOrigins: [], bodyLimitBytes: 10_485_760, proxyHops: 0 },
        },
        limitsPerMinute: { scrape: 30, api: 120, address: 20 },
        database: { kind: 'embedded', dataDir: join(repositoryRoot, '.data') },
        redisUrl: null,
        resultDays: 30,
        supabase: null,
        signups: 'open',
        instances: 1,
        stripe: null,
        model: null,
        worker: true,
        google: {
          ...{ client: null, serviceAccount: null, apiBase: null },
          redirectUri: 'http://127.0.0.1:4000/api/google/callback',
        },
        sealKeys: [],
        sentryDsn: null,
        logLevel: 'info',
      },
    });
  });

  it('takes what is set, and cannot be changed afterwards', () => {
    const reading = loadConfig({
      PORT: '8080',
      CORS_ORIGINS: 'https://a.example, chrome-extension://abc',
      GLEANER_DATA_DIR: '/srv/data',
    });
    if (!reading.ok) throw new Error(describeFaults(reading.faults));
    expect(reading.config.http.port).toBe(8080);
    expect(reading.config.http.corsOrigins).toEqual(['https://a.example', 'chrome-extension://abc']);
    expect(reading.config.database).toEqual({ kind: 'embedded', dataDir: '/srv/data' });
    expect(Object.isFrozen(reading.config)).toBe(true);
    expect(Object.isFrozen(reading.config.http)).toBe(true);
  });

  it('names every fault at once', () => {
    const faults = faultsOf({
      PORT: 'many',
      LOG_LEVEL: 'loud',
      CORS_ORIGINS: 'example.com',
      SENTRY_DSN: 'https://example.com',
      REDIS_URL: 'localhost:6379',
      STRIPE_SECRET_KEY: 'sk_test',
      MODEL_NAME: 'm',
    });
    const variables = [
      ...['PORT', 'REDIS_URL', 'CORS_ORIGINS', 'LOG_LEVEL', 'SENTRY_DSN'],
      ...['STRIPE_WEBHOOK_SECRET', 'MODEL_NAME'],
    ];
    expect(faults.map((fault) => fault.split(' ')[0])).toEqual(variables);
  });

  it.each(['true', '-1', '1.5', 'loopback'])('takes a number of proxies only: not %s', (hops) => {
    expect(faultsOf({ TRUST_PROXY: hops })).toEqual([
      'TRUST_PROXY must be the number of proxies before this server, 0 to 10',
    ]);
  });

  it.each(['LIMIT_SCRAPE_PER_MINUTE', 'LIMIT_API_PER_MINUTE', 'LIMIT_IP_PER_MINUTE'])(
    'has no value of %s that turns the limit off',
    (name) => {
      for (const value of ['0', '-1', 'off']) expect(faultsOf({ [name]: value })).toHaveLength(1);
    },
  );

  it.each(['-1', '65536', '1.5', 'http'])('refuses the port %s', (PORT) => {
    expect(faultsOf({ PORT })).toHaveLength(1);
  });
});

describe('the database and sign-in', () => {
  const supabase = {
    DATABASE_URL: 'postgresql://postgres.abc:p%40ss@aws-0-eu-west-1.pooler.supabase.com:6543/postgres',
    SUPABASE_URL: 'https://abc.supabase.co/',
    SUPABASE_ANON_KEY: 'sb_publishable_x',
    SUPABASE_SERVICE_ROLE_KEY: 'sb_secret_x',
  };

  it('are those of a Supabase project when all of it is set', () => {
    const reading = loadConfig({ ...supabase, INSTANCES: '3', REDIS_URL: 'rediss://redis.example' });
    if (!reading.ok) throw new Error(describeFaults(reading.faults));
    expect(reading.config).toMatchObject({
      database: { kind: 'postgres', url: supabase.DATABASE_URL },
      supabase: { url: 'https://abc.supabase.co', anonKey: 'sb_publishable_x', jwtSecret: null },
      redisUrl: 'rediss://redis.example',
      instances: 3,
    });
  });

  it('are not half a Supabase project: what is missing is named, and where to copy it', () => {
    const faults = faultsOf({ SUPABASE_URL: supabase.SUPABASE_URL });
    expect(faults.map((fault) => fault.split(' ')[0])).toEqual([
      'DATABASE_URL',
      'SUPABASE_ANON_KEY',
      'SUPABASE_SERVICE_ROLE_KEY',
    ]);
    expect(faults[0]).toContain('button "Connect"');
  });

  it.each([
    ['SUPABASE_ANON_KEY', { SUPABASE_ANON_KEY: 'x' }],
    ['SUPABASE_JWT_SECRET', { SUPABASE_JWT_SECRET: 'x'.repeat(32) }],
    ['SIGNUPS', { ...supabase, SIGNUPS: 'closed' }],
    ['INSTANCES', { INSTANCES: '2' }],
    ['WORKER', { WORKER: 'maybe' }],
    ['STRIPE_WEBHOOK_SECRET', { STRIPE_SECRET_KEY: 'sk_test' }],
    ['STRIPE_WEBHOOK_SECRET', { STRIPE_WEBHOOK_SECRET: 'whsec' }],
    ['STRIPE_API_BASE', { STRIPE_API_BASE: 'http://127.0.0.1:1' }],
    ['WORKER=off', { WORKER: 'off' }],
    ['INSTANCES', { INSTANCES: '0' }],
    ['SUPABASE_JWT_SECRET', { ...supabase, SUPABASE_JWT_SECRET: 'short' }],
  ])('do not go with %s of %j', (name, environment) => {
    expect(faultsOf(environment).map((fault) => fault.split(' ')[0])).toEqual([name]);
  });

  it.each([
    'mysql://me:s3cret@host/x',
    'me:s3cret@host',
    'postgres://me:s3cret#@host/x',
    'postgres://me:[YOUR-PASSWORD]@s3cret/x',
  ])('are not at %s, and the password is not repeated', (DATABASE_URL) => {
    const faults = faultsOf({ DATABASE_URL });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/^DATABASE_URL (must look like|still says)/);
    expect(faults.join()).not.toContain('s3cret');
  });

  it.each([
    ['127.0.0.1', 'open'],
    ['::1', 'open'],
    ['localhost', 'open'],
    ['0.0.0.0', 'closed'],
    ['::', 'closed'],
    ['192.0.2.7', 'closed'],
  ])('on %s: sign-up is %s unless it is told otherwise', (HOST, signups) => {
    const [plain, told] = [loadConfig({ HOST }), loadConfig({ HOST, SIGNUPS: 'open' })];
    expect([plain.ok && plain.config.signups, told.ok && told.config.signups]).toEqual([signups, 'open']);
  });
});

describe('the model', () => {
  it('is one of a provider, or of a server that speaks like one', () => {
    const reading = loadConfig({
      MODEL_PROVIDER: 'openai-compatible',
      MODEL_NAME: 'small',
      MODEL_BASE_URL: 'http://127.0.0.1:11434/v1/',
      MODEL_PRICE_INPUT: '0.25',
      MODEL_PRICE_OUTPUT: '2',
    });
    expect(reading.ok && reading.config.model).toEqual({
      ...{ provider: 'openai-compatible', name: 'small', apiKey: null },
      ...{ baseUrl: 'http://127.0.0.1:11434/v1', timeoutMs: 20_000, prices: { input: 0.25, output: 2 } },
    });
  });

  it.each([
    [{ MODEL_NAME: 'x' }, ['MODEL_NAME']],
    [{ MODEL_PROVIDER: 'oracle', MODEL_NAME: 'x', MODEL_API_KEY: 'k' }, ['MODEL_PROVIDER']],
    [{ MODEL_PROVIDER: 'openai' }, ['MODEL_NAME', 'MODEL_API_KEY']],
    [{ MODEL_PROVIDER: 'openai-compatible', MODEL_NAME: 'x' }, ['MODEL_BASE_URL']],
    [
      { MODEL_PROVIDER: 'google', MODEL_NAME: 'x', MODEL_API_KEY: 'k', MODEL_PRICE_INPUT: '1' },
      ['MODEL_PRICE_INPUT'],
    ],
    [
      { MODEL_PROVIDER: 'openai', MODEL_NAME: 'x', MODEL_API_KEY: 'k', MODEL_BASE_URL: 'x' },
      ['MODEL_BASE_URL'],
    ],
  ])('is not half set up: %j', (environment, names) => {
    expect(faultsOf(environment).map((fault) => fault.split(' ')[0])).toEqual(names);
  });
});

describe('Google', () => {
  const key = Buffer.alloc(32, 7).toString('base64');
  const client = { GOOGLE_CLIENT_ID: 'id', GOOGLE_CLIENT_SECRET: 'secret' };

  it('is reached with a client, a service account, or both', () => {
    const reading = loadConfig({
      ...client,
      ENCRYPTION_KEY: `${key}, ${Buffer.alloc(32, 8).toString('base64')}`,
      GOOGLE_SERVICE_ACCOUNT_JSON: '{"client_email":"a@b","private_key":"pem","more":1}',
      PUBLIC_URL: 'https://gleaner.example.com/',
    });
    if (!reading.ok) throw new Error(describeFaults(reading.faults));
    expect(reading.config.google).toEqual({
      client: { id: 'id', secret: 'secret' },
      serviceAccount: { email: 'a@b', privateKey: 'pem' },
      redirectUri: 'https://gleaner.example.com/api/google/callback',
      apiBase: null,
    });
    expect(reading.config.sealKeys).toEqual([Buffer.alloc(32, 7), Buffer.alloc(32, 8)]);
  });

  it.each([
    [{ GOOGLE_CLIENT_ID: 'id' }, 'GOOGLE_CLIENT_ID'],
    [client, 'ENCRYPTION_KEY'],
    [{ ENCRYPTION_KEY: 'short' }, 'ENCRYPTION_KEY'],
    [{ GOOGLE_SERVICE_ACCOUNT_JSON: '{}' }, 'GOOGLE_SERVICE_ACCOUNT_JSON'],
    [{ PUBLIC_URL: 'gleaner.example.com' }, 'PUBLIC_URL'],
  ])('is not half set up: %j', (environment, name) => {
    expect(faultsOf(environment).map((fault) => fault.split(' ')[0])).toEqual([name]);
  });
});

describe('readSentryDsn', () => {
  it('gives the address when it can be used, else nothing, so that Sentry can be started before all is checked', () => {
    expect(readSentryDsn({ SENTRY_DSN: 'https://key@example.com/1', PORT: 'bad' })).toBe(
      'https://key@example.com/1',
    );
    expect(readSentryDsn({ SENTRY_DSN: 'nonsense' })).toBeNull();
    expect(readSentryDsn({})).toBeNull();
  });
});

describe('readEnvironment', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it('reads .env of the folder; real variables win; what is set to nothing is not set', () => {
    const folder = mkdtempSync(join(tmpdir(), 'gleaner-env-'));
    writeFileSync(join(folder, '.env'), 'PORT=1111\nHOST="::1" # here\nREDIS_URL=\nLOG_LEVEL=debug\n');
    vi.stubEnv('PORT', '2222');
    vi.stubEnv('LOG_LEVEL', '');
    const environment = readEnvironment(folder);
    expect(environment.PORT).toBe('2222');
    expect(environment.HOST).toBe('::1');
    expect('REDIS_URL' in environment).toBe(false);
    expect('LOG_LEVEL' in environment).toBe(false);
  });

  it('does without a .env', () => {
    vi.stubEnv('PORT', '2222');
    expect(readEnvironment(mkdtempSync(join(tmpdir(), 'gleaner-env-'))).PORT).toBe('2222');
  });
});
