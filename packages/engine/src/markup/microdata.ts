import { findAttribute, type Page, rawAttribute, tagOf } from '../page/page.ts';
import { attributeText, type Located, locateAttribute } from '../page/text.ts';
import {
  addProperties,
  boundedTexts,
  type ElementItems,
  type ElementSyntax,
  readElementItems,
} from './element-items.ts';
import { isCompanion, isSiteType } from './item-types.ts';
import { localNames, type MarkupItem } from './items.ts';

/** The attribute that holds an element's value (HTML Living Standard, section 5.2.4). */
const valueAttributes: Readonly<Record<string, string>> = {
  meta: 'content',
  audio: 'src',
  embed: 'src',
  iframe: 'src',
  img: 'src',
  source: 'src',
  track: 'src',
  video: 'src',
  a: 'href',
  area: 'href',
  link: 'href',
  object: 'data',
  data: 'value',
  meter: 'value',
  time: 'datetime',
};

/** Properties that are words, not addresses. */
const wordProperties = new Set([
  'name',
  'headline',
  'alternateName',
  'title',
  'jobTitle',
  'author',
  'creator',
  'brand',
  'manufacturer',
  'publisher',
  'articleSection',
  'category',
  'recipeCategory',
  'recipeCuisine',
  'recipeIngredient',
  'ingredients',
  'keywords',
  'telephone',
  'genre',
  'price',
  'description',
  'articleBody',
  'text',
  'datePublished',
  'address',
  'location',
]);

/** The most elements that `itemref`s may make us look at, all together. */
const maxReferredElements = 500_000;

/** The top-level microdata items of a page (HTML Living Standard, section 5). */
export const readMicrodata = (page: Page): MarkupItem[] => {
  if (page.attributeNames.find('itemscope') < 0) return [];
  const syntax = microdataSyntax(page);
  const items = readElementItems(page, syntax);
  if (page.attributeNames.find('itemref') >= 0) addReferred(page, syntax, items);
  adoptOrphans(syntax, items);
  return [...items.top];
};

/**
 * Where an end tag too many has closed the page's only thing, its later properties stand in no item: they are still
 * its own, as far as it has none of that name.
 */
const adoptOrphans = (syntax: ElementSyntax, { top, byElement, orphans }: ElementItems): void => {
  const parts = new Set(orphans.map((element) => byElement.get(element)));
  const [owner, other] = [...top].filter((item) => !parts.has(item) && isThing(item));
  if (owner === undefined || other !== undefined) return;
  const own = new Set(owner.properties.keys());
  for (const element of orphans) {
    const item = byElement.get(element) ?? null;
    const properties = syntax.propertiesAt(element).filter((property) => !own.has(property));
    addProperties({ owner, properties, item, element }, syntax);
    if (item !== null && properties.length > 0) top.delete(item);
  }
};

const isThing = ({ types }: MarkupItem): boolean =>
  types.length > 0 && !isCompanion(types) && !types.some(isSiteType);

const microdataSyntax = (page: Page): ElementSyntax => {
  const textsOf = boundedTexts(page);
  return {
    itemAt: (element) => itemAt(page, element),
    propertiesAt: (element) => {
      const names = rawAttribute(page, element, 'itemprop');
      return names === null ? [] : localNames(names);
    },
    valuesAt: (element, property) => {
      const value = attributeValue(page, element);
      // On a link authors mean such a property's text, though the standard takes the address.
      const isWords = value?.source === 'attr:href' && wordProperties.has(property);
      if (value !== null && !isWords) return [value];
      const texts = textsOf(element).map((text) => ({ ...text, source: 'microdata' }));
      return texts.length === 0 && value !== null ? [value] : texts;
    },
  };
};

const itemAt = (page: Page, element: number): MarkupItem | null =>
  findAttribute(page, element, 'itemscope') < 0
    ? null
    : {
        types: localNames(attributeText(page, element, 'itemtype')),
        origin: 'microdata',
        element,
        properties: new Map(),
      };

const attributeValue = (page: Page, element: number): Located | null => {
  const tag = tagOf(page, element);
  // The standard knows `content` on meta only; the vocabulary's own examples and most pages use it everywhere.
  const content = locateAttribute(page, element, 'content');
  if (content !== null) return content;
  const name = valueAttributes[tag];
  const value = name === undefined ? null : locateAttribute(page, element, name);
  // Images that load late hold a placeholder until then.
  const isLate = tag === 'img' && (value === null || value.text.startsWith('data:'));
  return isLate ? (locateAttribute(page, element, 'data-src') ?? value) : value;
};

/** Gives items the properties of the elements that their `itemref` names. */
const addReferred = (page: Page, syntax: ElementSyntax, { top, byElement }: ElementItems): void => {
  const byId = elementsById(page);
  let left = maxReferredElements;
  for (const owner of byElement.values()) {
    for (const id of (rawAttribute(page, owner.element, 'itemref') ?? '').split(/\s+/)) {
      const root = byId.get(id);
      if (root === undefined) continue;
      for (let e = root; e < (page.end[root] ?? 0) && left > 0; left--) {
        const item = byElement.get(e) ?? null;
        const properties = syntax.propertiesAt(e);
        if (item !== owner) addProperties({ owner, properties, item, element: e }, syntax);
        if (item !== null && properties.length > 0) top.delete(item);
        e = item === null ? e + 1 : (page.end[e] ?? e + 1);
      }
    }
  }
};

const elementsById = (page: Page): Map<string, number> => {
  const byId = new Map<string, number>();
  for (let e = page.elementCount - 1; e >= 0; e--) {
    const id = rawAttribute(page, e, 'id');
    if (id !== null) byId.set(id, e);
  }
  return byId;
};
