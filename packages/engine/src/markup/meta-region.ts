import type { Located } from '../page/text.ts';
import type { Region } from '../regions/region.ts';
import { contentOf } from './item-columns.ts';
import type { MetaValue } from './meta.ts';

/** What vocabularies of the head call the same property of schema.org. */
const sameAs: Readonly<Record<string, string>> = {
  published_time: 'datePublished',
  modified_time: 'dateModified',
  published_date: 'datePublished',
  publication_date: 'datePublished',
  pubdate: 'datePublished',
  date: 'datePublished',
  creator: 'author',
  byl: 'author',
  section: 'articleSection',
  tag: 'keywords',
  isbn: 'isbn',
  'price:amount': 'price',
  'price:currency': 'priceCurrency',
  'image:url': 'image',
  'image:secure_url': 'image',
  image_src: 'image',
  canonical: 'url',
  retailer_item_id: 'sku',
  street_address: 'streetAddress',
  'street-address': 'streetAddress',
  locality: 'addressLocality',
  region: 'addressRegion',
  postal_code: 'postalCode',
  'postal-code': 'postalCode',
  phone_number: 'telephone',
};

/** The page's meta tags as one record. */
export const metaRegion = (values: readonly MetaValue[]): Region | null => {
  if (values.length === 0) return null;
  const byName = new Map<string, Located[]>();
  for (const { name, value } of values) {
    const known = byName.get(name);
    if (known === undefined) byName.set(name, [value]);
    else known.push(value);
  }
  const type = values.find(({ name }) => name === 'og:type')?.value.text;
  return {
    kind: 'facts',
    element: 0,
    titles: type === undefined ? [] : [type],
    recordCount: 1,
    columns: [...byName].map(([name, found]) => ({
      origin: 'meta',
      labels: [],
      hints: hintsOf(name),
      cells: [contentOf(found)],
    })),
  };
};

const hintsOf = (name: string): string[] => {
  const local = name.replace(/^[a-z]+(?:[:.]|_(?=[a-z]+$))/, '');
  const hints = new Set([name, local]);
  const known = sameAs[local];
  if (known !== undefined) hints.add(known);
  return [...hints];
};
