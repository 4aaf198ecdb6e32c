import type { Door, Knock, LimitGroup } from '../../http/door.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { Plan } from '../../kernel/catalogue.ts';
import { createSingleFlight } from '../../kernel/single-flight.ts';
import type { ReadKeys } from '../../platform/redis/redis.ts';
import type { AddressLimiter, UserLimiter } from '../limits/index.ts';
import type { Principal, SessionPrincipal } from './principal.ts';
import type { JudgeSession, SessionVerdict } from './session-verdict.ts';
import type { SignIn } from './sign-in.ts';
import { createSuspects } from './suspects.ts';

/** As much of a profile as the door looks at. */
export type DoorProfile = {
  /** Sessions that were issued before are over. */
  readonly validFromMs: number;
  readonly keyIds: readonly string[];
  readonly isDeleted: boolean;
  readonly version: number;
  /** Plans may have limits of their own. */
  readonly plan: Plan;
};

/** The limits at the doors. */
export type DoorLimits = {
  readonly scrapeLimiter: UserLimiter;
  readonly apiLimiter: UserLimiter;
  readonly addressLimiter: AddressLimiter;
};

/** What the member door tells a handler about its caller. */
export type Member<Profile> = {
  readonly userId: string;
  /** The full profile. */
  readonly user: Profile;
  /** The token of a session, null for an API key. Never logged. */
  readonly accessToken: string | null;
};

/** Profile and last verdict on the session. */
type MemberReading<Profile> = {
  readonly profile: Profile | null;
  readonly verdict: SessionVerdict | 'unknown';
};

/** What the door is told by others. */
export type MemberWords<Profile extends DoorProfile> = {
  /** Profile and last verdict on the session, in one round trip. */
  readonly readMember: (
    asked: { userId: string; sessionId: string | null },
    readKeys?: ReadKeys,
  ) => Promise<MemberReading<Profile>>;
  /** Keeps a verdict for at most a minute, and only for the version of the profile at which it was found. */
  readonly keepVerdict: (found: {
    userId: string;
    sessionId: string;
    verdict: SessionVerdict;
    version: number;
  }) => Promise<void>;
};

type Needs<Profile extends DoorProfile> = MemberWords<Profile> & {
  readonly limits: DoorLimits;
  readonly signIn: SignIn;
  readonly judgeSession: JudgeSession;
};

// One sentence for all of it: which of them it is helps only a guesser.
const overFor: Readonly<Record<Principal['kind'], string>> = {
  session: 'This session is over: sign in again.',
  key: 'This API key does not exist or was revoked.',
};

const refuse = ({ kind }: Principal): AppError => new AppError('unauthenticated', overFor[kind]);

type Looking = { readonly version: number; readonly known: SessionVerdict | 'unknown' | 'stale' };

/** Whether a session has ended: as is known, or as the database says; those who may share its answer do. */
const findOver = ({
  judgeSession,
  keepVerdict,
}: Pick<Needs<DoorProfile>, 'judgeSession' | 'keepVerdict'>) => {
  const onlyOnce = createSingleFlight<SessionVerdict>();

  const ask = async ({ userId, sessionId }: SessionPrincipal, version: number): Promise<SessionVerdict> => {
    const verdict = await judgeSession({ userId, sessionId });
    await keepVerdict({ userId, sessionId, verdict, version });
    return verdict;
  };

  return async (principal: SessionPrincipal, { version, known }: Looking): Promise<boolean> => {
    // A question that is under way may have been asked before a change that this caller must see.
    if (known === 'stale') return (await ask(principal, version)) === 'ended';
    if (known !== 'unknown') return known === 'ended';
    const question = `${principal.sessionId} ${principal.userId} ${version}`;
    return (await onlyOnce(question, () => ask(principal, version))) === 'ended';
  };
};

type Asking = { readonly principal: Principal; readonly isFresh: boolean };

/** Whether they may come in who have shown something good: as the profile and the session say. */
const judgeMember =
  <Profile extends DoorProfile>(isOver: ReturnType<typeof findOver>) =>
  async (reading: MemberReading<Profile>, { principal, isFresh }: Asking): Promise<Member<Profile>> => {
    const { profile, verdict } = reading;
    const { userId } = principal;
    if (!profile || profile.isDeleted) throw refuse(principal);
    if (principal.kind === 'key') {
      if (!profile.keyIds.includes(principal.keyId)) throw refuse(principal);
      return { userId, user: profile, accessToken: null };
    }
    if (profile.validFromMs > principal.issuedAtMs) throw refuse(principal);
    const known = isFresh ? 'stale' : verdict;
    if (await isOver(principal, { version: profile.version, known })) throw refuse(principal);
    return { userId, user: profile, accessToken: principal.accessToken };
  };

/** Whose request is counted, and where that is told. */
const askingOf = ({ tell, onLimited }: Knock, { userId }: Principal) => ({
  ...{ userId, tell },
  ...(onLimited ? { onLimited } : {}),
});

/**
 * The member doors: whoever carries a good token or key comes in while the profile says so and the session goes on.
 * `fresh` asks the database about the session every time; it is for what changes money or access.
 */
export const createMemberDoors = <Profile extends DoorProfile>(needs: Needs<Profile>) => {
  const { signIn, readMember, keepVerdict, judgeSession, limits } = needs;
  const { addressLimiter } = limits;
  const judge = judgeMember<Profile>(findOver({ judgeSession, keepVerdict }));
  const suspects = createSuspects();
  const limiters: Readonly<Record<LimitGroup, UserLimiter>> = {
    scrape: limits.scrapeLimiter,
    api: limits.apiLimiter,
  };

  /** Who was refused is judged before being counted: what a revoked key does must not use up its owner's limit. */
  const judgeSuspect = async (knock: Knock, asking: Asking, reading: MemberReading<Profile>) => {
    const member = await judge(reading, asking);
    await limiters[knock.group].admit(askingOf(knock, asking.principal), async () => reading);
    suspects.clear(asking.principal);
    return member;
  };

  const enter = async (knock: Knock, isFresh: boolean): Promise<Member<Profile>> => {
    const principal =
      signIn.recognise(knock) ?? (await addressLimiter.check(knock, () => signIn.check(knock)));
    const { userId } = principal;
    const asking = { principal, isFresh };
    const sessionId = principal.kind === 'session' ? principal.sessionId : null;
    const read = (readKeys?: ReadKeys) => readMember({ userId, sessionId }, readKeys);
    try {
      if (suspects.has(principal)) return await judgeSuspect(knock, asking, await read());
      const reading = await limiters[knock.group].admit(askingOf(knock, principal), read);
      return await judge(reading, asking);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'unauthenticated') throw error;
      suspects.add(principal);
      throw await addressLimiter.refused(knock, error);
    }
  };

  const door = (isFresh: boolean): Door<Member<Profile>> => ({
    security: 'bearer',
    limitedBy: 'user',
    enter: (knock) => enter(knock, isFresh),
  });
  return { requireAuth: door(false), requireFreshAuth: door(true) };
};
