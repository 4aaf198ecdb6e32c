import type { Clock } from '../../kernel/clock.ts';
import type { Redis } from '../../platform/redis/redis.ts';
import { dropOlderScript } from './cache-scripts.ts';
import type { Lease } from './lease.ts';
import type { Change, ProfilesStore } from './profiles.store.ts';
import { profileKey, usageKey } from './redis-keys.ts';

const mostAtOnce = 500;

type Needs = {
  readonly store: Pick<ProfilesStore, 'listChanges' | 'clearChanges'>;
  readonly redis: Pick<Redis, 'state' | 'ask'>;
  readonly lease: Lease;
  readonly clock: Pick<Clock, 'elapsedMs'>;
};

/**
 * Tells Redis of every change that nobody has told it of, and renews the lease when none is left. Instances do this side
 * by side: a change told twice does no harm, and a row that is gone was told by somebody.
 */
export const replayOutbox = ({ store, redis, lease, clock }: Needs) => {
  const tell = async (changes: readonly Change[]): Promise<boolean> => {
    const told = await redis.ask((client) =>
      client.eval(dropOlderScript, {
        keys: changes.map(({ userId, about }) => (about === 'usage' ? usageKey : profileKey)(userId)),
        arguments: changes.map(({ version }) => String(version)),
      }),
    );
    return told.answered;
  };

  return async (): Promise<void> => {
    // Without Redis nobody believes it, and there is nobody to tell.
    if (redis.state() !== 'ok') return;
    const begunAtMs = clock.elapsedMs();
    for (let isMore = true; isMore; ) {
      const changes = await store.listChanges(mostAtOnce);
      if (changes.length > 0) {
        if (!(await tell(changes))) return;
        await store.clearChanges(changes.map(({ id }) => id));
      }
      isMore = changes.length === mostAtOnce;
    }
    lease.renew(begunAtMs);
  };
};
