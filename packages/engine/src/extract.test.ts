import { describe, expect, it } from 'vitest';
import { details, lists } from '../testing/fixture-answers.ts';
import { fixturePage } from '../testing/fixture-page.ts';
import type { Extraction, RowSchema } from './extraction.ts';
import { extract, readRowSchema } from './index.ts';

/** The rows as cells in the order of the fields. */
const cellsOf = ({ rows, fields }: Extraction): unknown[][] =>
  rows.map((row) => fields.map(({ name }) => row[name]));

const schemaOf = (properties: Record<string, unknown>): RowSchema => {
  const reading = readRowSchema({ type: 'object', properties });
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults));
  return reading.schema;
};

describe('extract', () => {
  it.each([...lists, ...details])('reads $fields of $page', ({ page, instruction, fields, rows }) => {
    const extraction = extract(fixturePage(page), { instruction, fields });
    expect(cellsOf(extraction)).toEqual(rows);
    expect(extraction).toMatchObject({ status: 'complete', total: rows.length, engine: 'structure' });
    expect(extraction.fields.map(({ name }) => name)).toEqual(fields);
  });

  it('takes the fields from the instruction', () => {
    const { fields, query, rows } = extract(fixturePage('product-grid'), {
      instruction: 'all products: name and price',
    });
    expect(fields.map(({ name, type }) => `${name} ${type}`)).toEqual(['name text', 'price money']);
    expect(query).toMatchObject({ entity: 'product', many: true, fields: ['name', 'price'] });
    expect(rows[3]).toEqual({ name: 'Tern wall lamp', price: '€75.25' });
  });

  it('is complete for as many rows as were asked for, and tells how many there are', () => {
    const limited = extract(fixturePage('product-grid'), {
      instruction: 'all products',
      fields: ['name'],
      limit: 2,
    });
    expect(limited).toMatchObject({ status: 'complete', total: 4 });
    expect(cellsOf(limited)).toEqual([['Heron desk lamp'], ['Wren & Co. night light']]);
    const worded = extract(fixturePage('product-grid'), { instruction: 'the first 3 products: name' });
    expect(worded.rows).toHaveLength(3);
  });

  it('finds nothing rather than something else, and says so', () => {
    const extraction = extract(fixturePage('nothing'), {
      instruction: 'all products',
      fields: ['price', 'sku'],
    });
    expect(extraction).toMatchObject({ status: 'empty', total: 0, rows: [], evidence: [] });
    expect(extraction.reason).toMatch(/^Nothing on the page/);
    expect(extract({ html: '' }, { instruction: 'all products' }).status).toBe('empty');
  });

  it('leaves links as they stand while the address of the page is unknown', () => {
    const { html } = fixturePage('product-grid');
    const { rows } = extract({ html }, { instruction: 'all products', fields: ['name', 'link'] });
    expect(rows[0]).toEqual({ name: 'Heron desk lamp', link: '/lamps/heron' });
  });
});

describe('extract with a schema', () => {
  it('makes numbers and truth values of texts', () => {
    const schema = schemaOf({
      name: { type: 'string' },
      price: { type: 'number' },
      in_stock: { type: 'boolean' },
    });
    expect(cellsOf(extract(fixturePage('product-grid'), { instruction: 'all products', schema }))).toEqual([
      ['Heron desk lamp', 49, true],
      ['Wren & Co. night light', 19.5, false],
      ['Stork floor lamp', 1129, true],
      ['Tern wall lamp', 75.25, true],
    ]);
  });

  it('leaves empty what the schema does not admit, place and all, and says which', () => {
    const schema = schemaOf({
      price: { type: 'integer' },
      availability: { type: 'string', enum: ['In stock'] },
    });
    const extraction = extract(fixturePage('product-grid'), { instruction: 'all products', schema });
    expect(cellsOf(extraction)[1]).toEqual([null, null]);
    expect(extraction.evidence[1]).toEqual([null, null]);
    expect(extraction.warnings).toEqual(
      expect.arrayContaining([
        'price: "€19.50" is not a whole number',
        'availability: "Sold out" is none of the choices',
      ]),
    );
  });

  it('reads numbers as the page writes them', () => {
    const schema = schemaOf({ name: { type: 'string' }, preis: { type: 'number' } });
    const extraction = extract(fixturePage('german'), { instruction: 'Alle Fahrräder', schema });
    expect(extraction.rows.map(({ preis }) => preis)).toEqual([1249, 899.5, 3400]);
  });

  it('gives lists where lists are wanted', () => {
    const schema = schemaOf({
      yields: { type: 'integer' },
      ingredients: { type: 'array', items: { type: 'string' } },
    });
    const { rows } = extract(fixturePage('recipe'), { instruction: 'the recipe', schema });
    expect(rows).toEqual([
      { yields: 4, ingredients: ['200 g pearl barley', '2 leeks', '1½ litres of stock'] },
    ]);
  });
});
