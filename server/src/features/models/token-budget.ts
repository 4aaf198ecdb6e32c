/** What users may have of the model in a month: counted before it is asked, put right afterwards. */
export type TokenBudget = {
  /**
   * Takes tokens from the month's, all or none.
   * @param most null: no limit.
   * @returns the month that they were taken from; null when it has not so many left.
   */
  readonly take: (asked: {
    readonly userId: string;
    readonly tokens: number;
    readonly most: number | null;
  }) => Promise<TakenFrom | null>;
  /** Adds to what was taken, or gives back. */
  readonly correct: (taken: TakenFrom, byTokens: number) => Promise<void>;
  readonly forgetUser: (userId: string) => Promise<void>;
};

/** A month of a user. */
export type TakenFrom = { readonly userId: string; readonly month: Date };
