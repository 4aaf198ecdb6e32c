import { parse } from 'csv-parse/sync';
import { sql } from 'kysely';
import { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDoor } from '../../../http/door.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { fixedClock } from '../../../testing/fixed-clock.ts';
import { openAccounts } from '../../../testing/open-accounts.ts';
import { openExports } from '../../../testing/open-exports.ts';
import { createWriting } from '../index.ts';
import { createExportsStore } from './exports.store.ts';
import { findExport, watchExport } from './watch-export.ts';

const kept = '33333333-3333-4333-8333-333333333333';
const expired = '44444444-4444-4444-8444-444444444444';
const clock = fixedClock('2026-11-01T00:00:00Z');
const result = {
  fields: [{ name: 'name' }, { name: 'price' }],
  rows: [
    { price: '-12.50', name: 'Lamp' },
    { price: '=1+1', name: 'Rug' },
  ],
};

let accounts: Awaited<ReturnType<typeof openAccounts>>;
let exports: ReturnType<typeof openExports<object>>;
let writing: ReturnType<typeof createWriting>;
let refusal: AppError | null = null;
let metered: unknown[] = [];

beforeAll(async () => {
  writing = createWriting({ heapMb: 256 });
  accounts = await openAccounts((routes, { db, door }) => {
    exports = openExports<object>(
      { db, writing },
      {
        clock,
        readResult: async (userId, activityId) => {
          if (userId !== accounts.ann) return null;
          if (activityId === expired) return { state: 'expired' };
          if (activityId !== kept) return null;
          return { state: 'kept', json: new TextEncoder().encode(JSON.stringify(result)) };
        },
        meterExport: async (asked, work) => {
          if (refusal) throw refusal;
          const value = await work();
          metered.push(asked);
          return { value, receipt: { charged: 0 } };
        },
        findUser: async () => ({}),
      },
    );
    exports.declareRoutes(routes, { door, fresh: door, stranger: openDoor });
  });
});
afterAll(async () => {
  await exports.close();
  await writing.close();
  await accounts.close();
});
beforeEach(() => {
  exports.queue.length = 0;
  [refusal, metered] = [null, []];
});

const post = (body: object, user = accounts.ann) =>
  accounts.http.post('/api/exports').set('authorization', `Bearer ${user}`).send(body);
const get = (path: string, user = accounts.ann) =>
  accounts.http.get(path).set('authorization', `Bearer ${user}`);

describe('POST /api/exports', () => {
  it('answers with the file of rows that are sent along, and keeps it', async () => {
    const rows = [{ name: 'Lämp, large', price: '-12.50' }, { name: '=1+1' }];
    const answer = await post({ format: 'csv', rows, fileName: 'Lämp.csv', bom: true, delimiter: ';' });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toContain('text/csv');
    expect(answer.headers['content-disposition']).toBe(
      `attachment; filename="L?mp.csv"; filename*=UTF-8''L%C3%A4mp.csv`,
    );
    expect(parse(answer.text, { bom: true, delimiter: ';' })).toEqual([
      ['name', 'price'],
      ['Lämp, large', '-12.50'],
      ["'=1+1", ''],
    ]);
    const state = await get(answer.headers.location ?? '');
    expect(state.body).toMatchObject({ state: 'done', rows: 2, rows_written: 2, usage: { charged: 0 } });
    expect((await get(state.body.file.url)).text).toBe(answer.text);
    expect(metered).toMatchObject([{ activityId: null, activity: { kind: 'export', counts: { rows: 2 } } }]);
  });

  it('exports rows that were kept, in the order of their fields or of those asked for', async () => {
    const answer = await post({ format: 'xlsx', activityId: kept })
      .buffer(true)
      .parse((res, done) => {
        const parts: Buffer[] = [];
        res.on('data', (part) => parts.push(part));
        res.on('end', () => done(null, Buffer.concat(parts)));
      });
    expect(await readSheet(answer.body)).toEqual([
      ['name', 'price'],
      ['Lamp', -12.5],
      ['Rug', '=1+1'],
    ]);
    expect((await post({ format: 'jsonl', activityId: kept, fields: ['price'] })).text).toBe(
      '{"price":"-12.50"}\n{"price":"=1+1"}\n',
    );
  });

  it.each([
    ['nothing to export', { format: 'csv' }, 422, 'rows'],
    ['both', { format: 'csv', rows: [], activityId: kept }, 422, 'rows'],
    ['rows that are none', { format: 'csv', rows: 'x' }, 422, 'rows'],
    ['rows that are not objects', { format: 'csv', rows: [{ a: 1 }, 7] }, 422, 'rows[1]'],
    ['an unknown format', { format: 'ods', rows: [{ a: 1 }] }, 422, 'format'],
    ['a field twice', { format: 'csv', rows: [{ a: 1 }], fields: ['a', 'a'] }, 422, 'fields'],
    ['a delimiter that is none', { format: 'csv', rows: [{ a: 1 }], delimiter: '=' }, 422, 'delimiter'],
  ])('refuses %s and names it', async (_name, body, status, path) => {
    const answer = await post(body);
    expect([answer.status, answer.body.errors?.[0].path]).toEqual([status, path]);
    expect(metered).toEqual([]);
  });

  it('names rows that are not JSON, and leaves lone surrogates whole enough', async () => {
    const sent = accounts.http
      .post('/api/exports')
      .set('authorization', `Bearer ${accounts.ann}`)
      .set('content-type', 'application/json');
    const broken = await sent.send('{"format":"csv","rows":[{"a":nothing}]}');
    expect([broken.status, broken.body.code]).toEqual([400, 'malformed_json']);
    expect((await post({ format: 'csv', rows: [{ a: 'x\ud83d' }] })).text).toBe('a\r\nx\ufffd\r\n');
  });

  it.each([
    [expired, 410, 'expired'],
    ['55555555-5555-4555-8555-555555555555', 404, 'not_found'],
  ])(
    'tells apart rows that are kept no longer and those that never were',
    async (activityId, status, code) => {
      const answer = await post({ format: 'csv', activityId });
      expect([answer.status, answer.body.code]).toEqual([status, code]);
    },
  );

  it('gives nobody the rows or the file of somebody else', async () => {
    expect((await post({ format: 'csv', activityId: kept }, accounts.ben)).status).toBe(404);
    const { headers } = await post({ format: 'csv', activityId: kept });
    for (const path of [headers.location ?? '', `${headers.location}/file`])
      expect((await get(path, accounts.ben)).status).toBe(404);
  });

  it('keeps nothing when it is not paid for', async () => {
    refusal = new AppError('overloaded', 'Used up.');
    const count = async () => (await sql`select id from public.exports`.execute(accounts.db)).rows.length;
    const before = await count();
    expect((await post({ format: 'csv', rows: [{ a: 1 }] })).status).toBe(503);
    expect(await count()).toBe(before);
  });
});

