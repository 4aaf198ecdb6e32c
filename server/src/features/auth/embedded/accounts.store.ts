import { sql } from 'kysely';
import { z } from 'zod';
import type { Account, Identity, Metadata } from './account.ts';
import type { SignInDb } from './tables.ts';

/** An account to be made. */
export type NewAccount = {
  readonly id: string;
  readonly identityId: string;
  readonly email: string;
  readonly passwordHash: string;
  readonly userMetadata: Metadata;
  readonly at: Date;
};
/** What of an account is to be changed. */
export type AccountChange = {
  readonly email?: string;
  readonly passwordHash?: string;
  readonly userMetadata?: Metadata;
};

/** The accounts of embedded sign-in. Who asked for deletion is not found any more. */
export type AccountsStore = {
  readonly findByEmail: (email: string) => Promise<Account | null>;
  readonly findById: (id: string) => Promise<Account | null>;
  /** False when the e-mail address or the id has an account already. */
  readonly add: (account: NewAccount) => Promise<boolean>;
  /** False when the new e-mail address is somebody else's. */
  readonly change: (id: string, change: AccountChange, at: Date) => Promise<boolean>;
};

const Json = z.record(z.string(), z.unknown());

const withIdentities = async (
  db: SignInDb,
  where: { id: string } | { email: string },
): Promise<Account | null> => {
  const user = await db
    .selectFrom('auth.users as a')
    .innerJoin('public.users as p', 'p.id', 'a.id')
    .selectAll('a')
    .where('a.deleted_at', 'is', null)
    .where('p.deleted_at', 'is', null)
    .where('id' in where ? sql<boolean>`a.id = ${where.id}` : sql<boolean>`lower(a.email) = ${where.email}`)
    .executeTakeFirst();
  if (!user) return null;
  const identities = await db
    .selectFrom('auth.identities')
    .selectAll()
    .where('user_id', '=', user.id)
    .orderBy('created_at')
    .execute();
  return {
    id: user.id,
    email: user.email,
    passwordHash: user.encrypted_password,
    emailConfirmedAt: user.email_confirmed_at,
    lastSignInAt: user.last_sign_in_at,
    appMetadata: Json.parse(user.raw_app_meta_data),
    userMetadata: Json.parse(user.raw_user_meta_data),
    bannedUntil: user.banned_until,
    identities: identities.map(
      (identity): Identity => ({
        id: identity.id,
        providerId: identity.provider_id,
        provider: identity.provider,
        data: Json.parse(identity.identity_data),
        lastSignInAt: identity.last_sign_in_at,
        createdAt: identity.created_at,
        updatedAt: identity.updated_at,
      }),
    ),
    createdAt: user.created_at,
    updatedAt: user.updated_at,
  };
};

const identityDataOf = (id: string, email: string): string =>
  JSON.stringify({ sub: id, email, email_verified: true, phone_verified: false });

const addAccount = async (trx: SignInDb, account: NewAccount): Promise<boolean> => {
  const { id, identityId, email, passwordHash, userMetadata, at } = account;
  const added = await trx
    .insertInto('auth.users')
    .values({
      id,
      email,
      encrypted_password: passwordHash,
      email_confirmed_at: at,
      last_sign_in_at: null,
      raw_app_meta_data: JSON.stringify({ provider: 'email', providers: ['email'] }),
      raw_user_meta_data: JSON.stringify(userMetadata),
      created_at: at,
      updated_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  if (added.length === 0) return false;
  const identity = { id: identityId, provider: 'email', provider_id: id, user_id: id };
  await trx
    .insertInto('auth.identities')
    .values({
      ...identity,
      identity_data: identityDataOf(id, email),
      last_sign_in_at: at,
      created_at: at,
      updated_at: at,
    })
    .execute();
  // The profile is made by a trigger, unless it was there already: somebody who only had keys takes an address.
  await trx
    .updateTable('public.users')
    .set({ email })
    .where('id', '=', id)
    .where('email', 'is', null)
    .execute();
  return true;
};

const changeAccount = async (
  trx: SignInDb,
  { id, change, at }: { id: string; change: AccountChange; at: Date },
): Promise<boolean> => {
  const { email, passwordHash, userMetadata } = change;
  if (email !== undefined) {
    // Two who take the same address at once: the second waits for the first, and then is told.
    await sql`select pg_advisory_xact_lock(hashtext(${email}))`.execute(trx);
    const owner = await trx
      .selectFrom('auth.users')
      .select('id')
      .where(sql<boolean>`lower(email) = ${email}`)
      .where('id', '<>', id)
      .executeTakeFirst();
    if (owner) return false;
    await trx
      .updateTable('auth.identities')
      .set({ identity_data: identityDataOf(id, email), updated_at: at })
      .where('user_id', '=', id)
      .where('provider', '=', 'email')
      .execute();
  }
  await trx
    .updateTable('auth.users')
    .set({
      updated_at: at,
      ...(email === undefined ? {} : { email }),
      ...(passwordHash === undefined ? {} : { encrypted_password: passwordHash }),
      ...(userMetadata === undefined ? {} : { raw_user_meta_data: JSON.stringify(userMetadata) }),
    })
    .where('id', '=', id)
    .execute();
  return true;
};

/** Accounts in Postgres, under Supabase's names. */
export const createAccountsStore = (db: SignInDb): AccountsStore => ({
  findByEmail: (email) => withIdentities(db, { email }),
  findById: (id) => withIdentities(db, { id }),
  add: (account) => db.transaction().execute((trx) => addAccount(trx, account)),
  change: (id, change, at) => db.transaction().execute((trx) => changeAccount(trx, { id, change, at })),
});
