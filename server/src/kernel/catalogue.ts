/** The catalogue: what users may pay for and what it gives them. The only place that knows plans by name. */

/** What a user pays for. `SELF_HOSTED` is the owner of a server that sells nothing. */
export const plans = ['FREE', 'STARTER', 'PRO', 'SCALE', 'SELF_HOSTED'] as const;
export type Plan = (typeof plans)[number];

/** What a plan gives. */
export type PlanTerms = {
  /** Null: no limit, though all is counted. */
  readonly scrapesPerMonth: number | null;
  /** Requests a minute where they are other than the server's (`LIMIT_…_PER_MINUTE`): pages, and everything else. */
  readonly perMinute?: { readonly scrape?: number; readonly api?: number };
};

/** Each plan's terms. */
export const catalogue: Readonly<Record<Plan, PlanTerms>> = {
  FREE: { scrapesPerMonth: 50 },
  STARTER: { scrapesPerMonth: 250 },
  PRO: { scrapesPerMonth: 2_500 },
  SCALE: { scrapesPerMonth: 25_000 },
  SELF_HOSTED: { scrapesPerMonth: null },
};

/** What counts as use: a page that gave rows, or the first export of its rows. docs/decisions/0022 says why it is so. */
export const chargeOn: ChargeOn = 'scrape';
export type ChargeOn = 'scrape' | 'export';