describe('sent again under its Idempotency-Key', () => {
  const send = (key: string, body: object) => post(body).set('idempotency-key', key);
  const small = { format: 'csv', rows: [{ a: 1 }] };

  it('is the same export: the same file, charged once', async () => {
    const first = await send('one', small);
    const again = await send('one', small);
    expect([again.status, again.text]).toEqual([200, first.text]);
    expect(again.headers).toMatchObject({ location: first.headers.location, 'idempotency-replayed': 'true' });
    expect(metered).toHaveLength(1);
    const job = await send('two', { ...small, async: true });
    expect((await send('two', { ...small, async: true })).body.id).toBe(job.body.id);
    expect(exports.queue).toEqual([job.body.id]);
  });

  it('is refused with another request, and means another one for another user', async () => {
    await send('three', small);
    const other = await send('three', { ...small, rows: [{ a: 2 }] });
    expect([other.status, other.body.code]).toEqual([422, 'idempotency_key_reused']);
    const ben = post({ format: 'csv', rows: [{ b: 1 }] }, accounts.ben).set('idempotency-key', 'three');
    expect((await ben).status).toBe(200);
  });

  it('is made anew when it had failed', async () => {
    refusal = new AppError('overloaded', 'Busy.');
    expect((await send('four', small)).status).toBe(503);
    refusal = null;
    expect((await send('four', small)).status).toBe(200);
  });
});

describe('a large export', () => {
  const many = { format: 'csv', rows: Array.from({ length: 5_000 }, (_, n) => ({ n })) };

  it('is a job: waiting, then done, its file as if it had been made at once', async () => {
    const accepted = await post(many);
    expect([accepted.status, accepted.body.state, accepted.body.file]).toEqual([202, 'waiting', null]);
    expect(accepted.headers.location).toBe(accepted.body.url);
    expect((await get(`${accepted.body.url}/file`)).status).toBe(404);
    for (const id of [...exports.queue, ...exports.queue]) await exports.runExport(id);
    const { body } = await get(accepted.body.url);
    expect(body).toMatchObject({
      state: 'done',
      rows: 5_000,
      rows_written: 5_000,
      file: { name: 'rows.csv' },
    });
    const file = await get(body.file.url);
    expect(file.text.split('\r\n')).toHaveLength(5_002);
    expect(metered).toHaveLength(1);
  });

  it('tells its changes as events until it is over', async () => {
    const { body } = await post({ ...many, rows: [{ a: 1 }], async: true });
    const store = createExportsStore(accounts.db);
    const waiting = await findExport({ store, clock })(accounts.ann, body.id);
    const changes = watchExport({ store, clock })(waiting, new AbortController().signal);
    expect((await changes.next()).value).toMatchObject({ state: 'waiting' });
    await exports.runExport(body.id);
    expect((await changes.next()).value).toMatchObject({ state: 'done' });
    expect((await changes.next()).done).toBe(true);
    const { text } = await get(body.url).set('accept', 'text/event-stream');
    expect(JSON.parse(/^data: (.*)\n\n$/.exec(text)?.[1] ?? '')).toMatchObject({ state: 'done' });
  });

  it('that is not paid for has failed, and says why', async () => {
    const { body } = await post({ format: 'csv', activityId: kept, async: true });
    refusal = new AppError('not_found', 'This is why.');
    await exports.runExport(body.id);
    refusal = null;
    await exports.runExport(body.id);
    expect((await get(body.url)).body).toMatchObject({
      state: 'failed',
      failure: { detail: 'This is why.' },
    });
  });

  it('is checked before it is taken', async () => {
    expect((await post({ format: 'csv', rows: [{ a: 1 }, []], async: true })).status).toBe(422);
    expect(exports.queue).toEqual([]);
  });
});

it('keeps a file for a day, knows of it longer, and forgets a user', async () => {
  const { headers } = await post({ format: 'json', rows: [{ a: 1 }] });
  clock.advance(24 * 60 * 60 * 1000);
  const late = await get(`${headers.location}/file`);
  expect([late.status, late.body.code]).toEqual([410, 'expired']);
  for (const user of [accounts.ann, accounts.ann, accounts.ben]) await exports.forgetUser(user);
  expect((await get(headers.location ?? '')).status).toBe(404);
  expect((await sql`select * from public.export_pieces`.execute(accounts.db)).rows).toEqual([]);
});
