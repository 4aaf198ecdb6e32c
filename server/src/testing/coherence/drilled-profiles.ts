/** As much of a profile cache as the drill drives. */
export type DrilledProfiles = {
  /** The version that is served; null for a user who is not there. */
  readonly read: (userId: string) => Promise<number | null>;
  /** After the commit of a change, before its acknowledgement. */
  readonly invalidate: (userId: string) => Promise<void>;
  /** How many reads were served by the cache so far. */
  readonly hits: () => number;
  readonly close: () => Promise<void>;
};
