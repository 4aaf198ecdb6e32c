/** Exports and the ledger together, on a real Postgres, where the catalogue charges exports. */

import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Door } from '../../http/door.ts';
import { openDoor } from '../../http/door.ts';
import { openApp } from '../../testing/open-app.ts';
import { openExports } from '../../testing/open-exports.ts';
import { openTestDatabase } from '../../testing/open-test-database.ts';
import { openUsageRoom, usageWords } from '../../testing/open-usage.ts';
import type { MemberProfile } from '../profiles/index.ts';
import { createWriting } from './index.ts';

const profileOf = (id: string): MemberProfile => ({
  ...{ id, email: null, displayName: null, role: 'member', plan: 'STARTER', planLimitsScrapes: 250 },
  ...{ smartFormatting: false, defaultExport: null, timeZone: null, usageThisMonth: 0, keptUsage: null },
  ...{ periodStart: '2026-11-01T00:00:00.000Z', createdAt: '2026-11-01T00:00:00.000Z' },
  ...{ validFromMs: 0, keyIds: [], identities: [], isDeleted: false, version: 1 },
});

const door: Door<{ readonly userId: string; readonly user: MemberProfile }> = {
  security: 'bearer',
  limitedBy: null,
  enter: async ({ authorization = '' }) => {
    const userId = authorization.replace(/^Bearer /, '');
    return { userId, user: profileOf(userId) };
  },
};

const writing = createWriting({ heapMb: 256 });
let database: Awaited<ReturnType<typeof openTestDatabase>>;
let app: ReturnType<typeof openApp>;
let exports: ReturnType<typeof openExports<MemberProfile>>;
let words: ReturnType<typeof usageWords>;
beforeAll(async () => {
  database = await openTestDatabase('postgres');
  const { db } = database.postgres;
  words = usageWords(database.postgres);
  const usage = openUsageRoom(database.postgres, { chargeOn: 'export' });
  exports = openExports<MemberProfile>(
    { db, writing },
    {
      findUser: async (id) => profileOf(id),
      meterExport: usage.meterExport,
      readResult: async (_userId, activityId) => ({
        state: 'kept',
        json: new TextEncoder().encode(
          JSON.stringify({ fields: [{ name: 'a' }], rows: [{ a: activityId }] }),
        ),
      }),
    },
  );
  app = openApp({
    declare: (routes) => exports.declareRoutes(routes, { door, fresh: door, stranger: openDoor }),
  });
});
afterAll(async () => {
  await app.close();
  await exports.close();
  await writing.close();
  await database.postgres.close();
  await database.remove();
});

const addUser = async (used: number): Promise<string> => {
  const id = await words.addUser(250, 'STARTER');
  await words.run(sql`update public.users set usage_this_month = ${used},
    usage_period_start = date_trunc('month', now(), 'UTC') where id = ${id}`);
  return id;
};
const post = (user: string, body: object) =>
  app.http
    .post('/api/exports')
    .set('authorization', `Bearer ${user}`)
    .send({ format: 'csv', ...body });
const State = z.object({
  state: z.string(),
  usage: z.object({ charged: z.number(), used: z.number() }).nullable(),
});

describe('where exports are charged', () => {
  it('the last unit goes to one of fifty that want it at once', async () => {
    const user = await addUser(249);
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => post(user, { activityId: crypto.randomUUID() })),
    );
    const statuses = answers.map(({ status }) => status).sort((a, b) => a - b);
    expect(statuses).toEqual([200, ...Array.from({ length: 49 }, () => 402)]);
    expect(await words.countersOf(user)).toMatchObject({ counted: 250, reserved: 0 });
  });

  it('a result is paid for once, through whatever format; rows that are sent along each time', async () => {
    const user = await addUser(0);
    const activityId = crypto.randomUUID();
    for (const format of ['csv', 'json', 'xlsx']) await post(user, { format, activityId }).expect(200);
    expect((await words.countersOf(user)).counted).toBe(1);
    for (let n = 0; n < 2; n += 1) await post(user, { rows: [{ a: 1 }] }).expect(200);
    expect((await words.countersOf(user)).counted).toBe(3);
  });

  it('a job is charged when it is done, once, however often it is tried', async () => {
    const user = await addUser(0);
    const { body } = await post(user, { rows: [{ a: 1 }], async: true }).expect(202);
    expect((await words.countersOf(user)).counted).toBe(0);
    for (let n = 0; n < 2; n += 1) await exports.runExport(body.id);
    const answer = await app.http.get(body.url).set('authorization', `Bearer ${user}`);
    expect(State.parse(answer.body)).toEqual({
      state: 'done',
      usage: expect.objectContaining({ charged: 1, used: 1 }),
    });
  });

  it('a job whose process died after it was charged, and before that was written down, is not charged again', async () => {
    const user = await addUser(0);
    const { body } = await post(user, { rows: [{ a: 1 }], async: true }).expect(202);
    await exports.runExport(body.id);
    await words.run(sql`update public.exports set receipt = null where id = ${body.id}`);
    await exports.runExport(body.id);
    expect(await words.countersOf(user)).toMatchObject({ counted: 1, reserved: 0 });
  });

  it('what fails costs nothing', async () => {
    const user = await addUser(0);
    await post(user, { rows: [7] }).expect(422);
    expect(await words.countersOf(user)).toMatchObject({ counted: 0, reserved: 0 });
  });
});
