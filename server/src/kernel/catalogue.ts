/** The catalogue: what users may pay for and what it gives them. The only place that knows plans by name. */

/** What a user pays for. `SELF_HOSTED` is the owner of a server that sells nothing. */
export const plans = ['FREE', 'STARTER', 'PRO', 'SCALE', 'SELF_HOSTED'] as const;
export type Plan = (typeof plans)[number];

/** What counts as use: a page that gave rows, or the first export of its rows. docs/decisions/0022 says why it is so. */
export const chargeOn: ChargeOn = 'scrape';
export type ChargeOn = 'scrape' | 'export';
