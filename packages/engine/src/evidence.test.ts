import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkEvidence } from '../testing/check-evidence.ts';
import { fixtureNames, fixturePage } from '../testing/fixture-page.ts';
import type { CellEvidence, Extraction } from './extraction.ts';
import { extract, PageTooComplexError } from './index.ts';

const questions = [
  { instruction: 'all items: name, price, date, rating, link, image, author, tags' },
  {
    instruction: 'the page',
    fields: ['title', 'price', 'sku', 'description', 'image', 'author', 'length', 'ingredients'],
  },
  { instruction: 'the table with columns Port, Boat, 2021, 2022' },
  { instruction: 'everything' },
];

/** Trees differ between parsers where tags are left open; the slices have to be right all the same. */
const brokenMarkup = new Set(['unclosed']);

describe('evidence', () => {
  it.each(fixtureNames)('proves every cell of %s', (name) => {
    const page = fixturePage(name);
    for (const question of questions) {
      const { faults, places, placesFound } = checkEvidence(page, extract(page, question));
      expect(faults).toEqual([]);
      if (!brokenMarkup.has(name)) expect(placesFound).toBe(places);
    }
  });

  const shifted = (place: CellEvidence): CellEvidence =>
    place !== null && 'source' in place ? { ...place, end: place.end - 1 } : place;

  it('is refuted when a place is off by one, missing, or one too many', () => {
    const page = fixturePage('product-grid');
    const extraction = extract(page, { instruction: 'all products', fields: ['name', 'price', 'rating'] });
    const faultsWith = (change: (place: CellEvidence) => CellEvidence): number =>
      checkEvidence(page, { ...extraction, evidence: extraction.evidence.map((line) => line.map(change)) })
        .faults.length;
    expect(faultsWith((place) => place)).toBe(0);
    expect(faultsWith(shifted)).toBe(11);
    expect(faultsWith(() => null)).toBe(11);
    expect(faultsWith((place) => place ?? { source: 'text', path: '/html', start: 0, end: 5 })).toBe(1);
  });
});

const pages = fixtureNames.map((name) => fixturePage(name).html);
const bait = [
  '<',
  '>',
  '</',
  '&',
  '&amp',
  '"',
  "'",
  '=',
  '<!--',
  '\0',
  '<table>',
  '</li>',
  '<a href=',
  '\u00a0',
  '{"',
  '<td colspan=9>',
];

/** One change to a page: a stretch deleted, doubled or moved, or something put in. Positions are parts of its length. */
const edit = fc.record({
  kind: fc.constantFrom('delete', 'double', 'move', 'insert'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  to: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 1, max: 60 }),
  text: fc.oneof(fc.constantFrom(...bait), fc.string({ unit: 'binary', maxLength: 6 })),
});

type Edit = { kind: string; at: number; to: number; length: number; text: string };

const applyEdit = (html: string, { kind, at, to, length, text }: Edit): string => {
  const start = Math.floor(at * html.length);
  const stretch = html.slice(start, start + length);
  const target = Math.floor(to * html.length);
  if (kind === 'insert') return html.slice(0, start) + text + html.slice(start);
  if (kind === 'double') return html.slice(0, start) + stretch + html.slice(start);
  const rest = html.slice(0, start) + html.slice(start + length);
  return kind === 'delete' ? rest : rest.slice(0, target) + stretch + rest.slice(target);
};

const extracted = (html: string, question: (typeof questions)[number]): Extraction | null => {
  try {
    return extract({ html, url: 'https://shop.example/list/' }, question);
  } catch (error) {
    if (error instanceof PageTooComplexError) return null;
    throw error;
  }
};

describe('extract on mutated pages', () => {
  it('never fails, and every cell stays proven', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...pages),
        fc.array(edit, { minLength: 1, maxLength: 12 }),
        fc.constantFrom(...questions),
        (page, edits, question) => {
          const html = edits.reduce(applyEdit, page);
          const extraction = extracted(html, question);
          if (extraction === null) return;
          const { faults } = checkEvidence({ html, url: 'https://shop.example/list/' }, extraction);
          expect(faults).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });
});
