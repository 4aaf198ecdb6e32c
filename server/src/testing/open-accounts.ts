import { sql } from 'kysely';
import { z } from 'zod';
import type { MemberProfile } from '../features/profiles/index.ts';
import type { Door } from '../http/door.ts';
import type { Routes } from '../http/route.ts';
import { AppError } from '../kernel/app-error.ts';
import { openEmbeddedPostgres } from '../platform/postgres/open-embedded.ts';
import type { Db } from '../platform/postgres/postgres.ts';
import { copyDataDir } from './data-dir.ts';
import { openApp } from './open-app.ts';

const Row = z.object({
  display_name: z.string().nullable(),
  smart_formatting: z.boolean(),
  default_export: z.enum(['csv', 'xlsx', 'json', 'sheets']).nullable(),
  time_zone: z.string().nullable(),
  usage_this_month: z.number(),
  period_start: z.date(),
  deleted_at: z.date().nullable(),
  email: z.string().nullable(),
});

const readProfile = async (db: Db, id: string): Promise<MemberProfile | null> => {
  const { rows } = await sql`select * from public.users where id = ${id}::uuid`.execute(db);
  if (rows.length === 0) return null;
  const row = Row.parse(rows[0]);
  return {
    id,
    email: row.email,
    displayName: row.display_name,
    role: 'member',
    plan: 'FREE',
    planLimitsScrapes: 50,
    smartFormatting: row.smart_formatting,
    defaultExport: row.default_export,
    timeZone: row.time_zone,
    periodStart: row.period_start.toISOString(),
    usageThisMonth: row.usage_this_month,
    validFromMs: 0,
    keyIds: [],
    identities: [{ provider: 'email', email: row.email }],
    keptUsage: null,
    isDeleted: row.deleted_at !== null,
    version: 1,
    createdAt: '2026-01-01T00:00:00.000Z',
  };
};

type Member = { readonly userId: string; readonly user: MemberProfile };

/** A door for tests of what lies behind it: whoever names a user's id comes in as that user, unless it is deleted. */
const doorOf = (db: Db): Door<Member> => ({
  security: 'bearer',
  limitedBy: null,
  enter: async ({ authorization }) => {
    const userId = authorization?.replace(/^Bearer /, '') ?? '';
    const user = z.uuid().safeParse(userId).success ? await readProfile(db, userId) : null;
    if (!user || user.isDeleted) throw new AppError('unauthenticated', 'Nobody.');
    return { userId, user };
  },
});

type Ground = { readonly db: Db; readonly door: Door<Member> };

const ann = '11111111-1111-4111-8111-111111111111';
const ben = '22222222-2222-4222-8222-222222222222';

/** Two users on a database of their own, and the test's routes behind a door that they open by name. */
export const openAccounts = async (declare: (routes: Routes, ground: Ground) => void) => {
  const dataDir = await copyDataDir();
  const postgres = await openEmbeddedPostgres({ dataDir: dataDir.path });
  const { db } = postgres;
  await sql`insert into auth.users (id, email) values (${ann}, 'ann@example.org'), (${ben}, 'ben@example.org')`.execute(
    db,
  );
  const app = openApp({ declare: (routes) => declare(routes, { db, door: doorOf(db) }), limitBytes: 1e6 });
  return {
    ...app,
    db,
    ann,
    ben,
    close: async () => {
      await app.close();
      await postgres.close();
      await dataDir.remove();
    },
  };
};
