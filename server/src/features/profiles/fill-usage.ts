import type { Clock } from '../../kernel/clock.ts';
import type { Ids } from '../../kernel/ids.ts';
import type { Redis } from '../../platform/redis/redis.ts';
import { beginUsageScript, keepUsageScript } from './cache-scripts.ts';
import { encodeUsage } from './cached-usage.ts';
import type { Lease } from './lease.ts';
import type { ProfileCache } from './profile-cache.ts';
import { usageKey } from './redis-keys.ts';

// Should a process die between settling and telling, what it did not tell is seen after this time at the latest.
const usageKeptForMs = 600_000;
// Longer than a page may be read: the token is taken before.
const fillLimitMs = 20_000;

type Needs = {
  readonly redis: Pick<Redis, 'ask'>;
  readonly lease: Pick<Lease, 'isHeld'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly ids: Pick<Ids, 'next'>;
};

/** Puts a token into Redis, in whose place, or in that of something older, usage that is found from now on may come. */
export const beginUsageFill =
  ({ redis, lease, clock, ids }: Needs): ProfileCache['beginUsage'] =>
  async ({ userId, profileVersion }) => {
    const keys = [usageKey(userId)];
    const begin = () =>
      redis.ask((client, run) => {
        const token = JSON.stringify({ filling: ids.next(), run });
        const nowMs = String(clock.now().getTime());
        const asked = [token, run, String(fillLimitMs), nowMs, String(profileVersion)];
        return client.eval(beginUsageScript, { keys, arguments: asked });
      });
    const begun = lease.isHeld() ? await begin() : null;
    // Without a beginning, what is there is still replaced when it is older, and nothing is put where nothing is.
    const held = begun?.answered ? String(begun.value) : '';
    return {
      keep: async (reading) => {
        const kept = await redis.ask((client, run) => {
          const value = [encodeUsage(reading, run), String(usageKeptForMs), String(reading.version), run];
          return client.eval(keepUsageScript, { keys, arguments: [held, ...value] });
        });
        return kept.answered;
      },
    };
  };
