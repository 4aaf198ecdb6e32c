import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyDataDir } from '../../testing/data-dir.ts';
import { runAsAdmin } from '../../testing/services/service-desk.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/test-services.ts';
import { openEmbeddedPostgres } from './open-embedded.ts';
import { openPostgres } from './open-postgres.ts';
import type { Postgres } from './postgres.ts';

const openEmbedded = async () => {
  const dataDir = await copyDataDir();
  return { postgres: await openEmbeddedPostgres({ dataDir: dataDir.path }), remove: dataDir.remove };
};
const openReal = async () => {
  const database = await createTestDatabase();
  return { postgres: await openPostgres({ url: database.url }), remove: database.drop };
};

/** One contract for both: whoever writes a store need not know which of them it has. */
describe.each([
  { kind: 'embedded', open: openEmbedded },
  { kind: 'postgres', open: openReal },
])('the $kind database', ({ kind, open }) => {
  let postgres: Postgres;
  let remove: () => Promise<void>;
  beforeAll(async () => {
    ({ postgres, remove } = await open());
    await sql`create table lamps (id int primary key)`.execute(postgres.db);
  });
  afterAll(async () => {
    await postgres.close();
    await remove();
  });

  it('answers, and says what it is', async () => {
    expect([postgres.kind, await postgres.answers()]).toEqual([kind, true]);
  });

  it('gives the same values', async () => {
    const id = '00000000-0000-0000-0000-000000000001';
    const { rows } = await sql`
      select 9007199254740991::bigint as big, count(*) as many, timestamptz '2026-01-31T23:59:59Z' as moment,
        '\\x00ff'::bytea as bytes, '{"a":[1,null]}'::jsonb as json, ${id}::uuid as id, null as nothing
      from generate_series(1, 3)`.execute(postgres.db);
    expect(rows).toEqual([
      {
        big: 9_007_199_254_740_991,
        many: 3,
        moment: new Date('2026-01-31T23:59:59Z'),
        bytes: expect.toSatisfy((bytes: Uint8Array) => bytes.join() === '0,255'),
        json: { a: [1, null] },
        id,
        nothing: null,
      },
    ]);
  });

  it('runs several statements in a transaction and returns the rows of the last', async () => {
    let rows: readonly unknown[] = [];
    await postgres.transaction(async ({ exec }) => {
      rows = await exec('insert into lamps values (1), (2); select id from lamps order by id;');
    });
    expect(rows).toEqual([{ id: 1 }, { id: 2 }]);
  });

  it('keeps nothing of a transaction that fails', async () => {
    const failing = postgres.transaction(async ({ exec }) => {
      await exec('insert into lamps values (3);');
      throw new Error('dark');
    });
    await expect(failing).rejects.toThrow('dark');
    const { rows } = await sql`select id from lamps where id = 3`.execute(postgres.db);
    expect(rows).toEqual([]);
  });

  it('hears what is said on a channel until told to stop', async () => {
    const heard: string[] = [];
    const stop = await postgres.listen('lamps', { onNotify: (payload) => heard.push(payload) });
    await sql`select pg_notify('lamps', 'on'), pg_notify('rugs', 'red')`.execute(postgres.db);
    await expect.poll(() => heard).toEqual(['on']);
    await stop();
    await sql`select pg_notify('lamps', 'off')`.execute(postgres.db);
    await wait(50);
    expect(heard).toEqual(['on']);
  });
});

describe('the database elsewhere', () => {
  let database: TestDatabase;
  let postgres: Postgres;
  beforeAll(async () => {
    database = await createTestDatabase();
    postgres = await openPostgres({ url: database.url });
  });
  afterAll(async () => {
    await postgres.close();
    await database.drop();
  });

  const cutAllConnections = () =>
    runAsAdmin(
      database.url,
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );

  it('listens again after its connection is cut, and tells that something may have gone unheard', async () => {
    const heard: string[] = [];
    let gaps = 0;
    await postgres.listen('lamps', {
      onNotify: (payload) => heard.push(payload),
      onGap: () => {
        gaps += 1;
      },
    });
    await cutAllConnections();
    await expect.poll(() => gaps).toBe(1);
    await expect.poll(() => postgres.answers()).toBe(true);
    await sql`select pg_notify('lamps', 'again')`.execute(postgres.db);
    await expect.poll(() => heard).toEqual(['again']);
  });

  it('leaves nothing behind in a session that a transaction pooler would give to somebody else', async () => {
    const rows = [1, 2, 3].map((n) => sql`select ${n}::int as n`.execute(postgres.db));
    await Promise.all(rows);
    const { rows: prepared } = await sql`select name from pg_prepared_statements`.execute(postgres.db);
    expect(prepared).toEqual([]);
    const { rows: settings } =
      await sql`select name from pg_settings where source = 'session' and name <> 'client_encoding'`.execute(
        postgres.db,
      );
    expect(settings).toEqual([]);
  });

  it('does not answer once it is closed or gone', async () => {
    const own = await createTestDatabase();
    const going = await openPostgres({ url: own.url });
    await own.drop();
    expect(await going.answers()).toBe(false);
    // Which is answered with 503: whoever asked may ask again.
    await expect(sql`select 1`.execute(going.db)).rejects.toMatchObject({ code: 'database_unavailable' });
    await going.close();
  });
});

describe('a database that cannot be reached', () => {
  it.each([
    [
      'postgres://me:s3cret@127.0.0.1:1/x',
      /^Postgres at 127\.0\.0\.1:1 cannot be used: nothing listens there/,
    ],
    ['postgres://me:s3cret@nowhere.invalid/x', /^Postgres at nowhere\.invalid:5432 cannot be used: .*host/],
  ])('is told in a sentence with its place and without its password', async (url, sentence) => {
    const error = await openPostgres({ url }).catch((cause: unknown) => cause);
    expect(error).toMatchObject({ name: 'StartError', message: expect.stringMatching(sentence) });
    expect(String(error)).not.toContain('s3cret');
  });

  it('is told when the server is there and the database is not', async () => {
    const database = await createTestDatabase();
    const url = new URL(database.url);
    url.pathname = '/no_such_database';
    await expect(openPostgres({ url: url.href })).rejects.toThrow(/has no database of this name/);
    await database.drop();
  });
});
