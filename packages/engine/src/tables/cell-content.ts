import { locateElement, locateLeaves } from '../page/element-text.ts';
import { type Page, rawAttribute, tagOf } from '../page/page.ts';
import { collapse, type Located, leafText } from '../page/text.ts';
import type { CellContent } from '../regions/region.ts';

/** Reads the cells of one page. */
export type CellReader = (cell: number) => CellContent | null;

/**
 * The visible text of a cell without what stands beside its value: footnote marks, keys to sort by, and text for screen
 * readers only. The reader gives null for a cell without text.
 */
export const cellReader = (page: Page): CellReader => {
  const sup = page.tagNames.find('sup');
  const asides = asideClasses(page);
  const isAside = (e: number): boolean =>
    (page.tag[e] === sup && isFootnoteMark(page, e)) || asides.has(page.classes[e] ?? 0);
  return (cell) => {
    const ownSlices = locateWithout(page, cell, isAside);
    const slices = ownSlices.length > 0 ? ownSlices : locateElement(page, cell);
    const [first] = slices;
    return first === undefined ? null : slices.length === 1 ? first : slices;
  };
};

/** Names that stylesheets conventionally hide from the eye, wherever the stylesheet is. */
const asideClass =
  /(?:^|\s)(?:sort-?key|sort-?value|sr-only|visually-?hidden|screen-?reader(?:-?text)?|reference|noprint)(?:\s|$)/i;

const asideClasses = ({ classNames }: Page): ReadonlySet<number> => {
  const ids = new Set<number>();
  for (let id = 1; id < classNames.size; id++) if (asideClass.test(classNames.text(id))) ids.add(id);
  return ids;
};

const locateWithout = (page: Page, cell: number, isAside: (element: number) => boolean): Located[] => {
  let from = page.firstLeaf[cell] ?? 0;
  const to = page.endLeaf[cell] ?? 0;
  const end = page.end[cell] ?? 0;
  const slices: Located[] = [];
  for (let e = cell + 1; from < to && e < end; e++) {
    if (!isAside(e) || (page.firstLeaf[e] ?? 0) < from) continue;
    for (const slice of locateLeaves(page, cell, { from, to: page.firstLeaf[e] ?? 0 })) slices.push(slice);
    from = page.endLeaf[e] ?? 0;
  }
  return [...slices, ...locateLeaves(page, cell, { from, to })];
};

/** A superscript that only leads to a note on the same page: it is about the value, not part of it. */
const isFootnoteMark = (page: Page, sup: number): boolean => {
  const first = page.firstLeaf[sup] ?? 0;
  const last = (page.endLeaf[sup] ?? 0) - 1;
  if (last < first) return false;
  const end = page.end[sup] ?? 0;
  for (let e = sup + 1; e < end; e++) {
    if (tagOf(page, e) === 'a' && (rawAttribute(page, e, 'href') ?? '').startsWith('#')) return true;
  }
  return first === last && /^\[[^\]]{1,12}\]$/.test(leafText(page, first));
};

/** The text of a cell's content, its pieces parted by blanks. */
export const textOf = (content: CellContent | null | undefined): string => {
  if (content === null || content === undefined) return '';
  return 'text' in content ? content.text : collapse(content.map((piece) => piece.text).join(' '));
};
