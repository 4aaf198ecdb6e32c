import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openSheets, type WantedSheet } from '../../../testing/google/open-sheets.ts';
import { openStandInSheets, type StandInSheets } from '../../../testing/google/stand-in-sheets.ts';
import { openTestDatabase } from '../../../testing/open-test-database.ts';
import { corpus, numbers } from '../writing/fixtures/injections.ts';
import { createWritingPool } from '../writing/writing-pool.ts';

const ann = randomUUID();
const account = 'ann@example.com';
const writing = createWritingPool({ heapMb: 256 });
let google: StandInSheets;
let database: Awaited<ReturnType<typeof openTestDatabase>>;
let sheets: ReturnType<typeof openSheets>;
let token: string;
beforeAll(async () => {
  google = await openStandInSheets();
  database = await openTestDatabase('postgres');
  const { db } = database.postgres;
  await sql`insert into public.users (id) values (${ann})`.execute(db);
  sheets = openSheets({ db, url: google.url, writing });
});
afterAll(async () => {
  await writing.close();
  await database.postgres.close();
  await database.remove();
  await google.close();
});
beforeEach(() => {
  google.setHooks({});
  token = google.oauth.issue(account);
});

const write = (wanted: Omit<WantedSheet, 'userId' | 'token'>) =>
  sheets.export({ userId: ann, token, ...wanted });
const cellsOf = (id: string, sheet = 0) => google.book(id).sheets[sheet]?.rows;
const lamps = [
  { name: 'Arc', price: '10.05' },
  { name: 'Beam', price: null },
];

