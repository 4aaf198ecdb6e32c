import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../../kernel/clock.ts';
import type { Redis } from '../../platform/redis/redis.ts';
import { type Lease, leaseMs } from './lease.ts';
import type { ProfileCache } from './profile-cache.ts';
import type { ProfilesStore } from './profiles.store.ts';
import { profileKey } from './redis-keys.ts';

const outboxPollMs = 40;
// For clocks that do not run equally fast.
const leaseMarginMs = 50;

type Needs = {
  readonly redis: Pick<Redis, 'ask'>;
  readonly store: Pick<ProfilesStore, 'hasChanges' | 'addUsageChange'>;
  readonly lease: Pick<Lease, 'giveUp'>;
  readonly clock: Pick<Clock, 'elapsedMs'>;
  readonly instances: number;
};

/**
 * Drops a profile that was changed, or usage. Where Redis is out of reach: waits until another instance, which found the
 * change in the outbox, has told it, or until no instance can believe it any more.
 */
export const dropFromRedis = ({
  redis,
  store,
  lease,
  clock,
  instances,
}: Needs): Pick<ProfileCache, 'drop' | 'dropUsage'> => {
  const outwaitLeases = async (userId: string): Promise<void> => {
    // Nobody else has a lease.
    if (instances === 1) return lease.giveUp();
    const sinceMs = clock.elapsedMs();
    while (clock.elapsedMs() - sinceMs < leaseMs + leaseMarginMs) {
      if (!(await store.hasChanges(userId))) return;
      await wait(outboxPollMs);
    }
  };

  return {
    drop: async (userId) => {
      const dropped = await redis.ask((client) => client.del(profileKey(userId)));
      if (!dropped.answered) await outwaitLeases(userId);
    },
    dropUsage: async ({ userId, version }) => {
      const { isOld } = await store.addUsageChange(userId, version);
      // While somebody's row has stood for longer than any lease, nobody has one: in a long fault only the first wait.
      if (!isOld || instances === 1) await outwaitLeases(userId);
    },
  };
};
