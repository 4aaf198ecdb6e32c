import { describe, expect, it } from 'vitest';
import { concepts } from './concepts.ts';
import { findConcept, readMeaning, toFieldQuery } from './find-concept.ts';

describe('the lexicon', () => {
  it('has no two concepts of one name', () => {
    expect(new Set(concepts.map(({ name }) => name)).size).toBe(concepts.length);
  });

  it('finds each concept by its own name', () => {
    for (const concept of concepts) expect(findConcept(concept.name)).toBe(concept);
  });
});

describe('readMeaning', () => {
  it.each<[string, string | null]>([
    ['review_count', 'review_count'],
    ['number of reviews', 'review_count'],
    ['how many reviews', 'review_count'],
    ['reviewCount', 'review_count'],
    ['# of reviews', 'review_count'],
    ['fuel_economy', 'fuel_economy'],
    ['date_posted', 'date_posted'],
    ['mpaa_rating', 'mpaa_rating'],
    ['isbn_13', 'isbn'],
    ['publication_date', 'date_published'],
    ['times_opened', 'times_opened'],
    ['yields', 'yields'],
    ['Asking price', 'price'],
    ['how much', 'price'],
    ['Prices', 'price'],
    ['date of birth', 'birth_date'],
    ['name of the author', 'author'],
    ['author name', 'author'],
    ['Preis', 'price'],
    ['url as shown', 'displayed_url'],
    ['rating', 'rating'],
    ['ratings', 'rating_count'],
    ['images', 'images'],
    ['e-mail', 'email'],
    ['%', 'percentage'],
    ['date asked or answered', 'date_created'],
    ['frobnication', null],
    ['Party', null],
    ['+/–', null],
    ['', null],
  ])('%s means %s', (phrase, name) => {
    expect(readMeaning(phrase).concept?.name ?? null).toBe(name);
  });

  it('marks what narrows a concept', () => {
    expect(readMeaning('member_price')).toMatchObject({
      words: ['member', 'price'],
      concept: { name: 'price' },
      qualified: true,
      type: 'money',
    });
    expect(readMeaning('product price')).toMatchObject({ qualified: false });
    expect(readMeaning('unit price')).toMatchObject({ concept: { name: 'unit_price' }, qualified: false });
  });

  it('takes the word for the record off', () => {
    expect(readMeaning('phone_name', 'phone')).toMatchObject({ words: ['name'], concept: { name: 'name' } });
    expect(readMeaning('game title', 'game')).toMatchObject({ concept: { name: 'title' } });
    expect(readMeaning('company name', 'job')).toMatchObject({ concept: { name: 'company' } });
    expect(readMeaning('product type', 'product')).toMatchObject({ concept: { name: 'product_type' } });
  });

  it('keeps the words of what it does not know, and guesses its type', () => {
    expect(toFieldQuery('No. of reigns')).toEqual({
      name: 'No. of reigns',
      words: ['reigns'],
      concept: null,
      qualified: false,
      type: 'number',
    });
    expect(toFieldQuery('Weekend Gross (millions)')).toMatchObject({
      words: ['weekend', 'gross', 'millions'],
      concept: null,
      type: 'money',
    });
  });
});
