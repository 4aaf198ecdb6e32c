import type { Ids } from '../../kernel/ids.ts';
import type { Redis } from '../../platform/redis/redis.ts';
import { beginFillScript, keepScript } from './cache-scripts.ts';
import { type DecodeKept, encodeKept } from './cached-profile.ts';
import type { Lease } from './lease.ts';
import type { Profile } from './profile.ts';
import type { ProfileCache } from './profile-cache.ts';
import { profileKey } from './redis-keys.ts';

const profileKeptForMs = 3_600_000;
// Downwards only: profiles cached together do not all expire together, and none lives longer than promised.
const jitterMs = 360_000;
const absenceKeptForMs = 60_000;
const fillLimitMs = 5_000;

type Needs = {
  readonly redis: Pick<Redis, 'ask'>;
  readonly lease: Pick<Lease, 'isHeld'>;
  readonly ids: Pick<Ids, 'next'>;
  readonly decodeKept: DecodeKept;
  /** From 0 to 1, evenly. */
  readonly chance: () => number;
};

/** Puts a token into Redis, in whose place alone a profile that is read from now on may come. */
export const beginRedisFill = ({
  redis,
  lease,
  ids,
  chance,
  decodeKept,
}: Needs): ProfileCache['beginFill'] => {
  const lifetimeMs = (profile: Profile | null): number =>
    profile === null ? absenceKeptForMs : Math.round(profileKeptForMs - chance() * jitterMs);

  return async (userId) => {
    if (!lease.isHeld()) return null;
    const keys = [profileKey(userId)];
    const begun = await redis.ask(async (client, run) => {
      const token = JSON.stringify({ filling: ids.next(), run });
      const held = await client.eval(beginFillScript, { keys, arguments: [token, run, String(fillLimitMs)] });
      return { run, held: String(held) };
    });
    if (!begun.answered) return null;
    const { run, held } = begun.value;
    const kept = decodeKept(held, run);
    if (kept !== null) return kept;
    return {
      setCachedUser: async (profile) => {
        const value = [held, encodeKept(profile, run), String(lifetimeMs(profile))];
        await redis.ask((client) => client.eval(keepScript, { keys, arguments: value }));
      },
    };
  };
};
