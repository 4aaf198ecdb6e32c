import { StartError } from '../../kernel/start-error.ts';
import type { Connection } from './connections.ts';

const codeOf = (cause: unknown): string => {
  // Several addresses for one name fail as one error that holds the others.
  const first = cause instanceof AggregateError ? cause.errors[0] : cause;
  return first instanceof Error && 'code' in first ? String(first.code) : '';
};

/** What to do about it, by the codes of Node and of Postgres (appendix A of its manual). */
const adviceByCode: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there: start Postgres, or correct host and port in DATABASE_URL',
  ENOTFOUND: 'there is no such host: correct DATABASE_URL (for Supabase, copy it anew under "Connect")',
  EAI_AGAIN: 'the name of the host is not resolved now: check the network',
  ENETUNREACH: 'this network does not reach it: for Supabase, copy the address of a pooler, which has IPv4',
  ETIMEDOUT: 'it does not answer: check the network and its firewall',
  ECONNRESET:
    'it broke the connection off: check that it is Postgres, and whether it asks for sslmode=require',
  '28P01': 'it refuses the password: correct it in DATABASE_URL',
  '28000': 'it refuses this user: correct DATABASE_URL, or allow the user in pg_hba.conf',
  '3D000': 'it has no database of this name: create it, or correct DATABASE_URL',
  '53300': 'it has no connection left: raise max_connections or use a pooler',
  '57P03': 'it is still starting: try again in a moment',
};

/** Why the database cannot be used, in one sentence with its place; never with its password. */
export const describeConnectionFault = ({ place }: Connection, cause: unknown): StartError => {
  const code = codeOf(cause);
  const told = cause instanceof Error ? cause.message : String(cause);
  const advice = adviceByCode[code] ?? `${told || code}: check DATABASE_URL`;
  return new StartError(`Postgres at ${place} cannot be used: ${advice}.`, { cause });
};
