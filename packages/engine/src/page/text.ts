import { decodeHTML, decodeHTMLAttribute } from 'entities';
import { findAttribute, type Page } from './page.ts';

/** A value and where it stands: `html.slice(start, end)`, with `source` saying how it was read (see `Evidence`). */
export type Located = {
  readonly text: string;
  readonly source: string;
  readonly element: number;
  readonly start: number;
  readonly end: number;
};

const loose = /^\s|\s$|[^\S ]|\s\s/;

/** White space collapsed: most texts have none to collapse, and a test is cheaper than a copy. */
export const collapse = (text: string): string =>
  loose.test(text) ? text.replace(/\s+/g, ' ').trim() : text;

/** Text of markup without tags: entities decoded, white space collapsed. */
export const decodeText = (raw: string): string => collapse(raw.includes('&') ? decodeHTML(raw) : raw);

export const leafText = (page: Page, leaf: number): string => {
  const known = page.leafTexts[leaf];
  if (known !== undefined) return known;
  const text = decodeText(page.html.slice(page.leafStart[leaf], page.leafEnd[leaf]));
  page.leafTexts[leaf] = text;
  return text;
};

export const isLeafVisible = (page: Page, leaf: number): boolean =>
  page.hidden[page.leafParent[leaf] ?? 0] === 0;

export const locateLeaf = (page: Page, leaf: number): Located => ({
  text: leafText(page, leaf),
  source: 'text',
  element: page.leafParent[leaf] ?? 0,
  start: page.leafStart[leaf] ?? 0,
  end: page.leafEnd[leaf] ?? 0,
});

/** An attribute's value, entities decoded and white space collapsed; null when absent or blank. */
export const locateAttribute = (page: Page, element: number, name: string): Located | null => {
  const a = findAttribute(page, element, name);
  if (a < 0) return null;
  const start = page.attributeStart[a] ?? 0;
  const end = page.attributeEnd[a] ?? 0;
  const raw = page.html.slice(start, end);
  const text = collapse(raw.includes('&') ? decodeHTMLAttribute(raw) : raw);
  return text === '' ? null : { text, source: `attr:${name}`, element, start, end };
};

export const attributeText = (page: Page, element: number, name: string): string =>
  locateAttribute(page, element, name)?.text ?? '';
