import { describe, expect, it } from 'vitest';
import { buildPage } from '../page/build-page.ts';
import type { Located } from '../page/text.ts';
import type { CellContent, Region } from '../regions/region.ts';
import { markupRegions } from './markup-regions.ts';

const regionsOf = (html: string): Region[] => markupRegions(buildPage(html));

const ld = (value: unknown): string => `<script type="application/ld+json">${JSON.stringify(value)}</script>`;

const show = (cell: CellContent | null | undefined): unknown =>
  cell === null || cell === undefined ? null : 'text' in cell ? cell.text : cell.map(({ text }) => text);

/** The cells of the column that has a hint or label. */
const cells = (region: Region | undefined, name: string): unknown[] | undefined =>
  region?.columns.find(({ hints, labels }) => hints.includes(name) || labels.includes(name))?.cells.map(show);

const located = (region: Region | undefined): Located[] =>
  (region?.columns ?? []).flatMap(({ cells: column }) =>
    column.flatMap((cell) => (cell === null ? [] : 'text' in cell ? [cell] : [...cell])),
  );

const lamp = {
  '@context': 'https://schema.org',
  '@type': 'Product',
  name: 'Desk lamp',
  brand: { '@type': 'Brand', name: 'Lumo' },
  offers: { '@type': 'Offer', price: 39.5, priceCurrency: 'EUR', availability: 'https://schema.org/InStock' },
  aggregateRating: { '@type': 'AggregateRating', ratingValue: '4.4', reviewCount: 89 },
  additionalProperty: [{ '@type': 'PropertyValue', name: 'Height', value: '40 cm' }],
};

