import { monthPolicies } from '../../http/month-policy.ts';
import type { TellPolicies } from '../../http/rate-limit-headers.ts';
import type { ChargeOn } from '../../kernel/catalogue.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Ids } from '../../kernel/ids.ts';
import type { ExpectUsage } from '../profiles/index.ts';
import type { Leases } from './leases.ts';
import type { HeldKey, Ledger, NewEntry, Reserved } from './ledger.ts';
import { accountGone, exhausted, keyHeld } from './refuse.ts';

/** A reservation, or the answer that is kept under the idempotency key. */
type Granted =
  | Extract<Reserved, { readonly outcome: 'reserved' | 'charged' | 'exhausted' }>
  | Extract<HeldKey, { readonly outcome: 'kept' }>;

/** What all that is metered is made of. */
export type Metering = {
  readonly ledger: Pick<Ledger, 'settle'>;
  readonly leases: Pick<Leases, 'hold'>;
  readonly ids: Pick<Ids, 'next'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly chargeOn: ChargeOn;
  readonly expectUsage: ExpectUsage;
  /** Reserves, tells the month in the headers, and throws what the client is to be told instead. */
  readonly reserve: (entry: NewEntry, tell: TellPolicies) => Promise<Granted>;
  /** Releases. A fault is not the client's: the lease will end. */
  readonly giveBack: (entry: Parameters<Ledger['release']>[0]) => Promise<void>;
};

/** Makes `reserve` of {@link Metering}. */
export const reserveOrRefuse =
  ({ ledger, clock }: { readonly ledger: Pick<Ledger, 'reserve'>; readonly clock: Pick<Clock, 'now'> }) =>
  async (entry: NewEntry, tell: TellPolicies): Promise<Granted> => {
    const reserved = await ledger.reserve(entry);
    if ('reading' in reserved) tell(monthPolicies(reserved.reading, clock.now()));
    switch (reserved.outcome) {
      case 'reserved':
      case 'charged':
      case 'kept':
        return reserved;
      case 'exhausted':
        throw exhausted(reserved.reading);
      case 'gone':
        throw accountGone();
      case 'running':
      case 'reused':
        throw keyHeld(reserved);
    }
  };

type GiveBackNeeds = {
  readonly ledger: Pick<Ledger, 'release'>;
  readonly logger: { readonly warn: (facts: object, line: string) => void };
};

/** Makes `giveBack` of {@link Metering}. */
export const giveBackOrWait =
  ({ ledger, logger }: GiveBackNeeds): Metering['giveBack'] =>
  async (entry) => {
    try {
      await ledger.release(entry);
    } catch (err) {
      logger.warn({ err }, 'A reservation could not be given back: its lease will end');
    }
  };
