import { describe, expect, it } from 'vitest';
import { type FixtureName, fixturePage } from '../testing/fixture-page.ts';
import type { Extraction, RowSchema } from './extraction.ts';
import { extract, readRowSchema } from './index.ts';

type Asked = { page: FixtureName; instruction: string; fields: string[]; rows: unknown[][] };

/** The rows as cells in the order of the fields. */
const cellsOf = ({ rows, fields }: Extraction): unknown[][] =>
  rows.map((row) => fields.map(({ name }) => row[name]));

const lists: Asked[] = [
  {
    page: 'product-grid',
    instruction: 'Get all products',
    fields: ['name', 'price', 'rating', 'availability', 'link', 'image'],
    rows: [
      [
        'Heron desk lamp',
        '€49.00',
        '4.5 out of 5',
        'In stock',
        'https://shop.example/lamps/heron',
        'https://shop.example/img/heron.jpg',
      ],
      [
        'Wren & Co. night light',
        '€19.50',
        '3.9 out of 5',
        'Sold out',
        'https://shop.example/lamps/wren',
        'https://shop.example/img/wren.jpg',
      ],
      [
        'Stork floor lamp',
        '€1,129.00',
        null,
        'In stock',
        'https://shop.example/lamps/stork',
        'https://shop.example/img/stork.jpg',
      ],
      [
        'Tern wall lamp',
        '€75.25',
        '4.8 out of 5',
        'In stock',
        'https://shop.example/lamps/tern',
        'https://shop.example/img/tern.jpg',
      ],
    ],
  },
  {
    page: 'search-results',
    instruction: 'the search results',
    fields: ['title', 'url', 'description'],
    rows: [
      [
        'Tide tables for the north coast',
        'https://north.example/tides',
        'All tide times of the year, with heights in metres.',
      ],
      ['Brae harbour: tables', 'https://brae.example/2024', 'The office prints its tables each spring.'],
      ['Why the tide turns', 'https://learn.example/why', 'A short lesson about the moon & the sea.'],
    ],
  },
  {
    page: 'span-table',
    instruction: 'Get the table with columns Port, Boat, 2021, 2022.',
    fields: ['Port', 'Boat', '2021', '2022'],
    rows: [
      ['Brae', 'Petrel', '12.5', '14'],
      ['Brae', 'Fulmar', '9', '8.25'],
      ['Holm', 'Skua', 'closed', 'closed'],
    ],
  },
  {
    page: 'nested-list',
    instruction: 'all walks',
    fields: ['name', 'length'],
    rows: [
      ['Cliff path', '7.5 km'],
      ['Mill loop', '3 km'],
      ['Old railway', '11 km'],
    ],
  },
  {
    page: 'unclosed',
    instruction: 'all boats',
    fields: ['name', 'price', 'year'],
    rows: [
      ['Dinghy Tansy', '£350', '1994'],
      ['Cutter Sorrel', '£12,400', '1978'],
      ['Punt "Dock" & oars', '£90', '2003'],
      ['Ketch Yarrow', '£8,999.99', '1965'],
    ],
  },
  {
    page: 'german',
    instruction: 'Alle Fahrräder mit Name und Preis',
    fields: ['Name', 'Preis'],
    rows: [
      ['Stadtrad „Möwe“', '1.249,00 €'],
      ['Tourenrad Grünspecht', '899,50 €'],
      ['Lastenrad Straßenkrähe', '3.400,00 €'],
    ],
  },
  {
    page: 'japanese',
    instruction: 'all teas',
    fields: ['name', 'price'],
    rows: [
      ['朝霧の煎茶', '1,200円'],
      ['山影の玉露', '3,500円'],
      ['夕凪のほうじ茶', '800円'],
    ],
  },
  {
    page: 'arabic',
    instruction: 'all books',
    fields: ['title', 'author', 'price'],
    rows: [
      ['بيت على التل', 'سلمى نور', '45 ر.س'],
      ['ريح البحر', 'عمر فجر', '60 ر.س'],
      ['الطريق الطويل', 'ليلى سهل', '38.50 ر.س'],
    ],
  },
  {
    page: 'based-links',
    instruction: 'all reports',
    fields: ['title', 'link', 'date'],
    rows: [
      ['Spring report', 'https://shop.example/archive/2022/spring.pdf', '2 April 2022'],
      ['Winter report', 'https://shop.example/archive/2021/winter.pdf?a=1&b=2', '9 January 2022'],
      ['Summer report', 'https://files.example/summer.pdf', '1 July 2022'],
      ['Autumn report', null, '3 October 2022'],
    ],
  },
];

const details: Asked[] = [
  {
    page: 'article',
    instruction: 'the article',
    fields: ['title', 'author', 'date'],
    rows: [['Lighthouse opens again', 'Ida Marr', '14 May 2023']],
  },
  {
    page: 'product-detail',
    instruction: 'the product',
    fields: ['name', 'sku', 'brand', 'weight', 'material', 'description', 'image'],
    rows: [
      [
        'Gannet kettle & stand',
        'GK-204',
        'Pebble/Works',
        '950 g',
        'Steel',
        'Boils a litre. Keeps it warm.',
        ['https://shop.example/img/gannet-1.jpg', 'https://shop.example/img/gannet-2.jpg'],
      ],
    ],
  },
  {
    page: 'recipe',
    instruction: 'the recipe',
    fields: ['title', 'ingredients', 'instructions', 'author'],
    rows: [
      [
        'Barley broth',
        ['200 g pearl barley', '2 leeks', '1½ litres of stock'],
        ['Rinse the barley.', 'Simmer everything for an hour.'],
        'Tam Orr',
      ],
    ],
  },
  {
    page: 'definition-list',
    instruction: 'the ferry',
    fields: ['name', 'built', 'owner', 'home port', 'phone', 'email'],
    rows: [['Ferry Morven', '1987', 'Island Lines Ltd', 'Brae', '+44 20 7946 0018', 'office@lines.example']],
  },
];

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
    expect(query).toEqual({ entity: 'product', many: true, fields: ['name', 'price'] });
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
