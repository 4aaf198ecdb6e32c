import type { UsageReading } from '../../kernel/usage-reading.ts';
import type { Profile } from './profile.ts';

/** A profile that is kept; null for a user of whom it is kept that there is none. */
export type Kept = { readonly profile: Profile | null };

/** What one look into the cache found. */
export type CacheReading = {
  /** Null: ask Postgres. */
  readonly kept: Kept | null;
  /** What is kept of the session, as it was given. */
  readonly session: string | null;
  /** What is kept of the user's usage; it counts for one version of the profile only. */
  readonly usage: UsageReading | null;
};

/**
 * The right to keep one reading of Postgres. It is taken before the reading and lost with any change told since then:
 * what was read before a change can not be kept after it, however late it comes.
 */
export type Fill = { readonly setCachedUser: (profile: Profile | null) => Promise<void> };

/** The right to keep one reading of the usage, by the rule of {@link Fill}; a later reading is never replaced. */
export type UsageFill = {
  /** False: the cache could not be told, and may hold something older. */
  readonly keep: (reading: UsageReading) => Promise<boolean>;
};

/** Where profiles are kept between requests. It may forget; what it gives was right when it was asked. */
export type ProfileCache = {
  /** In one round trip. */
  readonly read: (asked: {
    readonly userId: string;
    readonly sessionId: string | null;
  }) => Promise<CacheReading>;
  /** Null where nothing can be kept now; what another instance has kept meanwhile comes as `kept`. */
  readonly beginFill: (userId: string) => Promise<Fill | Kept | null>;
  /** Resolves when no instance will serve what was kept of the user before the call. */
  readonly drop: (userId: string) => Promise<void>;
  /** Taken before Postgres is asked what was used, or told. */
  readonly beginUsage: (asked: {
    readonly userId: string;
    readonly profileVersion: number;
  }) => Promise<UsageFill>;
  /** For usage that is acknowledged and could not be kept: resolves when no instance will serve anything older. */
  readonly dropUsage: (asked: { readonly userId: string; readonly version: number }) => Promise<void>;
  readonly keepSession: (sessionId: string, verdict: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Keeps nothing: several instances without a Redis would not hear of each other's changes. */
export const noCache: ProfileCache = {
  read: async () => ({ kept: null, session: null, usage: null }),
  beginFill: async () => null,
  drop: async () => {},
  beginUsage: async () => ({ keep: async () => true }),
  dropUsage: async () => {},
  keepSession: async () => {},
  close: async () => {},
};
