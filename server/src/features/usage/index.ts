/** What was used: the ledger, what happened in an account, and what was delivered. */

import type { Door } from '../../http/door.ts';
import type { Routes } from '../../http/route.ts';
import type { ChargeOn } from '../../kernel/catalogue.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Ids } from '../../kernel/ids.ts';
import type { UsageReading } from '../../kernel/usage-reading.ts';
import type { Db } from '../../platform/postgres/postgres.ts';
import type { ExpectUsage, MemberProfile } from '../profiles/index.ts';
import { declareActivities } from './activities.routes.ts';
import { createActivitiesStore } from './activities.store.ts';
import { answerOnce } from './answer-once.ts';
import { type CountUsage, countedLedger } from './counted-ledger.ts';
import { createIdempotencyStore } from './idempotency.store.ts';
import { createLeases } from './leases.ts';
import { createLedger } from './ledger.store.ts';
import { listActivities } from './list-activities.ts';
import { meterExport } from './meter-export.ts';
import { meterScrape } from './meter-scrape.ts';
import { meteredDoor } from './metered-door.ts';
import { giveBackOrWait, reserveOrRefuse } from './metering.ts';
import { recordActivity } from './record-activity.ts';
import { readResult } from './saved-result.ts';
import { createSavedResultsStore } from './saved-results.store.ts';
import { createUsageJobs } from './usage-jobs.ts';

export type { MeteredAnswer, MeterScrape } from './meter-scrape.ts';

type Needs = {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: {
    readonly warn: (facts: object, line: string) => void;
    readonly error: (facts: object, line: string) => void;
  };
  readonly chargeOn: ChargeOn;
  /** How long what a process holds outlives it. While it lives, its leases are renewed. */
  readonly leaseSeconds: number;
  readonly resultDays: number;
  readonly countUsage: CountUsage;
  readonly expectUsage: ExpectUsage;
  readonly readUsage: (user: Pick<MemberProfile, 'id' | 'version' | 'keptUsage'>) => Promise<UsageReading>;
  /** From Postgres, and from nowhere else. */
  readonly findUsage: (userId: string) => Promise<UsageReading | null>;
};

/** The ledger alone: all that `gleaner doctor --ledger` needs. */
export const createLedgerCheck = ({ db }: Pick<Needs, 'db'>) =>
  createLedger({ db, leaseSeconds: 0, resultDays: 0 }).check;

/** Opens the room. Its sweeps run until it is closed. */
export const createUsage = (needs: Needs) => {
  const { db, clock, ids, logger, chargeOn, leaseSeconds, resultDays, expectUsage, readUsage } = needs;
  const store = createActivitiesStore(db);
  const ledger = countedLedger(createLedger({ db, leaseSeconds, resultDays }), needs.countUsage);
  const keys = createIdempotencyStore({ db, leaseSeconds });
  const results = createSavedResultsStore(db);
  const leases = createLeases(ledger);
  const jobs = createUsageJobs({ ledger, results, keys, leases, leaseSeconds, clock, logger });
  const metering = {
    ...{ ledger, leases, ids, clock, chargeOn, expectUsage },
    reserve: reserveOrRefuse({ ledger, clock }),
    giveBack: giveBackOrWait({ ledger, logger }),
  };
  return {
    recordActivity: recordActivity(store),
    /** For the doors of metered routes. */
    meteredDoor: meteredDoor(needs),
    meterScrape: meterScrape({ ...metering, results }),
    meterExport: meterExport({ ...metering, add: store.add, readUsage }),
    /** For routes: see {@link answerOnce}. */
    answerOnce: answerOnce({ store: keys, leases, ids }),
    readResult: readResult(results),
    /** The same as JSON in UTF-8, for threads. */
    readResultJson: results.find,
    findActivity: store.find,
    /** Removes all that this room keeps about somebody. */
    forgetUser: async (userId: string): Promise<void> => {
      for (const { removeAll } of [results, keys, ledger, store]) await removeAll(userId);
    },
    declareRoutes: (routes: Routes, { door }: { readonly door: Door<{ readonly userId: string }> }): void =>
      declareActivities(routes, {
        ...{ door, find: store.find },
        list: listActivities(store),
        findResult: results.find,
      }),
    sweep: jobs.sweep,
    close: jobs.close,
  };
};
