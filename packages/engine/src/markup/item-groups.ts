import type { Page } from '../page/page.ts';
import { containerTypes, siteTypes } from './item-types.ts';
import { hasType, isLocated, itemsOf, type MarkupItem, type MarkupList } from './items.ts';

/** The items of a page, as lists of siblings and as things of their own. */
export type ItemGroups = {
  readonly lists: readonly MarkupList[];
  /** Items that are not one of a list. */
  readonly singles: readonly MarkupItem[];
};

/** Nested items that are parts of a value, not records. */
const partTypes = new Set([
  'HowToStep',
  'HowToSection',
  'HowToDirection',
  'HowToTip',
  'PropertyValue',
  'ImageObject',
  'OpeningHoursSpecification',
  'SearchAction',
  'ReadAction',
  'Brand',
  'ContactPoint',
  'PostalAddress',
  'DefinedTerm',
  'Country',
  'City',
  'State',
  'AdministrativeArea',
  'MerchantReturnPolicy',
  'OfferShippingDetails',
  'UnitPriceSpecification',
  'QuantitativeValue',
]);

/** Containers in containers that are opened, at most. */
const maxContainers = 1_000;

/** Sorts top-level items: containers are opened, siblings of one type make a list. */
export const groupItems = (page: Page, items: readonly MarkupItem[]): ItemGroups => {
  const lists: MarkupList[] = [];
  const loose: MarkupItem[] = [];
  const opened = new Set<MarkupItem>();
  const queue = [...items];
  for (let i = 0; i < queue.length; i++) {
    const item = queue[i];
    if (item === undefined || hasType(item, siteTypes)) continue;
    const isContainer = hasType(item, containerTypes);
    if (!isContainer || hasOwnFacts(item)) loose.push(item);
    if (!isContainer || opened.has(item) || opened.size >= maxContainers) continue;
    opened.add(item);
    lists.push(...nestedLists(item));
    for (const inner of loneItems(item)) queue.push(inner);
  }
  const known = new Set(lists.flatMap((list) => list.items));
  const { siblings, singles } = groupSiblings(
    page,
    loose.filter((item) => !known.has(item)),
  );
  return { lists: [...siblings, ...lists], singles };
};

const hasOwnFacts = (item: MarkupItem): boolean =>
  [...item.properties.values()].some((values) => values.some(isLocated));

/** Lists among the values of an item's properties: its reviews, its offers, the elements of an ItemList. */
export const nestedLists = (item: MarkupItem): MarkupList[] => {
  const lists: MarkupList[] = [];
  if (hasType(item, siteTypes)) return lists;
  for (const property of item.properties.keys()) {
    for (const [type, items] of byType(itemsOf(item, property).map(unwrap))) {
      if (items.length < 2 || partTypes.has(type) || siteTypes.has(type)) continue;
      lists.push({ titles: type === '' ? [property] : [type, property], items });
    }
  }
  return lists;
};

const loneItems = (container: MarkupItem): MarkupItem[] => {
  const lone: MarkupItem[] = [];
  for (const property of container.properties.keys()) {
    for (const items of byType(itemsOf(container, property).map(unwrap)).values()) {
      const [only] = items;
      if (only !== undefined && items.length === 1) lone.push(only);
    }
  }
  return lone;
};

/** The thing that a list's element holds; what only the element says (its place, its address) goes with it. */
const unwrap = (item: MarkupItem): MarkupItem => {
  const [inner] =
    item.types.includes('ListItem') || item.types.includes('DataFeedItem') ? itemsOf(item, 'item') : [];
  if (inner === undefined) return item;
  const properties = new Map(inner.properties);
  for (const [property, values] of item.properties) {
    if (property !== 'item' && !properties.has(property)) properties.set(property, values);
  }
  return { ...inner, properties };
};

const byType = (items: readonly MarkupItem[]): Map<string, MarkupItem[]> => {
  const groups = new Map<string, MarkupItem[]>();
  for (const item of items) addTo(groups, item.types[0] ?? '', item);
  return groups;
};

const groupSiblings = (
  page: Page,
  items: readonly MarkupItem[],
): { siblings: MarkupList[]; singles: MarkupItem[] } => {
  const groups = new Map<string, MarkupItem[]>();
  for (const item of items) addTo(groups, `${item.types.join(' ')} ${placeOf(page, item)}`, item);
  const siblings: MarkupList[] = [];
  const singles: MarkupItem[] = [];
  for (const group of groups.values()) {
    if (group.length > 1) siblings.push({ titles: group[0]?.types ?? [], items: group });
    else singles.push(...group);
  }
  return { siblings, singles };
};

/** Levels of the page's tree that decide whether elements stand alike. */
const maxLevels = 40;

/** The tags around an element; scripts stand anywhere and are all alike. */
const placeOf = (page: Page, { element, origin }: MarkupItem): string => {
  if (origin === 'jsonld' || origin === 'state') return origin;
  const tags: number[] = [page.tag[element] ?? 0];
  let at = page.parent[element] ?? -1;
  for (; at >= 0 && tags.length < maxLevels; at = page.parent[at] ?? -1) tags.push(page.tag[at] ?? 0);
  return tags.join(' ');
};

const addTo = (groups: Map<string, MarkupItem[]>, key: string, item: MarkupItem): void => {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [item]);
  else group.push(item);
};
