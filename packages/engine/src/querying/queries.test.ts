import { describe, expect, it } from 'vitest';
import { type FixtureName, fixturePage } from '../../testing/fixture-page.ts';
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
  it.each([
    ['name and price of each lamp under €30', 'Wren Finch Robin'],
    ['lamps cheaper than 20 euros: name, price', 'Wren Finch'],
    ['names of all lamps that cost more than 100', 'Stork'],
    ['name and price of lamps between €20 and €80', 'Heron Tern Robin Plover'],
    ['name, price where price <= 35 and rating >= 4', 'Finch Robin'],
    ['name and price of products over €20 and under €50', 'Heron Robin Plover'],
    ['lamps priced at €35 or less, with name and price', 'Wren Finch Robin Plover'],
    ['all lamps with name and a rating above 4.5', 'Tern Egret'],
    ['names of lamps rated 4 stars or more', 'Heron Tern Finch Robin Egret'],
    ['name of all lamps with at least 64 reviews', 'Heron Tern Finch Egret'],
    ['names of lamps without a rating', 'Stork'],
    ['only lamps in stock with name and price', 'Heron Stork Tern Finch Egret Plover'],
    ['name and price of all lamps that are sold out', 'Wren Robin'],
    ['name and price of lamps, but not the sold out ones', 'Heron Stork Tern Finch Egret Plover'],
    ['name, price and availability of each lamp; only those in stock and under €50', 'Heron Finch Plover'],
    ['names of the lamps that are on sale', 'Stork Finch Egret'],
    ['name and brand of lamps where the brand is Larkfield', 'Heron Stork Egret'],
    ['name and brand of lamps where the brand is not Larkfield', 'Wren Tern Finch Robin Plover'],
    ['lamps whose name contains "light": name, price', 'Wren Finch Robin'],
    ['lamps whose name starts with "E": name', 'Egret'],
    ['name and price of lamps not containing "lamp"', 'Wren Finch Robin Plover'],
    ['name and date of lamps published after 2023', 'Stork Egret'],
    ['names of lamps published before 1 January 2021', 'Finch Plover'],
    ['name, date of lamps published in 2023', 'Heron Robin'],
    ['names of lamps published between 2021 and 2022', 'Wren Tern'],
    ['the first 3 lamps with name and price', 'Heron Wren Stork'],
    ['at most 2 lamps with name', 'Heron Wren'],
    ['name and price of all lamps, limit to 4 rows', 'Heron Wren Stork Tern'],
    ['the 3 cheapest lamps: name, price', 'Finch Wren Robin'],
    ['get the name and price of the most expensive lamp', 'Stork'],
    ['name of the lamp with the highest rating', 'Tern'],
    ['top 2 lamps by reviews: name', 'Finch Heron'],
    ['name and price of all lamps sorted by price', 'Finch Wren Robin Plover Heron Tern Egret Stork'],
    ['name, price: all lamps, price high to low', 'Stork Egret Tern Heron Plover Robin Wren Finch'],
    ['name and price of each lamp, sorted by price descending, first 2', 'Stork Egret'],
    ['all lamps: name. Newest first.', 'Stork Egret Robin Heron Tern Wren Finch Plover'],
    ['names of lamps sorted alphabetically', 'Egret Finch Heron Plover Robin Stork Tern Wren'],
    [
      'name and brand of all lamps sorted by brand, then by price',
      'Heron Egret Stork Finch Wren Plover Robin Tern',
    ],
    ['name, rating of lamps under €100, best rated first', 'Tern Egret Heron Finch Robin Wren Plover'],
    ['Name und Preis aller Lampen unter 25 €, nach Preis sortiert', 'Finch Wren Robin'],
    ['nom et prix de tous les produits à moins de 20 €, triés par prix croissant', 'Finch Wren'],
  ])('%s', (instruction, names) => {
    expect(firstWords('lamp-shelf', instruction)).toBe(names);
  });

  it.each([
    ['talks longer than 30 minutes with title and speaker', 'Salt A Owls'],
    ['title and duration of talks that take less than 25 minutes', 'The Counting'],
    ['titles of talks with over 1,000 views', 'The A Counting'],
    ['title and speaker of talks where the speaker is Ida Maren', 'The A'],
    ['talks located in Trull: title and date', 'A Counting'],
    ['title and views of the most viewed talk', 'A'],
    ['the shortest 2 talks: title, duration', 'The Counting'],
    ['title, date of talks since March 2024, oldest first', 'The A Owls'],
    ['titles of talks sorted by views (descending)', 'A Counting The Maps Salt Owls'],
    ['talks mentioning owls: title', 'A Owls'],
  ])('%s', (instruction, titles) => {
    expect(firstWords('talk-table', instruction)).toBe(titles);
  });
});
