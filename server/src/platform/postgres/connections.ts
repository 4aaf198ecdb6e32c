import type { ClientConfig } from 'pg';

/** Where statements go, and where what needs a session goes: the same place unless a transaction pooler is between. */
export type Connections = { readonly pooled: Connection; readonly session: Connection };

/** What pg needs to connect, with host and port apart for messages. */
export type Connection = Pick<ClientConfig, 'connectionString' | 'ssl'> & {
  readonly connectionString: string;
  readonly place: string;
};

const isSupabase = (host: string): boolean => /\.supabase\.(com|co|net)$/.test(host);

const describe = (url: URL): Connection => {
  const place = `${url.hostname}:${url.port || '5432'}`;
  const encrypts = url.searchParams.has('sslmode') || url.searchParams.has('ssl');
  if (url.searchParams.has('sslmode') && !url.searchParams.has('uselibpqcompat'))
    // `sslmode=require` as every other client reads it: encrypted, whoever signed the certificate.
    url.searchParams.set('uselibpqcompat', 'true');
  const connection = { connectionString: url.href, place };
  // Supabase signs its certificates itself; without a word of ours pg would send the data in clear.
  return !encrypts && isSupabase(url.hostname)
    ? { ...connection, ssl: { rejectUnauthorized: false } }
    : connection;
};

/**
 * Reads a DATABASE_URL. Supabase's transaction poolers listen on port 6543, and the same host gives sessions on 5432:
 * LISTEN needs one, or it hears nothing.
 */
export const toConnections = (databaseUrl: string): Connections => {
  const url = new URL(databaseUrl);
  const session = new URL(databaseUrl);
  if (isSupabase(url.hostname) && url.port === '6543') session.port = '5432';
  return { pooled: describe(url), session: describe(session) };
};
