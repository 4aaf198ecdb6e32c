import type { Idempotency } from '../../kernel/idempotency.ts';
import type { UsageReading } from '../../kernel/usage-reading.ts';
import type { NewActivity } from './activity.ts';

/** One entry of the ledger: of two requests of a user under the same key only one is charged. */
export type EntryName = { readonly userId: string; readonly requestKey: string };

/** What an entry is reserved for. */
export type NewEntry = EntryName & {
  readonly kind: 'scrape' | 'export';
  /** 0: nothing is charged, but it is asked whether one more would fit. */
  readonly units: number;
  /** Others may reserve under the same key: one is charged for all. */
  readonly isShared: boolean;
  readonly idempotency: Idempotency | null;
};

/** The answer to a claim of an idempotency key that somebody holds already. */
export type HeldKey =
  | { readonly outcome: 'kept'; readonly answer: unknown }
  | { readonly outcome: 'running'; readonly retryAfterSeconds: number }
  | { readonly outcome: 'reused' };

/** What became of a reservation; `charged`: the entry was settled before. */
export type Reserved =
  | { readonly outcome: 'reserved' | 'charged' | 'exhausted'; readonly reading: UsageReading }
  | { readonly outcome: 'gone' }
  | HeldKey;

/** What is settled, together with what happened and what was delivered. */
export type Settlement = EntryName & {
  /** False: it is written down and costs nothing. */
  readonly charge: boolean;
  readonly activity: NewActivity & { readonly id: string };
  /** Compressed. */
  readonly result: Uint8Array | null;
  /** The key under which the answer is kept, and what it holds besides the receipt. */
  readonly kept: { readonly keyHash: Uint8Array; readonly answer: object } | null;
};

/** `lost`: the lease ended before, the unit was given back, and nothing was written. */
export type Settled =
  | { readonly outcome: 'settled'; readonly charged: number; readonly reading: UsageReading }
  | { readonly outcome: 'lost' };

/** A user whose counters are not the sum of the ledger. */
export type Discrepancy = { readonly userId: string; readonly counted: number; readonly inLedger: number };

/** The ledger: each verb is one statement. */
export type Ledger = {
  readonly reserve: (entry: NewEntry) => Promise<Reserved>;
  readonly settle: (settlement: Settlement) => Promise<Settled>;
  /** Gives back what was reserved, unless it was settled or others hold it too; `answer` keeps an answer under its key, else the key is free again. */
  readonly release: (
    entry: EntryName & {
      readonly keyHash: Uint8Array | null;
      readonly answer: object | null;
    },
  ) => Promise<{ readonly isReleased: boolean }>;
  /** For requests that are still being worked on. */
  readonly renew: (entries: readonly EntryName[]) => Promise<void>;
  /** Releases reservations whose process died. */
  readonly expire: () => Promise<number>;
  readonly check: () => Promise<readonly Discrepancy[]>;
  readonly removeAll: (userId: string) => Promise<void>;
};
