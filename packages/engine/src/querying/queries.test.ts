import { describe, expect, it } from 'vitest';
import { type FixtureName, fixturePage } from '../../testing/fixture-page.ts';
import { beyond, understood } from '../../testing/instructions.ts';
import { extract } from '../index.ts';

/** The first words of the first cells: enough to tell the records of the fixtures apart. */
const firstWords = (page: FixtureName, instruction: string): string => {
  const { rows, fields } = extract(fixturePage(page), { instruction });
  return rows.map((row) => String(row[fields[0]?.name ?? '']).split(' ')[0]).join(' ');
};

describe('a query', () => {
  const asked = { instruction: 'name and price of each lamp under €30, sorted by rating' };
  const page = fixturePage('lamp-shelf');

  it('is told in the answer, and sent back gives the same answer', () => {
    const answer = extract(page, asked);
    expect(answer.query).toEqual({
      entity: 'lamp',
      many: true,
      fields: ['name', 'price'],
      where: [{ field: 'price', op: '<', value: 30 }],
      orderBy: [{ field: 'rating', descending: false }],
      limit: null,
    });
    expect(extract(page, { instruction: 'whatever', query: answer.query })).toEqual(answer);
  });

  it('may be corrected: its parts go before those of the instruction', () => {
    const { rows, query, warnings } = extract(page, {
      ...asked,
      query: { where: [{ field: 'availability', op: '=', value: false }], limit: 1 },
    });
    expect(rows).toEqual([{ name: 'Wren night light', price: '€19.50' }]);
    expect(query.orderBy).toEqual([{ field: 'rating', descending: false }]);
    expect(warnings).toEqual([]);
  });

  it('shows only the fields that were asked for, each cell with its evidence', () => {
    const { rows, evidence, fields } = extract(page, asked);
    expect(fields.map(({ name }) => name)).toEqual(['name', 'price']);
    expect(rows[0]).toEqual({ name: 'Wren night light', price: '€19.50' });
    expect(evidence.map((line) => line.length)).toEqual([2, 2, 2]);
  });

  it('counts the records that meet it, before the limit', () => {
    const { status, total, rows } = extract(page, { instruction: 'first 2 lamps in stock: name' });
    expect({ status, total, rows: rows.length }).toEqual({ status: 'complete', total: 6, rows: 2 });
  });

  it('is empty when no record meets it, and says so', () => {
    const answer = extract(page, { instruction: 'name of all lamps above €5,000' });
    expect(answer).toMatchObject({ status: 'empty', total: 0, rows: [] });
    expect(answer.reason).toBe('None of the 8 records meets the conditions.');
  });

  it('leaves out a record that does not tell, and says how many', () => {
    const { rows, warnings } = extract(page, { instruction: 'name of all lamps with a rating below 4' });
    expect(rows.map(({ name }) => name)).toEqual(['Wren night light', 'Plover lantern']);
    expect(warnings).toEqual(['Left out 1 of 8: they do not tell whether "rating" < 4 holds']);
  });

  it('does not apply what the page does not tell, and says so', () => {
    const { rows, warnings } = extract(page, { instruction: 'name of all lamps with a wingspan over 4' });
    expect(rows).toHaveLength(8);
    expect(warnings).toContain('Not applied: "wingspan" > 4, for "wingspan" was not found');
  });

  it.each([
    ['name of lamps, excluding adverts', 'Not applied: "excluding adverts"'],
    ['name of lamps under €20 or above €100', 'Not applied: "under €20"'],
    ['the last 3 lamps: name', 'Not applied: "the last 3"'],
    [
      'name of all lamps and summarize their reviews',
      'Not answered, for it is not on the page: "and summarize their reviews"',
    ],
  ])('names the part of "%s" that it does not do', (instruction, warning) => {
    const { rows, warnings } = extract(page, { instruction });
    expect(rows.length).toBe(8);
    expect(warnings).toContain(warning);
  });
});

describe('an instruction with conditions, order and limit', () => {
  it.each([...understood['lamp-shelf']])('%s', (instruction, names) => {
    expect(firstWords('lamp-shelf', instruction)).toBe(names);
  });

  it.each([...understood['talk-table']])('%s', (instruction, titles) => {
    expect(firstWords('talk-table', instruction)).toBe(titles);
  });

  it.each([...beyond])('is known not to be understood: $instruction', ({ page, instruction }) => {
    expect(extract(fixturePage(page), { instruction }).warnings.join()).toMatch(
      /^Not (?:understood|applied|answered)/,
    );
  });

  it.each([...beyond])('put right, gives the right rows: $instruction', ({ page, query, words }) => {
    const { rows, fields } = extract(fixturePage(page), { instruction: 'whatever', query });
    expect(rows.map((row) => String(row[fields[0]?.name ?? '']).split(' ')[0]).join(' ')).toBe(words);
  });
});
