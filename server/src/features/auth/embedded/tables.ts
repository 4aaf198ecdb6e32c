import type { Generated, Kysely } from 'kysely';
import type { Db } from '../../../platform/postgres/postgres.ts';

/** The rows that embedded sign-in keeps, under Supabase's names. JSON is written as text and read as a value. */
type Tables = {
  'auth.users': {
    id: string;
    aud: Generated<string>;
    role: Generated<string>;
    email: string | null;
    encrypted_password: string | null;
    email_confirmed_at: Date | null;
    last_sign_in_at: Date | null;
    raw_app_meta_data: unknown;
    raw_user_meta_data: unknown;
    banned_until: Generated<Date | null>;
    created_at: Date;
    updated_at: Date;
    deleted_at: Generated<Date | null>;
  };
  'auth.identities': {
    id: string;
    provider_id: string;
    user_id: string;
    identity_data: unknown;
    provider: string;
    last_sign_in_at: Date | null;
    created_at: Date;
    updated_at: Date;
  };
  'auth.sessions': {
    id: string;
    user_id: string;
    created_at: Date;
    updated_at: Date;
    refreshed_at: Date | null;
    not_after: Generated<Date | null>;
  };
  'auth.refresh_tokens': {
    token_hash: Uint8Array;
    session_id: string;
    revoked: Generated<boolean>;
    created_at: Date;
  };
  'auth.signing_keys': {
    id: string;
    private_jwk: unknown;
    created_at: Date;
    active_from: Date;
    retired_at: Date | null;
  };
  'public.users': {
    id: string;
    email: string | null;
    valid_from: Date;
    version: number;
    deleted_at: Generated<Date | null>;
  };
};

/** A database, or a transaction in it, that knows these tables. */
export type SignInDb = Kysely<Tables>;

/** The same database with these tables known. */
export const withSignInTables = (db: Db): SignInDb => db.withTables<Tables>();
