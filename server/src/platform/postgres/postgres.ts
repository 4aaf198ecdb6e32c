import type { Kysely } from 'kysely';

/** Typed SQL without tables: each room adds its own with `withTables`. */
export type Db = Kysely<unknown>;

/** Runs several statements at once and returns the rows of the last; for migrations. */
export type SqlSession = { readonly exec: (text: string) => Promise<readonly unknown[]> };

/** Hears what `pg_notify` says. */
export type Listening = {
  readonly onNotify: (payload: string) => void;
  /** The connection was lost and is there again: what was said in between went unheard. */
  readonly onGap?: () => void;
};

/** An open database, whoever keeps it. */
export type Postgres = {
  readonly kind: 'postgres' | 'embedded';
  readonly db: Db;
  /** One transaction on one session; PGlite has no other session, so inside use nothing but the one given. */
  readonly transaction: (work: (session: SqlSession) => Promise<void>) => Promise<void>;
  /** A text as a library wrote it: one statement, or several in a transaction of the text's own. All their rows. */
  readonly run: (text: string, values?: readonly unknown[]) => Promise<{ readonly rows: unknown[] }>;
  /** Listens on a channel until the returned function is called or the database is closed. */
  readonly listen: (channel: string, listening: Listening) => Promise<() => Promise<void>>;
  /** Whether a trivial query is answered now. */
  readonly answers: () => Promise<boolean>;
  readonly close: () => Promise<void>;
};
