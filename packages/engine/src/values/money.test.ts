import { describe, expect, it } from 'vitest';
import { readMoney } from './money.ts';

describe('readMoney', () => {
  it.each<[string, number, string | null]>([
    ['$1,299.00', 1299, 'USD'],
    ['1.299,00 €', 1299, 'EUR'],
    ['1 299,50 zł', 1299.5, 'PLN'],
    ["CHF 1'299.50", 1299.5, 'CHF'],
    ['£3', 3, 'GBP'],
    ['73,460 €', 73460, 'EUR'],
    ['0,99 €', 0.99, 'EUR'],
    ['1.234 KWD', 1.234, 'KWD'],
    ['₹1,29,900', 129900, 'INR'],
    ['US$:12.99', 12.99, 'USD'],
    ['$ SGD4.90', 4.9, 'SGD'],
    ['CAD$1.23', 1.23, 'CAD'],
    ['105,- €', 105, 'EUR'],
    ['320 руб.', 320, 'RUB'],
    ['12.500 ₫', 12500, 'VND'],
    ['Was 2 for $5.00', 5, 'USD'],
    ['34.12 (40.94 inc VAT)', 34.12, null],
    ['100 kr', 100, null],
    ['Free', 0, null],
    ['$12,34,567.5', 1234567.5, 'USD'],
    ['1,234,567', 1234567, null],
    ['.99 €', 0.99, 'EUR'],
  ])('reads %s', (text, amount, currency) => {
    expect(readMoney(text)).toEqual({ amount, currency });
  });

  it.each([['40% OFF'], ['July 25, 2004'], ['call us'], ['']])('finds no price in %j', (text) => {
    expect(readMoney(text)).toBeNull();
  });
});
