/** Something that happened in an account: written once, never changed. */
export type Activity = {
  readonly id: string;
  /** `scrape`; adopted tables may bring kinds of their own. */
  readonly kind: string;
  /** What happened, for a person. */
  readonly summary: string;
  /** What it came to: `{ "rows": 40, "total": 40 }`. */
  readonly counts: Readonly<Record<string, number>>;
  readonly requestId: string | null;
  readonly createdAt: Date;
};

/** What is told of something that happened now. */
export type NewActivity = Pick<Activity, 'kind' | 'summary' | 'counts' | 'requestId'> & {
  readonly userId: string;
};

/** Where a page of activities ends: its last row. `at` keeps the microseconds of the database. */
export type ActivityPlace = { readonly at: string; readonly id: string };
