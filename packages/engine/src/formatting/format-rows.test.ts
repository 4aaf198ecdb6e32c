import { describe, expect, it } from 'vitest';
import { extract, readRowSchema } from '../index.ts';
import type { ValueType } from '../values/value-type.ts';
import { formatRows } from './format-rows.ts';
import { localeOf } from './locale-of.fake.ts';

const column = (type: ValueType, texts: readonly string[], tag = '', address: string | null = null) =>
  formatRows({
    fields: [{ name: 'it', type }],
    rows: texts.map((text) => ({ it: text })),
    textsAt: (row) => [texts[row] ?? ''],
    locale: localeOf(tag, address),
    now: null,
  }).map(({ it }) => it);

describe('formatRows', () => {
  it.each<[ValueType, string, string, unknown]>([
    ['number', '1.299', 'de', 1299],
    ['number', '1.299', 'en', 1.299],
    ['number', '1,299', 'de', 1.299],
    ['number', '1.299', 'de-CH', 1.299],
    ['number', '12 reviews', '', 12],
    ['number', '10–20', '', null],
    ['number', '12K', '', 12_000],
    ['percent', '45,5 %', '', { percent: 45.5 }],
    ['percent', '−3.2%', '', { percent: -3.2 }],
    ['percent', '40% OFF', '', { percent: 40 }],
    ['rating', '4,5 von 5 Sternen', '', { value: 4.5, of: 5 }],
    ['rating', '★★★☆☆', '', { value: 3, of: 5 }],
    ['rating', '★★★', '', { value: 3, of: null }],
    ['rating', '3 stars', '', { value: 3, of: null }],
    ['rating', 'good', '', null],
    ['duration', '1 hr 5 min', '', 'PT1H5M'],
    ['duration', '2 Std. 30 Min.', '', 'PT2H30M'],
    ['duration', '3:45', '', 'PT3M45S'],
    ['duration', '1:03:45', '', 'PT1H3M45S'],
    ['duration', 'PT1H', '', 'PT1H'],
    ['duration', '2 days 3 hours', '', 'P2DT3H'],
    ['duration', '2 weeks', '', 'P2W'],
    ['duration', '30-45 min', '', null],
    ['phone', '(212) 555-1234', 'en-US', '+12125551234'],
    ['phone', '(212) 555-1234 x12', 'en-US', '+12125551234'],
    ['phone', '+44 (0)20 7946 0958', '', '+442079460958'],
    ['phone', '0049 30 123456', '', '+4930123456'],
    ['phone', '020 7946 0958', 'en-GB', '+442079460958'],
    ['phone', '02 1234 5678', 'it', '+390212345678'],
    ['phone', 'tel:+49301234567', '', '+49301234567'],
    ['phone', '030 1234567', '', '030 1234567'],
    ['phone', '555-1234', 'en-US', '555-1234'],
    ['phone', 'call us', 'en-US', 'call us'],
    ['email', 'mailto:jane@example.org', '', 'jane@example.org'],
    ['url', 'https://example.org/a b', '', 'https://example.org/a%20b'],
    ['url', '/a', '', '/a'],
    ['availability', 'Sold out', '', false],
    ['availability', 'https://schema.org/InStock', '', true],
  ])('reads %s %j of a page in "%s"', (type, text, tag, value) => {
    expect(column(type, [text], tag)).toEqual([value]);
  });

  it('leaves columns of text out, but for lists of one', () => {
    expect(column('text', ['Lamp', 'Shade'])).toEqual([undefined, undefined]);
    const rows = [{ tags: [' new '] }, { tags: ['a', 'b'] }, { tags: null }];
    const fields = [{ name: 'tags', type: 'text' } as const];
    expect(formatRows({ fields, rows, textsAt: () => [], locale: localeOf(''), now: null })).toEqual([
      { tags: 'new' },
      { tags: ['a', 'b'] },
      { tags: null },
    ]);
  });

  it('keeps each value in its row where cells are empty or hold several', () => {
    const texts = [['€1', '€2'], [], ['€3']];
    const rows = [{ price: ['€1', '€2'] }, { price: null }, { price: '€3' }];
    const fields = [{ name: 'price', type: 'money' } as const];
    const textsAt = (row: number) => texts[row] ?? [];
    expect(formatRows({ fields, rows, textsAt, locale: localeOf(''), now: null })).toEqual([
      {
        price: [
          { amount: 1, currency: 'EUR' },
          { amount: 2, currency: 'EUR' },
        ],
      },
      { price: null },
      { price: { amount: 3, currency: 'EUR' } },
    ]);
  });
});

describe('extract with smart formatting', () => {
  const html = `<html lang="de"><ul>${[1, 2, 3]
    .map((n) => `<li><h3>Lampe ${n}</h3><b>1.29${n} €</b></li>`)
    .join('')}</ul>`;
  const request = { instruction: 'all lamps', fields: ['name', 'price'] };

  it('puts values beside the rows, which stay as they are', () => {
    const plain = extract({ html }, request);
    const formatted = extract({ html }, { ...request, smartFormatting: { now: null } });
    expect('values' in plain).toBe(false);
    expect(formatted).toEqual({ ...plain, values: formatted.values });
    expect(formatted.rows[0]).toEqual({ name: 'Lampe 1', price: '1.291 €' });
    expect(formatted.values?.[0]).toEqual({ price: { amount: 1291, currency: 'EUR' } });
  });

  it('reads the currency of a cell that the schema made a number from the page', () => {
    const reading = readRowSchema({
      type: 'object',
      properties: { name: { type: 'string' }, price: { type: 'number' } },
    });
    if (!reading.ok) throw new Error('The schema of this test is wrong.');
    const { values } = extract(
      { html },
      { instruction: 'all lamps', schema: reading.schema, smartFormatting: { now: null } },
    );
    expect(values?.[2]).toEqual({ price: { amount: 1293, currency: 'EUR' } });
  });
});
