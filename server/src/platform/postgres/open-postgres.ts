import { Kysely, PostgresDialect } from 'kysely';
import { Client, type ClientConfig, Pool, type PoolConfig, TypeOverrides } from 'pg';
import { AppError } from '../../kernel/app-error.ts';
import { describeConnectionFault } from './connection-fault.ts';
import { toConnections } from './connections.ts';
import { listenOn } from './listen.ts';
import type { Postgres, SqlSession } from './postgres.ts';

const connectLimitMs = 5_000;
// A connection that keeps silent for so long is given up, and the next question opens another.
const pulseLimitMs = 2_000;
// A statement that takes longer belongs to a database in trouble: the request is answered, the connection dropped.
const queryLimitMs = 20_000;
// Where Redis is away all ask the database at once: to open connections then, each a process of its own, takes longest.
const idleForMs = 600_000;
/** Supabase's smallest project gives a session pooler 15 connections in all. */
const mostConnections = 10;

const int8 = 20;

/** 64-bit integers as numbers, as PGlite gives them: our counts and versions stay far below 2^53. */
const numbersForInt8 = (): TypeOverrides => {
  const types = new TypeOverrides();
  types.setTypeParser(int8, Number);
  return types;
};

const toSession = (client: Client): SqlSession => ({
  // Several statements in one text give several results, of which pg's types know nothing.
  exec: async (text) => [await client.query(text)].flat().at(-1)?.rows ?? [],
});

const runTransaction =
  (settings: ClientConfig) =>
  async (work: (session: SqlSession) => Promise<void>): Promise<void> => {
    const client = new Client(settings);
    // What breaks the connection also fails the statement in flight, which is where it is told.
    client.on('error', () => {});
    await client.connect();
    try {
      await client.query('begin');
      await work(toSession(client));
      await client.query('commit');
    } finally {
      // Ending the connection also rolls back what was not committed.
      await client.end();
    }
  };

/** One connection for the question whether the database answers: in the pool it would wait behind a busy minute. */
const openPulse = (settings: PoolConfig): Pool => {
  const limits = { connectionTimeoutMillis: pulseLimitMs, query_timeout: pulseLimitMs, idleTimeoutMillis: 0 };
  const pulse = new Pool({ ...settings, ...limits, max: 1 });
  pulse.on('error', () => {});
  return pulse;
};

/** The pool as Kysely borrows from it: who gets no connection is told that it is not their doing. */
const lend = (pool: Pool) => ({
  connect: () =>
    pool.connect().catch((cause: unknown) => {
      throw new AppError('database_unavailable', 'The database does not answer.', { cause });
    }),
  end: () => pool.end(),
  options: pool.options,
});

const opensTransaction = /^\s*begin\b/i;

const runText =
  (pool: Pool, settings: ClientConfig): Postgres['run'] =>
  async (text, values = []) => {
    if (!opensTransaction.test(text)) return pool.query(text, [...values]);
    // If it fails half-way its transaction stays open: that must be nobody else's connection.
    const client = new Client(settings);
    client.on('error', () => {});
    await client.connect();
    try {
      return { rows: [await client.query(text)].flat().flatMap(({ rows }) => rows) };
    } finally {
      await client.end();
    }
  };

/**
 * Opens a Postgres elsewhere. Statements go through a pool and use nothing that a transaction pooler would lose (no
 * named statements, no SET); migrations and LISTEN have sessions of their own.
 * @throws {StartError} when it cannot be reached, saying where and why, without the password.
 */
export const openPostgres = async ({ url }: { readonly url: string }): Promise<Postgres> => {
  const { pooled, session } = toConnections(url);
  const common = { connectionTimeoutMillis: connectLimitMs, keepAlive: true, types: numbersForInt8() };
  const pool = new Pool({
    ...{ ...common, ...pooled, max: mostConnections },
    ...{ query_timeout: queryLimitMs, idleTimeoutMillis: idleForMs },
  });
  const pulse = openPulse({ ...common, ...pooled });
  // An idle connection that breaks is replaced at the next query; unheard, this event would end the process.
  pool.on('error', () => {});
  // The pool does not listen to a connection that is lent out: one that breaks between two statements of a transaction
  // would end the process. Its next statement fails, which is where it is told.
  pool.on('connect', (client) => client.on('error', () => {}));
  try {
    await pulse.query('select 1');
  } catch (cause) {
    await Promise.all([pulse.end(), pool.end()]);
    throw describeConnectionFault(pooled, cause);
  }
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: lend(pool) }) });
  const listening = new Set<() => Promise<void>>();
  return {
    kind: 'postgres',
    db,
    transaction: runTransaction({ ...common, ...session }),
    run: runText(pool, { ...common, ...session }),
    listen: async (channel, handlers) => {
      const stop = await listenOn({ ...common, ...session }, channel, handlers);
      listening.add(stop);
      return async () => {
        listening.delete(stop);
        await stop();
      };
    },
    answers: () =>
      pulse.query('select 1').then(
        () => true,
        () => false,
      ),
    close: async () => {
      await Promise.all([...listening].map((stop) => stop()));
      await Promise.all([db.destroy(), pulse.end()]);
    },
  };
};
