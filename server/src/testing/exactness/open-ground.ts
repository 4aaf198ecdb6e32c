import { Pool } from 'pg';
import { type MortalServer, prepareServer } from './mortal-server.ts';
import { openLedger } from './read-ledger.ts';

type Options = {
  /** A migrated database and an empty Redis. */
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly instances: number;
  readonly environment?: Readonly<Record<string, string>>;
  /** The file of a server of another design, which is started beside ours. */
  readonly other?: string;
};

/** Several servers on one database and one Redis, as a drill needs them. */
export const openGround = async ({ databaseUrl, redisUrl, instances, environment = {}, other }: Options) => {
  const settings = {
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    INSTANCES: String(instances),
    LOG_LEVEL: 'warn',
    // Nobody guesses passwords here, and everybody comes from one address.
    LIMIT_IP_PER_MINUTE: '10000',
    ...environment,
  };
  const all = Array.from({ length: instances });
  const ours = await Promise.all(all.map(() => prepareServer(settings)));
  const others =
    other === undefined ? [] : await Promise.all(all.map(() => prepareServer(settings, { file: other })));
  const pool = new Pool({ connectionString: databaseUrl });
  pool.on('error', () => {});
  const urlsOf = (servers: readonly MortalServer[]): readonly string[] => servers.map(({ url }) => url);
  const ground = { signUpUrl: urlsOf(ours)[0] ?? '', ledger: openLedger(pool) };
  return {
    instances: ours,
    ours: { ...ground, urls: urlsOf(ours) },
    others: { ...ground, urls: urlsOf(others) },
    start: async (): Promise<void> => {
      await Promise.all([...ours, ...others].map(({ start }) => start()));
    },
    close: async (): Promise<void> => {
      await Promise.all([...ours, ...others].map(({ stop }) => stop()));
      await pool.end();
    },
  };
};
