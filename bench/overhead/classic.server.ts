/**
 * The design that most servers have: on each request the token is shown to the sign-in service, the limit is counted and
 * the profile is read with GET, then SETEX on a miss. A counter of ten lines stands for the usual limiter middleware.
 */
import { setTimeout as wait } from 'node:timers/promises';
import express from 'express';
import { Pool } from 'pg';
import { createClient } from 'redis';
import { z } from 'zod';

const { PORT, DATABASE_URL, REDIS_URL, SUPABASE_URL, SUPABASE_DELAY_MS } = z
  .object({
    PORT: z.coerce.number(),
    DATABASE_URL: z.string(),
    REDIS_URL: z.string(),
    SUPABASE_URL: z.string(),
    SUPABASE_DELAY_MS: z.coerce.number(),
  })
  .parse(process.env);
const User = z.object({ id: z.string() });
const highLimit = 1e9;

const pool = new Pool({ connectionString: DATABASE_URL });
const redis = createClient({ url: REDIS_URL });
redis.on('error', () => {});
await redis.connect();

const userOf = async (authorization: string | undefined): Promise<string | null> => {
  if (authorization === undefined) return null;
  const answer = await fetch(`${SUPABASE_URL}/auth/v1/user`, { headers: { authorization } });
  return User.parse(await answer.json()).id;
};

const isWithinLimit = async (userId: string): Promise<boolean> => {
  const key = `classic:limit:${userId}`;
  const count = await redis.incr(key);
  if (count === 1) await redis.expire(key, 60);
  return count <= highLimit;
};

const profileOf = async (userId: string): Promise<string> => {
  const key = `classic:profile:${userId}`;
  const cached = await redis.get(key);
  if (cached !== null) return cached;
  // The profile is asked of the same faraway service.
  if (SUPABASE_DELAY_MS > 0) await wait(SUPABASE_DELAY_MS);
  const { rows } = await pool.query('select * from public.users where id = $1', [userId]);
  const profile = JSON.stringify(rows[0]);
  await redis.setEx(key, 3600, profile);
  return profile;
};

const app = express();
app.get('/api/user/me', async (req, res) => {
  const userId = await userOf(req.get('authorization'));
  if (userId === null) return void res.status(401).end();
  if (!(await isWithinLimit(userId))) return void res.status(429).end();
  res.json(JSON.parse(await profileOf(userId)));
});
app.listen(PORT, '127.0.0.1');
