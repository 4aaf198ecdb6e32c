/** The catalogue: what users may pay for and what it gives them. The only place that knows plans by name. */

/** What a user pays for. `SELF_HOSTED` is the owner of a server that sells nothing. */
export const plans = ['FREE', 'STARTER', 'PRO', 'SCALE', 'SELF_HOSTED'] as const;
export type Plan = (typeof plans)[number];

/** What a plan gives. */
export type PlanTerms = {
  /** Null: no limit, though all is counted. */
  readonly scrapesPerMonth: number | null;
  /** What may be asked of a model in a calendar month (UTC), in tokens. Null: no limit. */
  readonly modelTokensPerMonth: number | null;
  /** Requests a minute where they are other than the server's (`LIMIT_…_PER_MINUTE`): pages, and everything else. */
  readonly perMinute?: { readonly scrape?: number; readonly api?: number };
};

/** Each plan's terms. */
export const catalogue: Readonly<Record<Plan, PlanTerms>> = {
  FREE: { scrapesPerMonth: 50, modelTokensPerMonth: 200_000 },
  STARTER: { scrapesPerMonth: 250, modelTokensPerMonth: 1_000_000 },
  PRO: { scrapesPerMonth: 2_500, modelTokensPerMonth: 10_000_000 },
  SCALE: { scrapesPerMonth: 25_000, modelTokensPerMonth: 100_000_000 },
  SELF_HOSTED: { scrapesPerMonth: null, modelTokensPerMonth: null },
};

/** The plans that are sold, from the smallest. */
export const soldPlans = ['STARTER', 'PRO', 'SCALE'] as const;
export type SoldPlan = (typeof soldPlans)[number];

/** What a plan costs a month, and the name under which Stripe keeps that price. */
export type Price = { readonly lookupKey: string; readonly amountCents: number; readonly currency: string };

/** Each sold plan's price. `gleaner billing sync` makes them in Stripe. */
export const prices: Readonly<Record<SoldPlan, Price>> = {
  STARTER: { lookupKey: 'gleaner_starter_monthly', amountCents: 1_900, currency: 'usd' },
  PRO: { lookupKey: 'gleaner_pro_monthly', amountCents: 4_900, currency: 'usd' },
  SCALE: { lookupKey: 'gleaner_scale_monthly', amountCents: 19_900, currency: 'usd' },
};

/** For how many days a plan goes on whose payment failed. */
export const graceDays = 7;

/** What counts as use: a page that gave rows, or the first export of its rows. docs/decisions/0022 says why it is so. */
export const chargeOn: ChargeOn = 'scrape';
export type ChargeOn = 'scrape' | 'export';
