import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAccounts } from '../../testing/open-accounts.ts';
import { openUsageRoom } from '../../testing/open-usage.ts';

let accounts: Awaited<ReturnType<typeof openAccounts>>;
let usage: ReturnType<typeof openUsageRoom>;

beforeAll(async () => {
  accounts = await openAccounts((routes, { db, door }) => {
    usage = openUsageRoom({ db });
    usage.declareRoutes(routes, { door });
  });
  // Seven rows, three of them in one millisecond.
  await sql`insert into public.activities (user_id, kind, summary, counts, created_at)
    select ${accounts.ann}::uuid, case when n % 2 = 0 then 'export' else 'scrape' end, 'number ' || n,
      jsonb_build_object('rows', n),
      '2026-11-01T00:00:00Z'::timestamptz + least(n, 5) * interval '1 day' + n * interval '100 microseconds'
    from generate_series(1, 7) n`.execute(accounts.db);
});
afterAll(async () => {
  await usage.close();
  await accounts.close();
});

const get = (query: string, user = accounts.ann) =>
  accounts.http.get(`/api/user/activities${query}`).set('authorization', `Bearer ${user}`);
const numbersOf = (body: { activities: { counts: { rows: number } }[] }) =>
  body.activities.map(({ counts }) => counts.rows);

describe('GET /api/user/activities', () => {
  it('lists the newest first, page after page, each row once', async () => {
    const seen: number[] = [];
    let cursor: string | null = '';
    for (let page = 0; cursor !== null && page < 10; page++) {
      const { body }: { body: { activities: { counts: { rows: number } }[]; next: string | null } } =
        await get(`?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`).expect(200);
      seen.push(...numbersOf(body));
      cursor = body.next;
    }
    expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1]);
  });

  it('filters by kind and time', async () => {
    expect(numbersOf((await get('?kind=export')).body)).toEqual([6, 4, 2]);
    expect(numbersOf((await get('?from=2026-11-03T00:00:00Z&to=2026-11-05T00:00:00Z')).body)).toEqual([3, 2]);
    expect((await get('?kind=nothing')).body).toEqual({ activities: [], next: null });
  });

  it('shows nobody the rows of somebody else', async () => {
    expect((await get('', accounts.ben)).body).toEqual({ activities: [], next: null });
    const [{ id }] = (await get('')).body.activities;
    await get(`/${id}`).expect(200);
    const foreign = await get(`/${id}`, accounts.ben);
    expect([foreign.status, foreign.body.code]).toEqual([404, 'not_found']);
  });

  it('refuses a cursor of somebody else, and a changed one', async () => {
    const { next } = (await get('?limit=1')).body;
    for (const answer of [
      await get(`?cursor=${next}`, accounts.ben),
      await get(`?cursor=${next.slice(0, -2)}AA`),
      await get('?cursor=AAAA'),
    ]) {
      expect(answer.status).toBe(422);
      expect(answer.body.errors).toEqual([{ path: 'cursor', message: 'is not one that you were given' }]);
    }
  });

  it.each([
    ['?limit=0', 'limit'],
    ['?limit=101', 'limit'],
    ['?limit=ten', 'limit'],
    ['?limit=1.5', 'limit'],
    ['?limit=1&limit=2', 'limit'],
    ['?from=yesterday', 'from'],
    ['?to=0000-01-01T00:00:00Z', 'to'],
    ['?to=9999-12-31T23:59:59-12:00', 'to'],
    ['?kind=', 'kind'],
    [`?kind=${'x'.repeat(10_000)}`, 'kind'],
    ['?kind=a%00b', 'kind'],
    ['?colour=red', 'colour'],
    [`?cursor=${'x'.repeat(10_000)}`, 'cursor'],
    ["/'%20or%201=1--", 'id'],
    ['/%F0%9F%98%80', 'id'],
  ])('names what is wrong with %.40s', async (query, field) => {
    const answer = await get(query);
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map(({ path }: { path: string }) => path)).toContain(field);
  });

  it('takes SQL for text', async () => {
    const { body } = await get(`?kind=${encodeURIComponent("x'; drop table public.activities; --")}`).expect(
      200,
    );
    expect(body.activities).toEqual([]);
    await get('').expect(200);
  });
});

describe('recordActivity', () => {
  it('keeps a summary that fits a list, whatever it was made of', async () => {
    const summary = `all\u0000lamps\n😀 ${'x'.repeat(5000)}\ud83d`;
    await usage.recordActivity({
      userId: accounts.ben,
      kind: 'scrape',
      summary,
      counts: { rows: 2 },
      requestId: 'r1',
    });
    const [kept] = (await get('', accounts.ben)).body.activities;
    expect(kept).toMatchObject({ kind: 'scrape', counts: { rows: 2 }, request_id: 'r1' });
    expect(kept.summary.startsWith('all lamps 😀 xx')).toBe(true);
    expect([...kept.summary]).toHaveLength(200);
    await usage.forgetUser(accounts.ben);
    await usage.forgetUser(accounts.ben);
    expect((await get('', accounts.ben)).body.activities).toEqual([]);
    expect((await get('')).body.activities).toHaveLength(7);
  });
});
