import { expect, it } from 'vitest';
import { writeTable } from './write-table.ts';

const result = {
  status: 'complete' as const,
  total: 3,
  fields: [{ name: 'name' }, { name: 'price' }],
  rows: [
    { name: 'Lamp', price: '€10' },
    { name: `Shade\n\u001b[31m${'x'.repeat(100)}`, price: null },
  ],
  warnings: [],
};

it('aligns columns, fits the terminal, and ends with what there was', () => {
  const lines = writeTable(result, 40).split('\n');
  expect(lines[0]).toMatch(/^name +price$/);
  expect(lines[2]).toMatch(/^Lamp +€10$/);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(40);
  expect(lines[3]).toContain('…');
  expect(lines.at(-2)).toBe('2 of 3 rows, complete');
});

it('passes on nothing that a terminal would obey', () => {
  expect(writeTable(result, 200)).not.toContain('\u001b');
});

it('says why there is nothing', () => {
  const empty = { ...result, status: 'empty' as const, reason: 'No list was found.', total: 0, rows: [] };
  expect(writeTable(empty, 80)).toBe('0 rows, empty: No list was found.\n');
});
