import { findAttribute, type Page, rawAttribute } from '../page/page.ts';
import { attributeText, type Located, locateAttribute } from '../page/text.ts';
import { boundedTexts, type ElementSyntax, readElementItems } from './element-items.ts';
import { isItem, localNames, type MarkupItem } from './items.ts';

/** Where a property's value stands, in the order in which RDFa looks (RDFa Core 1.1, section 7.5). */
const valueAttributes = ['content', 'resource', 'href', 'src', 'datetime'];

const subjectAttributes = ['typeof', 'resource', 'about'];

/**
 * The top-level items of a page's RDFa Lite 1.1: `typeof`, `property`, `resource`.
 * `vocab` and `prefix` only qualify names, and names are kept local here.
 */
export const readRdfa = (page: Page): MarkupItem[] => {
  const names = page.attributeNames;
  if (names.find('property') < 0 || !subjectAttributes.some((name) => names.find(name) >= 0)) return [];
  const { top, byElement } = readElementItems(page, rdfaSyntax(page));
  resolveResources(page, byElement);
  return [...top].filter((item) => item.properties.size > 0);
};

const rdfaSyntax = (page: Page): ElementSyntax => {
  const textsOf = boundedTexts(page);
  return {
    itemAt: (element) => {
      const types = rawAttribute(page, element, 'typeof');
      if (types === null && !isUntypedSubject(page, element)) return null;
      return { types: localNames(types ?? ''), origin: 'rdfa', element, properties: new Map() };
    },
    propertiesAt: (element) => {
      const names = rawAttribute(page, element, 'property');
      return names === null ? [] : localNames(names);
    },
    valuesAt: (element) => {
      const value = attributeValue(page, element);
      return value === null ? textsOf(element) : [value];
    },
  };
};

const isUntypedSubject = (page: Page, element: number): boolean =>
  findAttribute(page, element, 'property') < 0 &&
  (findAttribute(page, element, 'resource') >= 0 || findAttribute(page, element, 'about') >= 0);

const attributeValue = (page: Page, element: number): Located | null => {
  for (const name of valueAttributes) {
    const value = locateAttribute(page, element, name);
    if (value !== null) return value;
  }
  return null;
};

/** Puts the item in place of the address that names it. */
const resolveResources = (page: Page, byElement: ReadonlyMap<number, MarkupItem>): void => {
  const byResource = new Map<string, MarkupItem>();
  for (const [element, item] of byElement) {
    const id = attributeText(page, element, 'resource') || attributeText(page, element, 'about');
    if (id !== '') byResource.set(id, item);
  }
  if (byResource.size === 0) return;
  for (const owner of byElement.values()) {
    for (const values of owner.properties.values()) {
      values.forEach((value, i) => {
        const item = isItem(value) || value.source === 'text' ? undefined : byResource.get(value.text);
        if (item !== undefined && item !== owner) values[i] = item;
      });
    }
  }
};
