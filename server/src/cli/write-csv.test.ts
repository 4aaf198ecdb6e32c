import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guardFormula, writeCsv } from './write-csv.ts';

const result = (rows: Record<string, string | number | string[] | null>[], names: string[]) => ({
  status: 'complete' as const,
  total: rows.length,
  fields: names.map((name) => ({ name })),
  rows,
  warnings: [],
});

describe('guardFormula', () => {
  it.each(['=1+1', '+cmd|x', '-2+3', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', '-', '+', '=5'])(
    'guards %j',
    (text) => {
      expect(guardFormula(text)).toBe(`'${text}`);
    },
  );

  it.each(['-5', '+5.25', '-1e-3', '12', 'a=b', '', '€10'])('leaves %j alone', (text) => {
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

it('writes a line of names and a line a row, quoted where needed, in the order of the fields', () => {
  const rows = [
    { price: -5, name: 'Lamp, large', tags: ['a', 'b'] },
    { price: null, name: '=HYPERLINK("x")', tags: null },
  ];
  expect(writeCsv(result(rows, ['name', 'price', 'tags', '=field']))).toBe(
    `name,price,tags,'=field\n"Lamp, large",-5,a; b,\n"'=HYPERLINK(""x"")",,,\n`,
  );
});
