import { openDoor } from '../../../http/door.ts';
import { noContent, ok } from '../../../http/reply.ts';
import type { Routes } from '../../../http/route.ts';
import type { EmbeddedDoors } from './doors.ts';
import {
  KeysReply,
  LogoutQuery,
  SessionReply,
  SettingsReply,
  SignUpBody,
  TokenBody,
  TokenQuery,
  toSessionReply,
  toUserReply,
  UserBody,
  UserReply,
} from './embedded.schema.ts';
import type { EmbeddedSignIn } from './index.ts';
import { inSupabaseWords, refusal } from './refuse.ts';

// Strangers may send these: what they can make us read is small.
const bodyLimitBytes = 65_536;
const common = { onRefusal: inSupabaseWords, bodyLimitBytes };

const declareEntrances = (
  routes: Routes,
  { newcomer, grant }: EmbeddedDoors,
  signIn: EmbeddedSignIn,
): void => {
  routes.post(
    '/auth/v1/signup',
    {
      ...common,
      door: newcomer,
      summary: 'Make an account',
      body: SignUpBody,
      reply: SessionReply,
      refusals: [422, 503],
    },
    async ({ ownerOfKey, body: { email, password, data } }) =>
      ok(toSessionReply(await signIn.signUp({ email, password, userMetadata: data ?? {}, ownerOfKey }))),
  );

  routes.post(
    '/auth/v1/token',
    {
      ...common,
      door: grant,
      summary: 'Sign in with a password, or go on with a refresh token',
      query: TokenQuery,
      body: TokenBody,
      reply: SessionReply,
      refusals: [403, 503],
    },
    async ({ query, checkRefresh, body: { email, password, refresh_token } }) => {
      if (query.grant_type === 'refresh_token') {
        if (refresh_token === undefined) throw refusal('refresh_token_not_found');
        return ok(toSessionReply(await checkRefresh(() => signIn.refresh(refresh_token))));
      }
      if (email === undefined || password === undefined) throw refusal('invalid_credentials');
      return ok(toSessionReply(await signIn.signInWithPassword({ email, password })));
    },
  );
};

const declareAccount = (routes: Routes, { session }: EmbeddedDoors, signIn: EmbeddedSignIn): void => {
  const own = { ...common, door: session, refusals: [403] };

  routes.get(
    '/auth/v1/user',
    { ...own, summary: 'The own account', reply: UserReply },
    async ({ principal }) => {
      const account = await signIn.findAccount(principal.userId);
      if (!account) throw refusal('user_not_found');
      return ok(toUserReply(account));
    },
  );

  routes.put(
    '/auth/v1/user',
    { ...own, summary: 'Change the own address, password or data', body: UserBody, reply: UserReply },
    async ({ principal, body }) => ok(toUserReply(await signIn.updateUser(principal, body))),
  );

  routes.post(
    '/auth/v1/logout',
    { ...own, summary: 'End this session, the others, or all', query: LogoutQuery, reply: null },
    async ({ principal, query }) => {
      await signIn.signOut(principal, query.scope);
      return noContent();
    },
  );
};

/** The part of Supabase Auth's API that its client needs, for servers that sign people in themselves. */
export const declareEmbeddedSignIn = (routes: Routes, doors: EmbeddedDoors, signIn: EmbeddedSignIn): void => {
  declareEntrances(routes, doors, signIn);
  declareAccount(routes, doors, signIn);

  routes.get(
    '/auth/v1/.well-known/jwks.json',
    { ...common, door: openDoor, summary: 'The keys that tokens are signed with', reply: KeysReply },
    async () => ok(await signIn.publishedKeys()),
  );

  routes.get(
    '/auth/v1/settings',
    { ...common, door: openDoor, summary: 'How one may sign in', reply: SettingsReply },
    async () =>
      ok({
        external: { email: true, phone: false, anonymous_users: false },
        disable_signup: signIn.signups === 'closed',
        mailer_autoconfirm: true,
      }),
  );
};