describe('markupRegions: JSON-LD', () => {
  it('gives one thing as facts, nested properties as paths with the names people look for', () => {
    const [region] = regionsOf(ld(lamp));
    expect(region).toMatchObject({ kind: 'facts', titles: ['Product'], recordCount: 1 });
    expect(cells(region, 'name')).toEqual(['Desk lamp']);
    expect(cells(region, 'offers.price')).toEqual(['39.5']);
    expect(cells(region, 'price')).toEqual(['39.5']);
    expect(cells(region, 'Offer.price')).toEqual(['39.5']);
    expect(cells(region, 'brand')).toEqual(['Lumo']);
    expect(cells(region, 'reviewCount')).toEqual(['89']);
    expect(cells(region, 'Height')).toEqual(['40 cm']);
  });

  it('places each value: the slice, unescaped, is the text', () => {
    const html = ld({ ...lamp, name: 'Größe "XL" \u2028 & more &amp; less' });
    for (const { text, start, end, source } of located(regionsOf(html)[0])) {
      expect(source).toMatch(/^jsonld:\//);
      const plain: string = JSON.parse(`"${html.slice(start, end)}"`);
      expect(plain.replace('&amp;', '&').replace(/\s+/g, ' ')).toBe(text);
    }
    const price = located(regionsOf(html)[0]).find(({ text }) => text === '39.5');
    expect(price?.source).toBe('jsonld:/offers/price');
  });

  it('escapes pointers as RFC 6901 wants it', () => {
    const [region] = regionsOf(ld({ '@type': 'Thing', name: 'x', 'a~b': { 'c:d': ['y', 'z'] } }));
    expect(located(region).map(({ source }) => source)).toContain('jsonld:/a~0b/c:d/1');
  });

  it('resolves references inside a graph, circles included', () => {
    const [region] = regionsOf(
      ld({
        '@graph': [
          {
            '@type': 'Article',
            '@id': '#a',
            headline: 'Tides',
            author: { '@id': '#p' },
            isPartOf: { '@id': '#a' },
          },
          { '@type': 'Person', '@id': '#p', name: 'Ana Rix', worksFor: { '@id': '#o' } },
          { '@type': 'Organization', '@id': '#o', name: 'Harbour Post', employee: { '@id': '#p' } },
        ],
      }),
    );
    expect(region?.titles).toEqual(['Article']);
    expect(cells(region, 'author')).toEqual(['Ana Rix']);
    expect(cells(region, 'author.worksFor.name')).toEqual(['Harbour Post']);
  });

  it('opens lists of items, list elements without their wrapping', () => {
    const element = (name: string, position: number) => ({
      '@type': 'ListItem',
      position,
      item: { '@type': 'Product', name, offers: { price: position } },
    });
    const regions = regionsOf(
      ld({ '@type': 'ItemList', itemListElement: [element('One', 1), element('Two', 2)] }),
    );
    const list = regions.find(({ kind }) => kind === 'markup');
    expect(list).toMatchObject({ recordCount: 2, titles: ['Product', 'itemListElement'] });
    expect(cells(list, 'name')).toEqual(['One', 'Two']);
    expect(cells(list, 'price')).toEqual(['1', '2']);
  });

  it('leaves a cell empty where one of the records has nothing', () => {
    const html = ld([
      { '@type': 'Event', name: 'Fair', startDate: '2026-05-01' },
      { '@type': 'Event', name: 'Market' },
    ]);
    expect(cells(regionsOf(html)[0], 'startDate')).toEqual(['2026-05-01', null]);
  });

  it('flattens the steps and sections of a recipe', () => {
    const step = (text: string) => ({ '@type': 'HowToStep', text, name: `short ${text}` });
    const [region] = regionsOf(
      ld({
        '@type': 'Recipe',
        name: 'Soup',
        recipeIngredient: ['water', 'salt'],
        totalTime: 'PT30M',
        recipeInstructions: [
          { '@type': 'HowToSection', name: 'First', itemListElement: [step('Boil.'), step('Salt.')] },
          { '@type': 'HowToStep', name: 'Serve.' },
          'Eat.',
        ],
      }),
    );
    expect(cells(region, 'recipeInstructions')).toEqual([['Boil.', 'Salt.', 'Serve.', 'Eat.']]);
    expect(cells(region, 'recipeIngredient')).toEqual([['water', 'salt']]);
    expect(cells(region, 'totalTime')).toEqual(['PT30M']);
  });

  it('takes the instructions that one text holds line by line, each with its place', () => {
    const html = ld({
      '@type': 'Recipe',
      name: 'Tea',
      recipeInstructions: '<p>Boil.</p>\n<p>Pour &amp; wait.</p>',
    });
    const [region] = regionsOf(html);
    expect(cells(region, 'recipeInstructions')).toEqual([['Boil.', 'Pour & wait.']]);
    expect(located(region).map(({ start, end }) => html.slice(start, end))).toContain('Pour &amp; wait.');
  });

  it('takes the lowest price for the price only where there is no other', () => {
    const offers = { '@type': 'AggregateOffer', lowPrice: 5, highPrice: 9 };
    expect(cells(regionsOf(ld({ ...lamp, offers }))[0], 'price')).toEqual(['5']);
    expect(cells(regionsOf(ld({ ...lamp, offers: { ...offers, price: 7 } }))[0], 'price')).toEqual(['7']);
  });

  it('does not call by a bare name what belongs to something else', () => {
    const review = { '@type': 'Review', name: 'Great', author: { '@type': 'Person', name: 'Ana' } };
    const [region] = regionsOf(ld({ ...lamp, review, manufacturer: { '@type': 'Organization', url: '/m' } }));
    expect(cells(region, 'name')).toEqual(['Desk lamp']);
    expect(cells(region, 'author')).toBeUndefined();
    expect(cells(region, 'review.author')).toEqual(['Ana']);
    expect(cells(region, 'url')).toBeUndefined();
    expect(cells(region, 'manufacturer.url')).toEqual(['/m']);
  });

  it('puts a thing before the article around it', () => {
    const html = `<h1>Soup</h1>${ld([
      { '@type': 'Article', headline: 'Soup', author: 'Ana', datePublished: '2026-01-01' },
      { '@type': 'Recipe', name: 'Soup' },
    ])}`;
    expect(regionsOf(html)[0]?.titles).toEqual(['Recipe']);
  });

  it('puts what the page is about first, before related things of the same type', () => {
    const product = (name: string) => ({
      '@type': 'Product',
      name,
      image: 'i.png',
      sku: 's',
      description: 'd',
    });
    const html = `<title>Desk lamp | Shop</title><h1>Desk lamp</h1>${ld([
      { '@type': 'Organization', name: 'Shop', url: '/', logo: 'l.png', telephone: '1' },
      { '@type': 'BreadcrumbList', itemListElement: [] },
      product('Chair'),
      product('Table'),
      { '@type': 'Product', name: 'Desk lamp' },
    ])}`;
    const [first] = regionsOf(html);
    expect(first?.kind).toBe('facts');
    expect(cells(first, 'name')).toEqual(['Desk lamp']);
    expect(regionsOf(html).some(({ titles }) => titles.includes('BreadcrumbList'))).toBe(false);
  });
});

describe('markupRegions: microdata', () => {
  const item = (name: string, price: string) =>
    `<li itemscope itemtype="http://schema.org/Product"><h3 itemprop="name">${name}</h3>
     <div itemprop="offers" itemscope itemtype="http://schema.org/Offer">
     <meta itemprop="price" content="${price}"><link itemprop="availability" href="http://schema.org/InStock"></div></li>`;

  it('gives repeated items as one list', () => {
    const html = `<ul>${item('A &amp; B', '1')}${item('C', '2')}</ul>`;
    const [region] = regionsOf(html);
    expect(region).toMatchObject({ kind: 'markup', recordCount: 2, titles: ['Product'] });
    expect(cells(region, 'name')).toEqual(['A & B', 'C']);
    expect(cells(region, 'price')).toEqual(['1', '2']);
    const sources = new Set(located(region).map(({ source }) => source));
    expect(sources).toEqual(new Set(['microdata', 'attr:content', 'attr:href']));
  });

  it('takes values as the standard says, from what a reader can see', () => {
    const [region] =
      regionsOf(`<div itemscope itemtype="https://schema.org/Thing" id="t" itemref="far nowhere">
      <img itemprop="image" src="a.png"><a itemprop="url" href="/x">text</a><a itemprop="name" href="/y">Words</a>
      <time itemprop="datePublished" datetime="2026-01-02">Jan</time><data itemprop="sku" value="7">seven</data>
      <object itemprop="media" data="m.swf"></object><meter itemprop="level" value="3">3/5</meter>
      <span itemprop="secret" style="display:none">hidden</span><b itemprop="color shade">red</b></div>
      <p id="far"><i itemprop="origin">there</i></p>`);
    const value = (name: string) => cells(region, name)?.[0];
    expect(value('image')).toBe('a.png');
    expect(value('url')).toBe('/x');
    expect(value('name')).toBe('Words');
    expect(value('datePublished')).toBe('2026-01-02');
    expect(value('sku')).toBe('7');
    expect(value('media')).toBe('m.swf');
    expect(value('level')).toBe('3');
    expect(value('secret')).toBeUndefined();
    expect([value('color'), value('shade')]).toEqual(['red', 'red']);
    expect(value('origin')).toBe('there');
  });
});

describe('markupRegions: microdata of broken pages', () => {
  const orphan = '<li itemprop="recipeIngredient">salt</li><b itemprop="name">other</b>';
  const recipe =
    '<div itemscope itemtype="https://schema.org/Recipe"><h2 itemprop="name">Soup</h2></div></div>';

  it('gives the properties behind an end tag too many to the only thing of the page', () => {
    const [region] = regionsOf(`<div>${recipe}${orphan}`);
    expect(cells(region, 'recipeIngredient')).toEqual(['salt']);
    expect(cells(region, 'name')).toEqual(['Soup']);
  });

  it('gives them to nobody where there are two', () => {
    const [region] = regionsOf(`<div>${recipe}${recipe}${orphan}`);
    expect(cells(region, 'recipeIngredient')).toBeUndefined();
  });
});

describe('markupRegions: RDFa, meta, state', () => {
  it('reads RDFa Lite', () => {
    const [region] = regionsOf(`<div vocab="https://schema.org/" typeof="Person" resource="#me">
      <span property="name">Ana</span><a property="homepage" href="http://ana.test/">site</a>
      <div property="address" typeof="PostalAddress"><b property="addressLocality">Riga</b></div></div>`);
    expect(region?.titles).toEqual(['Person']);
    expect(cells(region, 'name')).toEqual(['Ana']);
    expect(cells(region, 'homepage')).toEqual(['http://ana.test/']);
    expect(cells(region, 'addressLocality')).toEqual(['Riga']);
  });

  it('reads the head, and names what it reads', () => {
    const html = `<head><title>Lamp &ndash; Shop</title><meta property="og:title" content="Lamp">
      <meta property="product:price:amount" content="12.00"><meta name="Author" content="Ana">
      <meta name="viewport" content="width=1"><link rel="canonical" href="https://shop.test/lamp"></head>`;
    const [region] = regionsOf(html);
    expect(region?.columns[0]?.origin).toBe('meta');
    expect(cells(region, 'og:title')).toEqual(['Lamp']);
    expect(cells(region, 'price')).toEqual(['12.00']);
    expect(cells(region, 'author')).toEqual(['Ana']);
    expect(cells(region, 'canonical')).toEqual(['https://shop.test/lamp']);
    expect(cells(region, 'viewport')).toBeUndefined();
    expect(located(region).map(({ source }) => source)).toEqual([
      'text',
      'meta:og:title',
      'meta:product:price:amount',
      'meta:Author',
      'attr:href',
    ]);
  });

  it.each([
    ['a JSON script', (json: string) => `<script type="application/json">${json}</script>`],
    ['an assignment', (json: string) => `<script>var a = 1; window.__STATE__ = ${json}; go()</script>`],
    ['a call', (json: string) => `<script>dataLayer.push(${json})</script>`],
    ['a call after another', (json: string) => `<script>f({"a":b}); extend(settings, ${json});</script>`],
  ])('finds record lists in %s', (_, wrap) => {
    const items = [
      { title: 'Clerk', company: { name: 'Acme' }, salary: 10 },
      { title: 'Cook', company: { name: 'Inn' }, salary: 20 },
    ];
    const html = wrap(JSON.stringify({ page: { jobs: items, theme: 'dark' } }));
    const [region] = regionsOf(html);
    expect(region).toMatchObject({ kind: 'markup', recordCount: 2, titles: ['jobs'] });
    expect(cells(region, 'title')).toEqual(['Clerk', 'Cook']);
    expect(cells(region, 'company')).toEqual(['Acme', 'Inn']);
    expect(located(region).map(({ source }) => source)).toContain('state:/page/jobs/1/salary');
    for (const { text, start, end } of located(region)) expect(html.slice(start, end)).toBe(text);
  });

  it('leaves code alone', () => {
    expect(regionsOf('<script>const a = {"name": b, price: 3}; if (x) {"use strict"}</script>')).toEqual([]);
  });
});

// How long they may take is measured by the bench of hostile pages; what does not end is ended here.
describe('markupRegions: large and odd pages', { timeout: 20_000 }, () => {
  it('reads twenty thousand items in full', () => {
    const items = Array.from({ length: 20_000 }, (_, i) => ({
      '@type': 'ListItem',
      position: i,
      item: { ...lamp, name: `Lamp ${i}`, offers: { ...lamp.offers, price: i } },
    }));
    const list = regionsOf(ld({ '@type': 'ItemList', itemListElement: items })).find(
      (r) => r.kind === 'markup',
    );
    expect(list?.recordCount).toBe(20_000);
    expect(cells(list, 'price')?.at(-1)).toBe('19999');
  });

  it.each([
    ['broken JSON-LD', '<script type="application/ld+json">{"@type": Product</script>'],
    ['null', '<script type="application/ld+json">null</script>'],
    ['nested scopes', '<div itemscope itemprop="a">'.repeat(3_000)],
    ['properties in properties', `${'<div itemscope><b itemprop="a">'.repeat(3_000)}x`],
    ['an item that refers to itself', '<div itemscope id="a" itemref="a a a"><b itemprop="name">x</b></div>'],
    ['quotes', `<script>${'={"'.repeat(50_000)}</script>`],
    ['openings', `<script>${'={"a":['.repeat(50_000)}</script>`],
    ['many documents', `<script type="application/ld+json">${'{"a":1}'.repeat(100_000)}</script>`],
    ['many keys', ld(Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`k${i}`, i])))],
    ['unfinished scripts', '<script>={"a'.repeat(5_000)],
  ])('survives %s', (_, html) => {
    expect(Array.isArray(regionsOf(html))).toBe(true);
  });
});
