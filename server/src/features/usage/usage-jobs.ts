import type { Clock } from '../../kernel/clock.ts';
import { createRepeat } from '../../kernel/repeat.ts';
import type { IdempotencyStore } from './idempotency.store.ts';
import type { Leases } from './leases.ts';
import type { Ledger } from './ledger.ts';
import type { SavedResultsStore } from './saved-results.store.ts';

const sweepEveryMs = 5_000;
const checkEveryMs = 3_600_000;
/** When few are awake where most users are, in UTC. */
const checkedAtHour = 3;

type Needs = {
  readonly ledger: Pick<Ledger, 'expire' | 'check'>;
  readonly results: Pick<SavedResultsStore, 'removeOld'>;
  readonly keys: Pick<IdempotencyStore, 'removeOld'>;
  readonly leases: Pick<Leases, 'renew'>;
  readonly leaseSeconds: number;
  readonly clock: Pick<Clock, 'now'>;
  readonly logger: {
    readonly warn: (facts: object, line: string) => void;
    readonly error: (facts: object, line: string) => void;
  };
};

/** What is done again and again. Every instance does all of it: doing it twice does no harm. */
export const createUsageJobs = (needs: Needs) => {
  const { ledger, results, keys, leases, leaseSeconds, clock, logger } = needs;
  const onFault = (err: unknown): void =>
    logger.warn({ err }, 'Reservations cannot be looked after; trying again');

  const renewal = createRepeat({ everyMs: (leaseSeconds * 1000) / 4, work: leases.renew, onFault });

  const sweep = async (): Promise<void> => {
    while ((await ledger.expire()) > 0);
    while ((await keys.removeOld()) > 0);
    while ((await results.removeOld()) > 0);
  };
  const sweeping = createRepeat({ everyMs: sweepEveryMs, work: sweep, onFault });

  const check = async (): Promise<void> => {
    if (clock.now().getUTCHours() !== checkedAtHour) return;
    const discrepancies = await ledger.check();
    if (discrepancies.length > 0) {
      logger.error({ discrepancies: discrepancies.slice(0, 10) }, 'Counters differ from the usage ledger');
    }
  };
  const checking = createRepeat({ everyMs: checkEveryMs, work: check, onFault });

  return {
    /** Resolves when what was due has been done. */
    sweep: sweeping.soon,
    close: async (): Promise<void> => {
      await Promise.all([renewal.stop(), sweeping.stop(), checking.stop()]);
    },
  };
};
