import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { fixedClock } from '../../../testing/fixed-clock.ts';
import { openSignIn } from '../../../testing/open-sign-in.ts';

const dayMs = 86_400_000;
const clock = fixedClock('2026-03-01T12:00:00Z');
let server: Awaited<ReturnType<typeof openSignIn>>;
beforeAll(async () => {
  server = await openSignIn({ on: 'postgres', clock });
});
afterAll(() => server.close());

const Session = z.object({ refresh_token: z.string() });
const send = async (path: string, body: object) => {
  const answer = await fetch(`${server.address}/auth/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const value: unknown = await answer.json();
  return { status: answer.status, value };
};
const signUp = async (name: string): Promise<string> => {
  const sent = { email: `${name}@example.com`, password: 'correct horse battery' };
  return Session.parse((await send('/signup', sent)).value).refresh_token;
};
const refresh = (refreshToken: string) =>
  send('/token?grant_type=refresh_token', { refresh_token: refreshToken });
const counts = async (): Promise<unknown> => {
  const { rows } = await sql`select (select count(*)::int from auth.sessions) as sessions,
    (select count(*)::int from auth.refresh_tokens) as tokens`.execute(server.db);
  return rows[0];
};

it('are over after 90 days without use, and removed a day later; what is used goes on', async () => {
  const left = await signUp('left');
  let used = await signUp('used');
  for (let turn = 0; turn < 3; turn += 1) {
    clock.advance(29.5 * dayMs);
    used = Session.parse((await refresh(used)).value).refresh_token;
  }
  await server.auth.removeForgotten();
  // Of the three tokens that were used two are older than 30 days.
  expect(await counts()).toEqual({ sessions: 2, tokens: 3 });
  clock.advance(2 * dayMs);
  expect((await refresh(left)).status).toBe(400);
  clock.advance(dayMs);
  await server.auth.removeForgotten();
  expect(await counts()).toEqual({ sessions: 1, tokens: 1 });
  expect((await refresh(used)).status).toBe(200);
});

it('are removed to the last by instances that do it at once', async () => {
  const days = (count: number) => new Date(clock.now().getTime() - count * dayMs);
  await sql`insert into auth.sessions (id, user_id, created_at)
    select gen_random_uuid(), (select id from auth.users limit 1), ${days(100)} from generate_series(1, 3000)`.execute(
    server.db,
  );
  await Promise.all(Array.from({ length: 4 }, () => server.auth.removeForgotten()));
  await server.auth.removeForgotten();
  expect(await counts()).toMatchObject({ sessions: 1 });
});
