import { z } from 'zod';
import type { Account, Identity } from './account.ts';
import { accessTokenSeconds } from './issue-token.ts';
import type { Grant } from './open-session.ts';

// It travels in every token, and a request's headers may be 16 KB in all.
const mostMetadataCharacters = 2_000;

// What JSON may hold and Postgres does not keep, as JSON.stringify writes it; two backslashes are one that was sent.
const unstorable = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/;

const Email = z
  .string()
  .max(254, 'is too long for an e-mail address')
  .transform((text) => text.trim().normalize('NFC').toLowerCase())
  .pipe(z.email('is not an e-mail address'));
const Password = z.string().max(1_000, 'is longer than 1,000 characters');
const Data = z
  .record(z.string(), z.unknown())
  .refine(
    (value) => JSON.stringify(value).length <= mostMetadataCharacters,
    `is longer than ${mostMetadataCharacters.toLocaleString('en')} characters`,
  )
  .refine(
    (value) => !unstorable.test(JSON.stringify(value)),
    'holds a character that is none: NUL or half a surrogate pair',
  );

// Supabase's clients send members that mean nothing here (captcha tokens, code challenges): those are passed over.
/** `POST /auth/v1/signup` */
export const SignUpBody = z.object({ email: Email, password: Password, data: Data.nullish() });

/** `POST /auth/v1/token`: what the two grants need of it is checked when the grant is known. */
export const TokenBody = z.object({
  email: Email.optional(),
  password: Password.optional(),
  refresh_token: z.string().max(200).optional(),
});
export const TokenQuery = z.object({
  grant_type: z.enum(['password', 'refresh_token'], 'must be password or refresh_token'),
});

/** `PUT /auth/v1/user` */
export const UserBody = z.object({
  email: Email.optional(),
  password: Password.optional(),
  data: Data.optional(),
});

/** `POST /auth/v1/logout` */
export const LogoutQuery = z.object({ scope: z.enum(['global', 'local', 'others']).default('global') });

const Time = z.iso.datetime();
const IdentityReply = z.object({
  identity_id: z.uuid(),
  id: z.string(),
  user_id: z.uuid(),
  identity_data: z.record(z.string(), z.unknown()),
  provider: z.string(),
  email: z.string().optional(),
  last_sign_in_at: Time.nullable(),
  created_at: Time,
  updated_at: Time,
});

/** A user as Supabase Auth shows one. */
export const UserReply = z.object({
  id: z.uuid(),
  aud: z.literal('authenticated'),
  role: z.literal('authenticated'),
  email: z.string(),
  email_confirmed_at: Time.nullable(),
  confirmed_at: Time.nullable(),
  phone: z.literal(''),
  last_sign_in_at: Time.nullable(),
  app_metadata: z.record(z.string(), z.unknown()),
  user_metadata: z.record(z.string(), z.unknown()),
  identities: z.array(IdentityReply),
  created_at: Time,
  updated_at: Time,
  is_anonymous: z.literal(false),
});

/** A session as Supabase Auth gives one. */
export const SessionReply = z.object({
  access_token: z.string(),
  token_type: z.literal('bearer'),
  expires_in: z.int(),
  expires_at: z.int().describe('Seconds since 1970'),
  refresh_token: z.string(),
  user: UserReply,
});

/** `GET /auth/v1/.well-known/jwks.json`: a JSON Web Key Set (RFC 7517). */
export const KeysReply = z.object({ keys: z.array(z.record(z.string(), z.unknown())) });

/** `GET /auth/v1/settings`: the part of Supabase's answer that says something here. */
export const SettingsReply = z.object({
  external: z.object({ email: z.literal(true), phone: z.literal(false), anonymous_users: z.literal(false) }),
  disable_signup: z.boolean(),
  mailer_autoconfirm: z.literal(true),
});

const toTime = (date: Date | null): string | null => date?.toISOString() ?? null;

const toIdentityReply = (userId: string, identity: Identity): z.input<typeof IdentityReply> => ({
  identity_id: identity.id,
  id: identity.providerId,
  user_id: userId,
  identity_data: identity.data,
  provider: identity.provider,
  ...(typeof identity.data.email === 'string' ? { email: identity.data.email } : {}),
  last_sign_in_at: toTime(identity.lastSignInAt),
  created_at: identity.createdAt.toISOString(),
  updated_at: identity.updatedAt.toISOString(),
});

/** Never the password's hash. */
export const toUserReply = (account: Account): z.input<typeof UserReply> => ({
  id: account.id,
  aud: 'authenticated',
  role: 'authenticated',
  email: account.email ?? '',
  email_confirmed_at: toTime(account.emailConfirmedAt),
  confirmed_at: toTime(account.emailConfirmedAt),
  phone: '',
  last_sign_in_at: toTime(account.lastSignInAt),
  app_metadata: account.appMetadata,
  user_metadata: account.userMetadata,
  identities: account.identities.map((identity) => toIdentityReply(account.id, identity)),
  created_at: account.createdAt.toISOString(),
  updated_at: account.updatedAt.toISOString(),
  is_anonymous: false,
});

/** What a sign-in, a sign-up and a refresh answer alike. */
export const toSessionReply = (grant: Grant): z.input<typeof SessionReply> => ({
  access_token: grant.accessToken,
  token_type: 'bearer',
  expires_in: accessTokenSeconds,
  expires_at: grant.expiresAtSeconds,
  refresh_token: grant.refreshToken,
  user: toUserReply(grant.account),
});
