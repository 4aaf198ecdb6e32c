import { type Page, rawAttribute } from '../page/page.ts';

/** Belief that an element (and the offset of its text) stands where the page tells its facts, 0..1. */
export type PlaceReader = (element: number, start: number) => number;

const asideTags = ['nav', 'footer', 'aside'];
const asideRoles = /^(?:navigation|contentinfo|complementary|banner|search|dialog)$/;
const asideNames =
  /(?:^|[\s_-])(?:nav(?:bar|igation)?|menu|footer|sidebar|related|similar|recommend(?:ed|ations?)?|recently|also|upsell|cross-?sell|carousel|breadcrumbs?|crumbs?|popular|trending|sponsored|advert\w*|ads|promo\w*|newsletter|minicart|mini-cart|cookie\w*|login|signup|popup|modal|social|share|sharing)(?:$|[\s_-])|(?:related|recommended|similar)[A-Z_-]|(?:Footer|Sidebar|Menu|Carousel|Related)(?:$|[\s_-])/;

/** What stands aside is believed this much. */
const asideBelief = 0.65;
/** What stands before the main heading, and far behind it. */
const beforeBelief = 0.85;
const farBelief = 0.9;

/** An element with more of the page's text than this is no side matter, whatever it is called. */
const largestAside = 0.5;

/** Reads the page's regions once; asking is then a look-up. @param heading the offset of the main heading, or -1. */
export const readPlaces = (page: Page, heading: number): PlaceReader => {
  const aside = markAside(page, heading);
  const length = Math.max(1, page.html.length - Math.max(0, heading));
  return (element, start) => {
    const side = aside[element] === 1 ? asideBelief : 1;
    if (heading < 0) return side;
    if (start < heading) return Math.min(side, beforeBelief);
    return side * (1 - (1 - farBelief) * Math.min(1, (start - heading) / length));
  };
};

const markAside = (page: Page, heading: number): Uint8Array => {
  const aside = new Uint8Array(page.elementCount);
  const tags = new Set(asideTags.map((tag) => page.tagNames.find(tag)));
  const classes = new Map<number, boolean>();
  const isNamed = (id: number): boolean => {
    const known = classes.get(id);
    if (known !== undefined) return known;
    const named = asideNames.test(page.classNames.text(id));
    classes.set(id, named);
    return named;
  };
  const hasRole = page.attributeNames.find('role') >= 0;
  for (let e = 1; e < page.elementCount; e++) {
    const parent = page.parent[e] ?? 0;
    if (aside[parent] === 1) aside[e] = 1;
    else {
      const isPart =
        tags.has(page.tag[e] ?? -1) || (hasRole && asideRoles.test(rawAttribute(page, e, 'role') ?? ''));
      const isAside =
        isPart || isNamed(page.classes[e] ?? 0) || asideNames.test(rawAttribute(page, e, 'id') ?? '');
      if (isAside && mayBeAside(page, e, { heading, isPart })) aside[e] = 1;
    }
  }
  return aside;
};

/** Does the element leave out the main heading and, where only a name says what it is, most of the text? */
const mayBeAside = (
  page: Page,
  element: number,
  { heading, isPart }: { heading: number; isPart: boolean },
): boolean => {
  const first = page.firstLeaf[element] ?? 0;
  const end = page.endLeaf[element] ?? 0;
  if (end <= first) return true;
  const from = page.leafStart[first] ?? 0;
  const to = page.leafEnd[end - 1] ?? 0;
  if (heading >= from && heading < to) return false;
  return isPart || end - first < page.leafCount * largestAside;
};
