import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { readSheet } from 'read-excel-file/node';
import { afterAll, describe, expect, it } from 'vitest';
import { corpus, numbers } from './fixtures/injections.ts';
import { guardFormula } from './guard-formula.ts';
import { createWritingPool } from './writing-pool.ts';
import type { FileForm } from './writing-task.ts';

const pool = createWritingPool({ heapMb: 256 });
afterAll(pool.close);

const sourceOf = (rows: unknown, fields: readonly string[] | null = null) => ({
  bytes: new TextEncoder().encode(JSON.stringify(rows)),
  shape: 'rows' as const,
  fields,
});
const csv = { format: 'csv', bom: false, delimiter: ',' } as const;
const at = new Date('2026-11-01T00:00:00Z');
const write = async (rows: unknown, form: FileForm, fields: readonly string[] | null = null) =>
  Buffer.from((await pool.writeFile(sourceOf(rows, fields), form)).file);
const textOf = async (rows: unknown, form: FileForm, fields: readonly string[] | null = null) =>
  (await write(rows, form, fields)).toString();

describe('guardFormula', () => {
  it.each([
    '=1+1',
    '+cmd|x',
    '-2+3',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '＝1',
    '-',
    '+',
    '=5',
    ' =1',
    '\ufeff=1',
  ])('guards %j', (text) => {
    expect(guardFormula(text)).toBe(`'${text}`);
  });

  it.each(['-5', '+5.25', '-1e-3', '12', 'a=b', '', '€10', "'=1"])('leaves %j alone', (text) => {
    expect(guardFormula(text)).toBe(text);
  });

  it('lets nothing through that opens a formula, but numbers', () => {
    fc.assert(
      fc.property(fc.constantFrom(...'=+-@\t\r\n'), fc.string(), (opening, rest) => {
        const guarded = guardFormula(opening + rest);
        expect(guarded.startsWith("'") || Number.isFinite(Number(guarded))).toBe(true);
      }),
    );
  });
});

describe('what a page smuggled in', () => {
  const cells = [...corpus, ...numbers].map((text) => ({ text }));

  it('is guarded in CSV, and a number is not', async () => {
    for (const delimiter of [',', ';', '\t'] as const) {
      const lines = parse(await write(cells, { ...csv, delimiter, bom: true }), { delimiter, bom: true });
      const texts = lines.slice(1).map(([text = '']) => text);
      expect(texts).toEqual([...corpus.map((text) => `'${text}`), ...numbers]);
    }
  });

  it('is text in Excel, whole, and a number is a number', async () => {
    const sheet = await readSheet(await write(cells, { format: 'xlsx', at }), { trim: false });
    const column = sheet.slice(1).map(([cell]) => cell);
    const asLines = corpus.map((text) => text.replaceAll(/\r\n?/g, '\n'));
    expect(column).toEqual([...asLines, ...numbers.map(Number)]);
  });

  it('is what it was in JSON and JSON Lines', async () => {
    expect(JSON.parse(await textOf(cells, { format: 'json' }))).toEqual(cells);
    const lines = (await textOf(cells, { format: 'jsonl' })).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(cells);
  });

  it('is a text among values in the body for Google Sheets, and a number is a number', async () => {
    const target = { sheetName: "Ann's", firstRow: 1, columns: [0] };
    const [batch] = await pool.writeValues(sourceOf(cells), target);
    expect(batch?.range).toBe(`'Ann''s'!A2:A${cells.length + 1}`);
    const { values } = JSON.parse(Buffer.from(batch?.body ?? []).toString());
    expect(values).toEqual([...corpus, ...numbers.map(Number)].map((cell) => [cell]));
  });

  it('is inert as the name of a column, too', async () => {
    const named = [{ '=1+1': 'a', '\ufeff@x': 'b' }];
    expect((await textOf(named, csv)).split('\r\n')[0]).toBe("'=1+1,'\ufeff@x");
    const [head] = await readSheet(await write(named, { format: 'xlsx', at }), { trim: false });
    expect(head?.[0]).toBe('=1+1');
  });
});

