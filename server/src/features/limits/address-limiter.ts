import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Knock } from '../../http/door.ts';
import { AppError, type ErrorCode } from '../../kernel/app-error.ts';
import { prefixOf } from './address-prefix.ts';
import { windowSeconds } from './count.ts';
import type { Standing } from './judge-count.ts';
import { createLimit, type LimitGround } from './limit.ts';
import { createOneByOne } from './one-by-one.ts';
import { secondsUntil, tooMany } from './refuse.ts';

type Stranger = Pick<Knock, 'authorization' | 'address' | 'tell'>;

/**
 * The limit of an address: attempts to sign in, and whatever was sent as a proof of who one is and was not good. Who
 * shows something good is never counted and never refused, whatever others behind the same address do.
 */
export type AddressLimiter = {
  /** Counts an attempt, before anything is done about it. Throws `rate_limited`. */
  readonly attempt: (stranger: Stranger) => Promise<void>;
  /** Looks at what a stranger shows, and counts only if it is not good. */
  readonly check: <T>(stranger: Stranger, look: () => Promise<T>) => Promise<T>;
  /** Counts something that was not good; gives the error to be thrown, which is another one above the limit. */
  readonly refused: (stranger: Stranger, error: AppError) => Promise<AppError>;
};

const notGood: ReadonlySet<ErrorCode> = new Set([
  'unauthenticated',
  'bad_jwt',
  'session_not_found',
  'refresh_token_not_found',
  'refresh_token_already_used',
]);

const mostRefused = 10_000;

/** Remembers for a window what was shown and was not good: not the token itself, which may be a real one. */
const createRefusedLately = (perf: { readonly now: () => number }) => {
  const refused = new LRUCache<string, true>({ max: mostRefused, ttl: windowSeconds * 1000, perf });
  const nameOf = (authorization: string): string => hash('sha256', authorization, 'base64url');
  return {
    has: ({ authorization = '' }: Stranger): boolean => refused.has(nameOf(authorization)),
    add: ({ authorization = '' }: Stranger): void => void refused.set(nameOf(authorization), true),
  };
};

/** Makes the limiter; its counters are `rl:auth:ip:<prefix>`. */
export const createAddressLimiter = (quota: number, ground: LimitGround): AddressLimiter => {
  const limit = createLimit('rl:auth:ip', ground);
  const refusedLately = createRefusedLately({ now: ground.clock.elapsedMs });
  const oneByOne = createOneByOne();

  const tellStanding = ({ tell }: Stranger, standing: Standing): Standing => {
    const { windowSeconds, remaining, resetMs } = standing;
    tell([{ name: 'address', quota, windowSeconds, remaining, resetSeconds: secondsUntil(resetMs) }]);
    return standing;
  };
  const tooManyFrom = (standing: Standing): AppError => tooMany('auth', standing, ground.clock);

  /** Counts once more, unless it is known that there were too many. */
  const take = async (stranger: Stranger): Promise<Standing> => {
    const prefix = prefixOf(stranger.address());
    const held = limit.held(prefix);
    if (held !== null) return tellStanding(stranger, held);
    return tellStanding(stranger, limit.judge(prefix, await limit.count(prefix), quota));
  };

  const refused = async (stranger: Stranger, error: AppError): Promise<AppError> => {
    // Who shows nothing has guessed nothing.
    if (stranger.authorization === undefined || !notGood.has(error.code)) return error;
    refusedLately.add(stranger);
    const standing = await take(stranger);
    return standing.passed ? error : tooManyFrom(standing);
  };

  const look = async <T>(stranger: Stranger, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw error instanceof AppError ? await refused(stranger, error) : error;
    }
  };

  return {
    attempt: async (stranger) => {
      const standing = await take(stranger);
      if (!standing.passed) throw tooManyFrom(standing);
    },
    check: async (stranger, work) => {
      if (!limit.holdsAny()) return look(stranger, work);
      const prefix = prefixOf(stranger.address());
      const held = limit.held(prefix);
      if (held === null) return look(stranger, work);
      if (refusedLately.has(stranger)) throw tooManyFrom(tellStanding(stranger, held));
      // What has not been seen may be a member's: it is looked at, but an address above its limit gets one look at a time.
      return oneByOne(prefix, () => look(stranger, work));
    },
    refused,
  };
};
