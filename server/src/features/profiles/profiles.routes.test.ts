import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Clock } from '../../kernel/clock.ts';
import { openAccounts } from '../../testing/open-accounts.ts';
import { createAccount } from './index.ts';

let accounts: Awaited<ReturnType<typeof openAccounts>>;
let account: ReturnType<typeof createAccount>;
const invalidated: string[] = [];
const forgotten: string[] = [];
const faults: object[] = [];
let isBroken = false;

const december = {
  ...{ used: 7, limit: 50, version: 3, profileVersion: 1 },
  ...{ startsAt: '2026-12-01T00:00:00.000Z', endsAt: '2027-01-01T00:00:00.000Z' },
};
const clock: Clock = { now: () => new Date('2026-12-15T12:00:00Z'), elapsedMs: () => 0 };

beforeAll(async () => {
  accounts = await openAccounts((routes, { db, door }) => {
    account = createAccount({
      db,
      clock,
      logger: { error: (facts) => void faults.push(facts) },
      readUsage: async () => december,
      invalidateUserCache: async (userId) => void invalidated.push(userId),
      forgetters: [
        async (userId) => void forgotten.push(`one ${userId}`),
        async (userId) => {
          if (isBroken) throw new Error('not reachable');
          forgotten.push(`two ${userId}`);
          await sql`delete from auth.users where id = ${userId}`.execute(db);
        },
      ],
    });
    const limitsOf = () => ({ scrape: 30, api: 120 });
    account.declareRoutes(routes, { door, fresh: door, limitsOf });
  });
});
afterAll(async () => {
  await account.close();
  await accounts.close();
});

const call = (method: 'get' | 'patch' | 'delete', path: string, user: string, body?: unknown) => {
  const asked = accounts.http[method](path).set('authorization', `Bearer ${user}`);
  return body === undefined
    ? asked
    : asked
        .set('content-type', 'application/json')
        .send(typeof body === 'string' ? body : JSON.stringify(body));
};
const me = (user = accounts.ann) => call('get', '/api/user/me', user);
const patch = (body: unknown) => call('patch', '/api/user/settings', accounts.ann, body);
const remove = (user: string, body: unknown) => call('delete', '/api/user/me', user, body);
const countUsers = async () =>
  (await sql<{ n: number }>`select count(*)::int as n from public.users`.execute(accounts.db)).rows[0]?.n;

describe('GET /api/user/me', () => {
  it('tells all that an account is', async () => {
    const { body } = await me().expect(200);
    expect(body).toEqual({
      id: accounts.ann,
      email: 'ann@example.org',
      role: 'member',
      plan: 'FREE',
      settings: { smart_formatting: false, display_name: null, default_export: null, time_zone: null },
      usage: { used: 7, limit: 50, remaining: 43, resetsAt: '2027-01-01T00:00:00.000Z' },
      limits: { scrapes_per_minute: 30, requests_per_minute: 120 },
      identities: [{ provider: 'email', email: 'ann@example.org' }],
      created_at: '2026-01-01T00:00:00.000Z',
    });
  });
});

describe('PATCH /api/user/settings', () => {
  it('changes what is named and leaves the rest', async () => {
    const changed = await patch({ smart_formatting: true, time_zone: 'Europe/Madrid' }).expect(200);
    expect(changed.body).toMatchObject({ smart_formatting: true, time_zone: 'Europe/Madrid' });
    expect(invalidated).toEqual([accounts.ann]);
    await patch({ display_name: ' Ann 😀 ', default_export: 'xlsx' }).expect(200);
    await patch({ time_zone: null }).expect(200);
    await patch({}).expect(200);
    expect((await me()).body.settings).toEqual({
      smart_formatting: true,
      display_name: 'Ann 😀',
      default_export: 'xlsx',
      time_zone: null,
    });
    expect((await me(accounts.ben)).body.settings.smart_formatting).toBe(false);
  });

  it.each<[unknown, string]>([
    [{ smart_formatting: 'yes' }, 'smart_formatting'],
    [{ smart_formatting: null }, 'smart_formatting'],
    [{ display_name: 5 }, 'display_name'],
    [{ display_name: '' }, 'display_name'],
    [{ display_name: 'x'.repeat(10_000) }, 'display_name'],
    [{ display_name: '😀'.repeat(10_000) }, 'display_name'],
    [{ display_name: 'a\u0000b' }, 'display_name'],
    [{ default_export: 'pdf' }, 'default_export'],
    [{ default_export: ['csv'] }, 'default_export'],
    [{ time_zone: 'Mars/Olympus' }, 'time_zone'],
    [{ time_zone: '+01:00' }, 'time_zone'],
    [{ time_zone: "UTC'; drop table public.users; --" }, 'time_zone'],
    [{ plan: 'SCALE' }, 'plan'],
    [{ smart_formatting: true, usage_this_month: 0 }, 'usage_this_month'],
    [[], ''],
    ['null', ''],
    ['"smart_formatting"', ''],
  ])('names what is wrong with %.60j and changes nothing', async (body, field) => {
    const before = (await me()).body;
    const answer = await patch(body);
    expect([answer.status, answer.body.code]).toEqual([422, 'invalid_request']);
    expect(answer.body.errors[0].path).toBe(field);
    expect((await me()).body).toEqual(before);
  });

  it('takes SQL for a name', async () => {
    const name = "Ann', plan = 'SCALE' where '1' = '1";
    await patch({ display_name: name }).expect(200);
    expect((await me()).body).toMatchObject({ plan: 'FREE', settings: { display_name: name } });
    expect((await me(accounts.ben)).body.settings.display_name).toBeNull();
  });
});

describe('DELETE /api/user/me', () => {
  it.each([{}, { confirm: 'ben@example.org' }, { confirm: '' }, { confirm: 5 }, { confirm: "' or '1'='1" }])(
    'asks for the own e-mail address: %j',
    async (body) => {
      const answer = await remove(accounts.ann, body);
      expect(answer.status).toBe(422);
      expect(answer.body.errors[0].path).toBe('confirm');
      await me().expect(200);
    },
  );

  it('shuts the door at once and goes on behind it until all is gone', async () => {
    isBroken = true;
    const before = await countUsers();
    await remove(accounts.ann, { confirm: 'Ann@Example.org' }).expect(204);
    await me().expect(401);
    await account.finishDeletions();
    expect(faults).toHaveLength(1);
    expect(forgotten).not.toContain(`two ${accounts.ann}`);
    expect(await countUsers()).toBe(before);
    isBroken = false;
    await account.finishDeletions();
    expect(forgotten).toContain(`two ${accounts.ann}`);
    expect(await countUsers()).toBe(Number(before) - 1);
    await me(accounts.ben).expect(200);
    const done = forgotten.length;
    await account.finishDeletions();
    expect(forgotten).toHaveLength(done);
  });

  it('finishes what a process that died had begun', async () => {
    await sql`update public.users set deleted_at = '2026-12-01T00:00:00Z' where id = ${accounts.ben}`.execute(
      accounts.db,
    );
    await account.finishDeletions();
    expect(forgotten).toContain(`one ${accounts.ben}`);
    await me(accounts.ben).expect(401);
  });
});