describe('a new spreadsheet', () => {
  it('is made with a head that stays, as large as its rows, and written RAW', async () => {
    const made = await write({ rows: lamps, mode: 'new', title: 'Lamps', sheetName: 'All "lamps"' });
    const book = google.book(made.spreadsheetId);
    expect(book).toMatchObject({
      title: 'Lamps',
      sheets: [{ title: 'All "lamps"', rowCount: 3, columnCount: 2 }],
    });
    expect(cellsOf(made.spreadsheetId)).toEqual([['name', 'price'], ['Arc', 10.05], ['Beam']]);
    expect(made).toMatchObject({ range: `'All "lamps"'!A2:B3`, rows: 2 });
    expect(made.url).toMatch(/^https:\/\/docs\.google\.com\/spreadsheets\/d\/.*#gid=\d+$/);
    expect(new Set(google.inputs)).toEqual(new Set(['RAW']));
  });

  it('runs nothing that a page smuggled in, and keeps numbers', async () => {
    const texts = [...corpus, ...numbers];
    const { spreadsheetId } = await write({ rows: texts.map((text) => ({ text })), mode: 'new' });
    const cells = cellsOf(spreadsheetId)
      ?.slice(1)
      .map(([cell]) => cell);
    expect(cells).toEqual([...corpus, ...numbers.map(Number)]);
  });
});

describe('appending', () => {
  it('matches the head by name: new fields become new columns, missing ones stay empty', async () => {
    const { id } = google.addBook(account, [
      ['price', 'note', 'name'],
      [1, 'old', 'Old'],
    ]);
    await write({ rows: [{ name: 'Arc', colour: 'red' }], mode: 'append', spreadsheetId: id });
    expect(cellsOf(id)).toEqual([
      ['price', 'note', 'name', 'colour'],
      [1, 'old', 'Old'],
      ['', '', 'Arc', 'red'],
    ]);
  });

  it('begins with a head where there is nothing, and enlarges the grid', async () => {
    const { id } = google.addBook(account, [], { rowCount: 2, columnCount: 1 });
    const many = Array.from({ length: 50 }, (_, n) => ({ n, square: n * n }));
    await write({ rows: many, mode: 'append', spreadsheetId: id });
    await write({ rows: many, mode: 'append', spreadsheetId: id });
    expect(cellsOf(id)?.length).toBe(101);
    expect(google.book(id).sheets[0]).toMatchObject({ rowCount: 101, columnCount: 2 });
  });

  it('finds the end of a sheet that is much longer than its rows', async () => {
    const { id } = google.addBook(account, [['n'], [1], [2]], { rowCount: 40_000, columnCount: 3 });
    await write({ rows: [{ n: 3 }], mode: 'append', spreadsheetId: id });
    expect(cellsOf(id)?.slice(0, 5)).toEqual([['n'], [1], [2], [3]]);
    expect(google.countCalls()).toBeLessThan(12);
  });

  it('at the same time, by several, overlaps nowhere', async () => {
    const { id } = google.addBook(account);
    const groups = Array.from({ length: 8 }, (_, g) =>
      Array.from({ length: 20 }, (_, n) => ({ id: `row ${n} of ${g}` })),
    );
    await Promise.all(groups.map((rows) => write({ rows, mode: 'append', spreadsheetId: id })));
    const written = cellsOf(id)
      ?.slice(1)
      .map(([cell]) => cell);
    expect(written?.length).toBe(160);
    expect(new Set(written)).toEqual(new Set(groups.flat().map((row) => row.id)));
  });
});

describe('the other modes', () => {
  it('replace what was there', async () => {
    const { id } = google.addBook(account, [['x'], ['old'], ['old']]);
    await write({ rows: lamps, mode: 'replace', spreadsheetId: id });
    expect(cellsOf(id)).toEqual([['name', 'price'], ['Arc', 10.05], ['Beam']]);
  });

  it('make a sheet of their own in a spreadsheet, under a name that is free', async () => {
    const { id } = google.addBook(account, [['x'], ['kept']]);
    const made = await write({ rows: lamps, mode: 'new', spreadsheetId: id });
    expect([made.sheetName, cellsOf(id)]).toEqual(['Rows 2', [['x'], ['kept']]]);
    expect(cellsOf(id, 1)).toHaveLength(3);
    const again = write({ rows: lamps, mode: 'new', spreadsheetId: id, sheetName: 'rows 2' });
    await expect(again).rejects.toMatchObject({ code: 'sheet_exists' });
  });
});

describe('what Google refuses has a code and a sentence', () => {
  const into = (id: string, more: Partial<WantedSheet> = {}) =>
    write({ rows: lamps, mode: 'append', spreadsheetId: id, ...more }).catch((error: unknown) => error);

  it('a token that is over', async () => {
    google.oauth.expire(token);
    expect(await into(google.addBook(account).id)).toMatchObject({ code: 'google_token_refused' });
  });

  it('a token without the scope', async () => {
    const { id } = google.addBook(account);
    token = google.oauth.issue(account, ['https://www.googleapis.com/auth/userinfo.email']);
    expect(await into(id)).toMatchObject({
      code: 'google_access_denied',
      message: expect.stringContaining('scope'),
    });
  });

  it('a spreadsheet of somebody else, and one that is not there', async () => {
    expect(await into(google.addBook('ben@example.com').id)).toMatchObject({ code: 'google_access_denied' });
    expect(await into(randomUUID())).toMatchObject({ code: 'spreadsheet_not_found' });
  });

  it('with drive.file, a spreadsheet that Gleaner did not make', async () => {
    token = google.oauth.issue('me', ['https://www.googleapis.com/auth/drive.file']);
    expect(await into(google.addBook(account).id)).toMatchObject({ code: 'spreadsheet_not_found' });
  });

  it('a sheet that is not there', async () => {
    expect(await into(google.addBook(account).id, { sheetName: 'Nowhere' })).toMatchObject({
      code: 'sheet_not_found',
    });
  });

  it('a protected range', async () => {
    const book = google.addBook(account);
    for (const sheet of book.sheets) sheet.isProtected = true;
    expect(await into(book.id)).toMatchObject({
      code: 'sheet_protected',
      message: expect.stringContaining('owner'),
    });
  });

  it('ten million cells', async () => {
    const { id } = google.addBook(account, [['x']], { rowCount: 100_000, columnCount: 100 });
    const wide = { rows: [Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`c${n}`, n]))] };
    expect(await into(id, wide)).toMatchObject({
      code: 'sheet_full',
      message: expect.stringContaining('10,000,000'),
    });
  });

  it('a cell that is too long, before anything is written', async () => {
    const { id } = google.addBook(account);
    expect(await into(id, { rows: [{ a: 'x'.repeat(50_001) }] })).toMatchObject({ code: 'invalid_request' });
    expect(google.countCalls()).toBe(0);
  });

  it('too much in a minute: waits as long as it is told, and goes on', async () => {
    const { id } = google.addBook(account);
    google.setHooks({ decide: ({ n }) => (n === 2 ? { status: 429, retryAfter: '0' } : 'answered') });
    expect(await into(id)).toMatchObject({ rows: 2 });
  });

  it('too much for long: says when to come back', async () => {
    const { id } = google.addBook(account);
    google.setHooks({ decide: () => ({ status: 429, retryAfter: '3600' }) });
    expect(await into(id)).toMatchObject({ code: 'google_busy', details: { retryAfterSeconds: 3600 } });
  });
});

