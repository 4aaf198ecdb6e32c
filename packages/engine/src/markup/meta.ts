import { findAttribute, type Page } from '../page/page.ts';
import { attributeText, type Located, locateAttribute, locateLeaf } from '../page/text.ts';

/** A fact that the page's head states about the whole page. */
export type MetaValue = {
  /** `og:title`, `description`, `canonical`, as the page spells it, in lower case. */
  readonly name: string;
  readonly value: Located;
};

/** Vocabularies for readers of the page; the rest (viewport, robots, site verification) is for machines that fetch it. */
const vocabularies =
  /^(?:og|twitter|article|product|book|profile|video|music|business|place|recipe|event|books|movie|al:web|dc|dcterms|citation|parsely|sailthru|cxenseparse|bt|geo|icbm|prism|eprints|bepress_citation)[:._-]/;
const plainNames =
  /^(?:title|description|author|keywords|news_keywords|date|pubdate|publish(?:ed)?[_-]?date|lastmod|last-modified|modified|thumbnail|image|abstract|subject|creator|copyright|publisher|category|section|price|byl|pdate|displaydate|item-?price)$/;
const linkNames = new Set(['canonical', 'image_src', 'shortlink', 'author', 'license']);

/** OpenGraph, Twitter, Dublin Core, citation and plain meta tags, the title and telling links, in page order. */
export const readMeta = (page: Page): MetaValue[] => {
  const values: MetaValue[] = [];
  const meta = page.tagNames.find('meta');
  const link = page.tagNames.find('link');
  const title = page.tagNames.find('title');
  let hasTitle = false;
  for (let e = 0; e < page.elementCount; e++) {
    const tag = page.tag[e];
    if (tag === meta) values.push(...metaTag(page, e));
    else if (tag === link) values.push(...linkTag(page, e));
    else if (tag === title && !hasTitle) {
      hasTitle = true;
      values.push(...titleTag(page, e));
    }
  }
  return values;
};

const metaTag = (page: Page, element: number): MetaValue[] => {
  const [property] = attributeText(page, element, 'property').split(' ');
  const name = property || attributeText(page, element, 'name');
  const known = name.toLowerCase();
  if (!vocabularies.test(known) && !plainNames.test(known)) return [];
  const value = locateAttribute(page, element, 'content');
  return value === null ? [] : [{ name: known, value: { ...value, source: `meta:${name}` } }];
};

const linkTag = (page: Page, element: number): MetaValue[] => {
  if (findAttribute(page, element, 'rel') < 0) return [];
  const names = attributeText(page, element, 'rel').toLowerCase().split(' ');
  const name = names.find((one) => linkNames.has(one));
  const value = name === undefined ? null : locateAttribute(page, element, 'href');
  return name === undefined || value === null ? [] : [{ name, value }];
};

/** The title's slice is text, though no part of the page's body. */
const titleTag = (page: Page, element: number): MetaValue[] => {
  const leaf = page.firstLeaf[element] ?? 0;
  if (leaf >= (page.endLeaf[element] ?? 0)) return [];
  const value = { ...locateLeaf(page, leaf), element };
  return value.text === '' ? [] : [{ name: 'title', value }];
};
