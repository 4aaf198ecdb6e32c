import { z } from 'zod';

/** What an instance is told when it starts. */
export const Settings = z.object({
  design: z.enum(['gleaner', 'classic']),
  databaseUrl: z.string(),
  redisUrl: z.string(),
  instances: z.number(),
});
export type Settings = z.infer<typeof Settings>;

/** What an instance is asked to do. */
export const Order = z.object({
  id: z.number(),
  kind: z.enum(['read', 'rename', 'delete']),
  userId: z.string(),
});
export type Order = z.infer<typeof Order>;

/** The version that was served or made; null where there is no such user. */
export const Answer = z.union([
  z.object({ id: z.number(), version: z.number().nullable(), hits: z.number() }),
  z.object({ id: z.number(), fault: z.string() }),
]);
export type Answer = z.infer<typeof Answer>;
