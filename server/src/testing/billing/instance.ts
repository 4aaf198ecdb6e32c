/** One instance of the billing drill, in a process of its own: webhook, queue and profiles; killed when it hurts most. */

import { createServer } from 'node:http';
import { z } from 'zod';
import { createBilling, openConfiguredStripe } from '../../features/billing/index.ts';
import { createProfiles } from '../../features/profiles/index.ts';
import { openDoor } from '../../http/door.ts';
import { ok } from '../../http/reply.ts';
import { systemClock } from '../../kernel/clock.ts';
import { randomIds } from '../../kernel/ids.ts';
import { openPostgres } from '../../platform/postgres/open-postgres.ts';
import { createQueue } from '../../platform/queue/create-queue.ts';
import { openRedis } from '../../platform/redis/open-redis.ts';
import { openApp } from '../open-app.ts';
import { Settings } from './instance-words.ts';
import { mutantStripe } from './mutant-stripe.ts';

const settings = Settings.parse(JSON.parse(process.argv[2] ?? ''));
const quiet = { info: () => {}, debug: () => {}, warn: () => {}, error: () => {} };

const mayDie = (): void => {
  if (Math.random() < settings.deathChance) process.kill(process.pid, 'SIGKILL');
};

const postgres = await openPostgres({ url: settings.databaseUrl });
const redis = await openRedis({ url: settings.redisUrl, logger: quiet });
const ground = { clock: systemClock(), logger: quiet };
const profiles = await createProfiles({
  ...{ postgres, redis, ...ground, ids: randomIds(), chance: Math.random, instances: 3 },
});
const queue = createQueue({ postgres, logger: quiet, report: () => {}, superviseSeconds: 1 });
const real = openConfiguredStripe({
  ...{ secretKey: settings.stripeKey, webhookSecret: settings.webhookSecret, apiBase: settings.stripeUrl },
});
if (!real) throw new Error('There is no Stripe.');
const billing = createBilling({
  ...{ db: postgres.db, ...ground, allowedOrigins: [] },
  // A job whose process was killed is waited for as long as it may take; here nobody has that time.
  queue: { declare: (name, kind) => queue.declare(name, { ...kind, limitSeconds: 4, firstPauseSeconds: 1 }) },
  stripe: settings.isMutant ? mutantStripe(real, postgres.db) : real,
  invalidateUserCache: async (userId) => {
    await profiles.invalidateUserCache(userId);
    // Applied, and not yet marked as done.
    mayDie();
  },
});
await queue.start({ works: true });

const { app } = openApp({
  limitBytes: 1e6,
  declare: (routes) => {
    billing.declareRoutes(routes, {
      fresh: { ...openDoor, enter: async () => ({ userId: '' }) },
      homeUrl: '',
    });
    const params = z.object({ id: z.string() });
    routes.get(
      '/profile/:id',
      { door: openDoor, summary: '', params, reply: z.any() },
      async ({ params: { id } }) => ok((await profiles.getCachedUser(id)) ?? {}),
    );
  },
});
const server = createServer((req, res) => {
  // Acknowledged, and not yet applied.
  if (req.method === 'POST') res.once('finish', () => setImmediate(mayDie));
  app(req, res);
});
server.listen(0, '127.0.0.1', () => void process.send?.(server.address()));
process.on('disconnect', () => process.exit());
