import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSignIn } from '../../../testing/open-sign-in.ts';
import { createEmbeddedSignIn } from './index.ts';

describe.each(['embedded', 'postgres'] as const)('sessions nobody uses, on %s', (on) => {
  let server: Awaited<ReturnType<typeof openSignIn>>;
  beforeAll(async () => {
    server = await openSignIn({ on });
  });
  afterAll(() => server.close());

  const daysLater = (days: number) => new Date(Date.now() + days * 86_400_000);
  const pruneAt = (at: Date): Promise<void> =>
    createEmbeddedSignIn({
      db: server.db,
      clock: { now: () => at, elapsedMs: () => 0 },
      ids: { next: () => 'id', secret: () => 'secret' },
      signups: 'open',
      accessChanged: async () => {},
    }).pruneSessions();
  const count = async (table: 'sessions' | 'refresh_tokens'): Promise<number> =>
    (await sql`select 1 from ${sql.table(`auth.${table}`)}`.execute(server.db)).rows.length;

  it('go when they were idle for 90 days, used tokens after 30; the others stay', async () => {
    const client = server.client();
    await client.auth.signUp({ email: 'idle@example.com', password: 'correct horse battery' });
    const { data, error } = await client.auth.refreshSession();
    expect(error).toBeNull();
    expect([await count('sessions'), await count('refresh_tokens')]).toEqual([1, 2]);

    await pruneAt(daysLater(29));
    expect([await count('sessions'), await count('refresh_tokens')]).toEqual([1, 2]);
    await pruneAt(daysLater(31));
    expect([await count('sessions'), await count('refresh_tokens')]).toEqual([1, 1]);
    expect(await server.statusOf(data.session?.access_token ?? '')).toBe(200);
    expect((await client.auth.refreshSession()).error).toBeNull();
    await pruneAt(daysLater(91));
    expect([await count('sessions'), await count('refresh_tokens')]).toEqual([0, 0]);
  });

  it('go also when there are more of them than are removed at once', async () => {
    const { data } = await server.client().auth.signInWithPassword({
      email: 'idle@example.com',
      password: 'correct horse battery',
    });
    await sql`insert into auth.sessions (id, user_id, created_at)
      select gen_random_uuid(), ${data.user?.id}, now() - interval '91 days' from generate_series(1, 1500)`.execute(
      server.db,
    );
    await pruneAt(new Date());
    expect(await count('sessions')).toBe(1);
  });
});
