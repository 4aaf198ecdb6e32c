import { describe, expect, it } from 'vitest';
import { countryOfMoney, formatMoney } from './format-money.ts';
import { localeOf } from './locale-of.fake.ts';

const one = (text: string, tag = '', address: string | null = null) =>
  formatMoney([text], localeOf(tag, address))[0];
const amountsOf = (texts: readonly string[], tag = '') =>
  formatMoney(texts, localeOf(tag)).map((value) => value?.amount ?? null);

describe('formatMoney', () => {
  it.each([
    ['€10.05', { amount: 10.05, currency: 'EUR' }],
    ['1.299,00 €', { amount: 1299, currency: 'EUR' }],
    ['£3 – £5', { amount: 3, to: 5, currency: 'GBP' }],
    ['12 - 15 €', { amount: 12, to: 15, currency: 'EUR' }],
    ['10 - $75.00', { amount: 75, currency: 'USD' }],
    ['-€5.00', { amount: -5, currency: 'EUR' }],
    ['- 5 €', { amount: 5, currency: 'EUR' }],
    ['NZD $100.70', { amount: 100.7, currency: 'NZD' }],
    ['118, 99 TL', { amount: 118.99, currency: 'TRY' }],
    ['Free', { amount: 0, currency: null }],
    ['$20 $15', { amount: 20, currency: 'USD' }],
    ['on request', null],
    ['', null],
  ])('reads %s', (text, value) => {
    expect(one(text)).toEqual(value);
  });

  it('reads "1.299" as the other prices of the column are written', () => {
    expect(amountsOf(['1.299 €', '12,50 €'])).toEqual([1299, 12.5]);
    expect(amountsOf(['1.299 €', '1.29 €', '1.35 €'])).toEqual([1.299, 1.29, 1.35]);
    expect(amountsOf(['$1,299', '$1.50', '$12.00'])).toEqual([1299, 1.5, 12]);
  });

  it('takes a lone 1.299 for a thousand, unless the language writes decimals so', () => {
    expect(amountsOf(['1.299 €'])).toEqual([1299]);
    expect(amountsOf(['1.299 €'], 'en')).toEqual([1299]);
    expect(amountsOf(['1,799 €'], 'de')).toEqual([1.799]);
    expect(amountsOf(['1.299 €'], 'de-AT')).toEqual([1299]);
  });

  it.each([
    ['$5', 'en-AU', null, 'AUD'],
    ['$5', '', 'https://shop.example.ca/x', 'CAD'],
    ['$5', 'en', 'https://shop.example.com/', 'USD'],
    ['US$5', 'en-AU', null, 'USD'],
    ['100 kr', 'sv', null, 'SEK'],
    ['100 kr.', '', 'https://example.dk/', 'DKK'],
    ['100 kr', '', null, null],
    ['¥100', 'zh-CN', null, 'CNY'],
    ['¥100', 'ja', null, 'JPY'],
    ['Rs. 500', 'en-PK', null, 'PKR'],
  ])('reads %s of a page in "%s" at %s as %s', (text, tag, address, currency) => {
    expect(one(text, tag, address)?.currency).toBe(currency);
  });

  it('lends a bare amount the currency of its column, when there is one', () => {
    expect(formatMoney(['€5', '7.50'], localeOf('')).map((value) => value?.currency)).toEqual(['EUR', 'EUR']);
    expect(formatMoney(['€5', '£6', '7'], localeOf('')).map((value) => value?.currency)).toEqual([
      'EUR',
      'GBP',
      null,
    ]);
  });
});

it('knows the country of a currency that one country alone pays with', () => {
  expect(countryOfMoney([{ amount: 1, currency: 'GBP' }, null])).toBe('GB');
  expect(countryOfMoney([{ amount: 1, currency: 'EUR' }])).toBeNull();
  expect(
    countryOfMoney([
      { amount: 1, currency: 'GBP' },
      { amount: 1, currency: 'CHF' },
    ]),
  ).toBeNull();
});