describe('sent again under its key', () => {
  it('tells what it did, writes nothing, and goes on after a refusal where it stopped', async () => {
    const { id } = google.addBook(account);
    const asked = { rows: lamps, mode: 'append' as const, spreadsheetId: id, key: randomUUID() };
    google.setHooks({
      decide: ({ method, path }) =>
        method === 'PUT' && !path.includes('A1')
          ? { status: 403, message: 'The caller does not have permission' }
          : 'answered',
    });
    await expect(write(asked)).rejects.toMatchObject({ code: 'google_access_denied' });
    google.setHooks({});
    const first = await write(asked);
    const calls = google.countCalls();
    expect(await write(asked)).toEqual(first);
    expect([google.countCalls(), cellsOf(id)?.length]).toEqual([calls, 3]);
  });

  it('writes the batches that are still missing', async () => {
    const many = Array.from({ length: 6_000 }, (_, n) => ({ n, filler: 'x'.repeat(500) }));
    const { id } = google.addBook(account);
    const asked = { rows: many, mode: 'append' as const, spreadsheetId: id, key: randomUUID() };
    const batches: string[] = [];
    google.setHooks({
      decide: ({ method, path }) => {
        if (method !== 'PUT' || /A1(%3A|:)/.test(path)) return 'answered';
        batches.push(path);
        return batches.length === 2
          ? { status: 403, message: 'The caller does not have permission' }
          : 'answered';
      },
    });
    await expect(write(asked)).rejects.toMatchObject({ code: 'google_access_denied' });
    const again = batches.length;
    await write(asked);
    // The first is known to be there; the second was refused.
    expect(batches[again]).toBe(batches[1]);
    expect(cellsOf(id)?.map(([cell]) => cell)).toEqual(['n', ...many.map(({ n }) => n)]);
  });

  it('is refused when it is another request', async () => {
    const { id } = google.addBook(account);
    const key = randomUUID();
    await write({ rows: lamps, mode: 'append', spreadsheetId: id, key });
    const other = write({ rows: [{ other: 1 }], mode: 'append', spreadsheetId: id, key });
    await expect(other).rejects.toMatchObject({ code: 'idempotency_key_reused' });
  });

  it('is over when another export has replaced the sheet', async () => {
    const { id } = google.addBook(account);
    const asked = { rows: lamps, mode: 'append' as const, spreadsheetId: id, key: randomUUID() };
    google.setHooks({
      decide: ({ path }) =>
        path.includes('A2') ? { status: 403, message: 'The caller does not have permission' } : 'answered',
    });
    await expect(write(asked)).rejects.toMatchObject({ code: 'google_access_denied' });
    google.setHooks({});
    await write({ rows: [{ only: 1 }], mode: 'replace', spreadsheetId: id });
    await expect(write(asked)).rejects.toMatchObject({ code: 'export_superseded' });
    expect(cellsOf(id)).toEqual([['only'], [1]]);
  });
});
