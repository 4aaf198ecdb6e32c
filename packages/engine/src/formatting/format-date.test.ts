import { describe, expect, it } from 'vitest';
import { monthWords } from '../values/date-words.ts';
import { formatDates } from './format-date.ts';
import { localeOf } from './locale-of.fake.ts';
import { monthNumber } from './month-numbers.ts';

const now = new Date('2026-11-23T12:30:45Z');
const read = (texts: readonly string[], tag = '', address: string | null = null) =>
  formatDates(texts, localeOf(tag, address), now);
const told = (text: string, tag = '', address: string | null = null) => {
  const [value = null] = read([text], tag, address);
  return value === null ? null : [value.date, value.precision];
};
const both = { date: null, precision: 'day', ambiguous: ['2016-04-03', '2016-03-04'] };

it('knows the number of every month that is recognised as one', () => {
  for (const word of monthWords) expect(monthNumber(word), word).toBeTypeOf('number');
});

describe('formatDates', () => {
  it.each([
    ['2016-07-25', '2016-07-25', 'day'],
    ['2016-07-25T10:00:00Z', '2016-07-25T10:00:00Z', 'second'],
    ['2016-07-25 10:00 +0200', '2016-07-25T10:00+02:00', 'minute'],
    ['2016/07', '2016-07', 'month'],
    ['2016', '2016', 'year'],
    ['(1999)', '1999', 'year'],
    ['25/07/2016', '2016-07-25', 'day'],
    ['07/25/2016', '2016-07-25', 'day'],
    ['3.4.2016', '2016-04-03', 'day'],
    ['25.07.98', '1998-07-25', 'day'],
    ['Jul 25, 2016', '2016-07-25', 'day'],
    ['Updated on Jul 25th, 2016', '2016-07-25', 'day'],
    ['25. Juli 2016', '2016-07-25', 'day'],
    ['mar. 26 juil. 2016', '2016-07-26', 'day'],
    ['25 de agosto de 2016', '2016-08-25', 'day'],
    ['3 ago 2016', '2016-08-03', 'day'],
    ['25 июля 2016 г.', '2016-07-25', 'day'],
    ['2016年7月25日', '2016-07-25', 'day'],
    ['Mon, 3 Apr 2017 10:21 PM', '2017-04-03T22:21', 'minute'],
    ['12:05 am, 3 Apr 2017', '2017-04-03T00:05', 'minute'],
    ['July 2016', '2016-07', 'month'],
    ['25 Jul 16', '2016-07-25', 'day'],
    ['May 10', 'XXXX-05-10', 'day'],
    ['29 Feb 2016', '2016-02-29', 'day'],
    ['2 days ago', '2026-11-21', 'day'],
    ['vor 2 Tagen', '2026-11-21', 'day'],
    ['il y a un mois', '2026-10', 'month'],
    ['11 months ago', '2025-12', 'month'],
    ['hace 3 años', '2023', 'year'],
    ['3 weeks ago', '2026-11-02', 'week'],
    ['an hour ago', '2026-11-23T11:30Z', 'hour'],
    ['3日前', '2026-11-20', 'day'],
    ['yesterday', '2026-11-22', 'day'],
    ['Yesterday at 9:05 PM', '2026-11-22T21:05', 'minute'],
  ])('reads %s as %s', (text, date, precision) => {
    expect(told(text)).toEqual([date, precision]);
  });

  it.each([
    'Jan 5 – Feb 3, 2020',
    '01/02/2020 - 05/02/2020',
    '29 Feb 2015',
    '45/45/2016',
    'Jul 25 16',
    'soon',
    '',
  ])('tells no single date for %j', (text) => {
    expect(told(text)).toBeNull();
  });

  it('tells both dates when nothing decides which number is the day', () => {
    expect(read(['03/04/2016'])).toEqual([both]);
    expect(read(['03/04/2016'], 'en')).toEqual([both]);
    expect(read(['03/04/2016'], 'en-US', 'https://example.de/')).toEqual([both]);
    expect(read(['04/04/2016'])).toEqual([{ date: '2016-04-04', precision: 'day' }]);
  });

  it.each([
    ['de', null, '2016-04-03'],
    ['en-GB', null, '2016-04-03'],
    ['en-US', null, '2016-03-04'],
    ['en', 'https://example.co.uk/', '2016-04-03'],
    ['', 'https://example.gov/', '2016-03-04'],
  ])('lets a page in "%s" at %s decide', (tag, address, date) => {
    expect(told('03/04/2016', tag, address)).toEqual([date, 'day']);
  });

  it('lets the other dates of the column decide before the language does', () => {
    const dates = (texts: readonly string[], tag: string) => read(texts, tag).map((value) => value?.date);
    expect(dates(['03/04/2016', '25/04/2016'], 'en-US')).toEqual(['2016-04-03', '2016-04-25']);
    expect(dates(['03/04/2016', '04/25/2016'], 'de')).toEqual(['2016-03-04', '2016-04-25']);
    expect(dates(['03/04/2016', '04/25/2016', '25/04/2016'], '')).toEqual([null, '2016-04-25', '2016-04-25']);
  });

  it('has no value for "2 days ago" without a clock', () => {
    expect(formatDates(['2 days ago', 'yesterday'], localeOf(''), null)).toEqual([null, null]);
  });
});
