import { z } from 'zod';

/** What an instance of the drill is told when it starts. */
export const Settings = z.object({
  databaseUrl: z.string(),
  redisUrl: z.string(),
  stripeUrl: z.string(),
  stripeKey: z.string(),
  webhookSecret: z.string(),
  /** How likely it is killed at each of the moments at which that hurts. */
  deathChance: z.number(),
  /** Whether it applies what events say instead of asking Stripe. */
  isMutant: z.boolean(),
});
export type Settings = z.infer<typeof Settings>;
