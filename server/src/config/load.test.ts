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
        http: { host: '127.0.0.1', port: 4000, corsOrigins: [], bodyLimitBytes: 10_485_760 },
        database: { kind: 'embedded', dataDir: join(repositoryRoot, '.data') },
        redisUrl: null,
        supabase: null,
        signups: 'open',
        instances: 1,
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

  it('names every fault at once, those of parts that are not built among them', () => {
    const faults = faultsOf({
      PORT: 'many',
      LOG_LEVEL: 'loud',
      CORS_ORIGINS: 'example.com',
      SENTRY_DSN: 'https://example.com',
      REDIS_URL: 'localhost:6379',
      STRIPE_SECRET_KEY: 'sk_test',
    });
    const variables = ['PORT', 'REDIS_URL', 'CORS_ORIGINS', 'LOG_LEVEL', 'SENTRY_DSN', 'STRIPE_SECRET_KEY'];
    expect(faults.map((fault) => fault.split(' ')[0])).toEqual(variables);
    expect(faults.join()).toContain('billing is not built yet');
  });

  it.each(['MODEL_PROVIDER', 'GOOGLE_CLIENT_ID', 'LIMIT_API_PER_MINUTE'])(
    'refuses %s, whose part is not built',
    (name) => {
      expect(faultsOf({ [name]: 'x' })).toHaveLength(1);
    },
  );

  it.each(['-1', '65536', '1.5', 'http'])('refuses the port %s', (PORT) => {
    expect(faultsOf({ PORT })).toHaveLength(1);
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