describe('the files', () => {
  it('quote where needed, in the order of the fields, lists item after item', async () => {
    const rows = [
      { price: -5, name: 'Lamp, large', tags: ['a', 'b'] },
      { price: null, name: '=HYPERLINK("x")', tags: null },
    ];
    expect(await textOf(rows, csv, ['name', 'price', 'tags', 'toString'])).toBe(
      `name,price,tags,toString\r\n"Lamp, large",-5,a; b,\r\n"'=HYPERLINK(""x"")",,,\r\n`,
    );
  });

  it('have the columns of all rows when nobody names them, numbered ones in their order', async () => {
    const text = await textOf([{ b: 1 }, { a: 2, b: null }], { format: 'json' }, ['b', '2', '1']);
    expect(text).toBe('[\n{"b":1,"2":null,"1":null},\n{"b":null,"2":null,"1":null}\n]\n');
    expect(await textOf([{ b: 1 }, { a: 2 }], { format: 'jsonl' })).toBe(
      '{"b":1,"a":null}\n{"b":null,"a":2}\n',
    );
  });

  it('replace halves of characters, and in Excel what XML forbids', async () => {
    const rows = [{ text: `a\ud83d b\u0001` }];
    expect(await textOf(rows, csv)).toContain('a\ufffd b\u0001');
    const sheet = await readSheet(await write(rows, { format: 'xlsx', at }));
    expect(sheet[1]?.[0]).toBe('a\ufffd b\ufffd');
  });

  it('keep numbers that a spreadsheet would change as text', async () => {
    const kept = ['007', '+49301234567', '12345678901234567890', '1e5', '0.1234567890123456'];
    const sheet = await readSheet(
      await write(
        kept.map((text) => ({ text })),
        { format: 'xlsx', at },
      ),
    );
    expect(sheet.slice(1).map(([cell]) => cell)).toEqual(kept);
  });

  it('type what smart formatting understood', async () => {
    const result = {
      fields: [{ name: 'price' }, { name: 'day' }],
      rows: [{ price: '€10.05', day: '1 May 2026' }],
      values: [{ price: { amount: 10.05, currency: 'EUR' }, day: { date: '2026-05-01', precision: 'day' } }],
    };
    const bytes = new TextEncoder().encode(JSON.stringify(result));
    const { file } = await pool.writeFile({ bytes, shape: 'result', fields: null }, { format: 'xlsx', at });
    const sheet = await readSheet(Buffer.from(file));
    expect(sheet[1]).toEqual([10.05, new Date('2026-05-01T00:00:00Z')]);
  });

  it('tell how far they are', async () => {
    const told: number[] = [];
    const rows = Array.from({ length: 2_500 }, (_, n) => ({ n }));
    await pool.writeFile(sourceOf(rows), csv, (done) => told.push(done));
    expect(told).toEqual([1_000, 2_000, 2_500]);
  });
});

describe('rows that cannot be exported', () => {
  const wide = Object.fromEntries(Array.from({ length: 1_000 }, (_, n) => [`c${n}`, n]));
  it.each([
    ['not objects', [{ a: 1 }, 'x', ['y'], null], csv, ['rows[1]', 'rows[2]', 'rows[3]']],
    ['objects in cells', [{ a: { b: 1 } }], csv, ['rows[0].a']],
    ['a thousand columns', [wide], csv, ['rows']],
    ['nothing', [], csv, ['rows']],
    ['long cells in Excel', [{ a: 'x'.repeat(32_768) }], { format: 'xlsx', at } as const, ['rows[0].a']],
  ])('are refused, place by place: %s', async (_name, rows, form, paths) => {
    const fault = await pool.writeFile(sourceOf(rows), form).catch((error: unknown) => error);
    expect(fault).toMatchObject({ code: 'invalid_request' });
    expect(fault).toHaveProperty(
      'details.faults',
      paths.map((path) => expect.objectContaining({ path })),
    );
  });

  it('are refused for Google Sheets when a cell is longer than one there', async () => {
    await expect(pool.findColumns(sourceOf([{ a: 'x'.repeat(50_001) }]), 'sheets')).rejects.toThrow(
      '50,000 characters',
    );
    expect(await pool.findColumns(sourceOf([{ a: 'x'.repeat(50_000) }]), 'sheets')).toMatchObject({
      rows: 1,
    });
  });
});
