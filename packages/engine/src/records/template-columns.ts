import { locateLeaves } from '../page/element-text.ts';
import type { Page } from '../page/page.ts';
import { type Located, locateAttribute } from '../page/text.ts';
import type { CellContent, Column } from '../regions/region.ts';
import type { TemplateNode } from './align-records.ts';
import { hintsOfNodes } from './node-hints.ts';
import { piecesOfLines } from './running-text.ts';

/** Attributes whose value may be what a reader sees, or is led to. */
const valueAttributes = new Set([
  'href',
  'src',
  'data-src',
  'alt',
  'title',
  'datetime',
  'aria-label',
  'content',
  'data-value',
]);

/**
 * The columns of aligned records: the text of each place of the template, what its attributes hold, and the list of
 * the texts of like siblings. Places with the same text in every record (a link in a heading) are one column.
 */
export const templateColumns = (page: Page, nodes: readonly TemplateNode[]): Column[] => {
  const hints = hintsOfNodes(page, nodes);
  return [
    ...textColumns(page, nodes, hints),
    ...attributeColumns(page, nodes, hints),
    ...listColumns(page, nodes, hints),
  ];
};

const textColumns = (
  page: Page,
  nodes: readonly TemplateNode[],
  hints: readonly (readonly string[])[],
): Column[] => {
  const pieces = piecesOfLines(page, nodes);
  const columns = new Map<string, { node: TemplateNode; hints: Set<string> }>();
  nodes.forEach((node, n) => {
    const key = pieces[n] === 1 ? null : rangesOf(node);
    if (key === null) return;
    const known = columns.get(key)?.hints ?? new Set(inherited(nodes, hints, n));
    for (const hint of hints[n] ?? []) known.add(hint);
    // The innermost place says where the text is; those around it say what it is, too.
    columns.set(key, { node, hints: known });
  });
  return [...columns.values()].map(({ node, hints }) => ({
    origin: 'record',
    labels: [],
    hints: [...hints],
    cells: Array.from(node.elements, (_, record) => textOf(page, node, record)),
  }));
};

/** A text beside other content has no name of its own: the element that it stands in names it. */
const inherited = (
  nodes: readonly TemplateNode[],
  hints: readonly (readonly string[])[],
  n: number,
): readonly string[] => {
  const node = nodes[n];
  return node !== undefined && (node.kind !== 'element' || (hints[n]?.length ?? 0) <= 1)
    ? (hints[node.parent] ?? [])
    : [];
};

const textOf = (page: Page, node: TemplateNode, record: number): CellContent | null => {
  const slices = slicesOf(page, node, record);
  return slices.length > 1 ? slices : (slices[0] ?? null);
};

const slicesOf = (page: Page, node: TemplateNode, record: number): Located[] => {
  const element = node.elements[record] ?? -1;
  if (element < 0) return [];
  const leaves = { from: node.from[record] ?? 0, to: node.to[record] ?? 0 };
  return locateLeaves(page, element, leaves).filter(({ text }) => text !== '');
};

/** The leaves of a place in every record, as a text to compare; null when no record has a text there. */
const rangesOf = ({ from, to }: TemplateNode): string | null => {
  let hasText = false;
  const ranges: string[] = [];
  from.forEach((leaf, record) => {
    const isFilled = leaf >= 0 && leaf < (to[record] ?? 0);
    ranges.push(isFilled ? `${leaf}-${to[record]}` : '');
    hasText ||= isFilled;
  });
  return hasText ? ranges.join() : null;
};

const attributeColumns = (
  page: Page,
  nodes: readonly TemplateNode[],
  hints: readonly (readonly string[])[],
): Column[] => {
  const columns: Column[] = [];
  nodes.forEach((node, n) => {
    for (const name of node.kind === 'element' ? attributesOf(page, node) : []) {
      const cells = Array.from(node.elements, (e) => (e < 0 ? null : locateAttribute(page, e, name)));
      columns.push({ origin: 'record', labels: [], hints: [...(hints[n] ?? []), name], cells });
    }
  });
  return columns;
};

/** The value attributes that some element of the place has. */
const attributesOf = (page: Page, { elements }: TemplateNode): string[] => {
  const names = new Set<string>();
  for (const e of elements) {
    if (e < 0) continue;
    for (let a = page.firstAttribute[e] ?? 0; a < (page.firstAttribute[e + 1] ?? 0); a++) {
      const name = page.attributeNames.text(page.attributeName[a] ?? 0);
      if (valueAttributes.has(name) && (page.attributeStart[a] ?? 0) < (page.attributeEnd[a] ?? 0))
        names.add(name);
    }
  }
  return [...names];
};

const listColumns = (
  page: Page,
  nodes: readonly TemplateNode[],
  hints: readonly (readonly string[])[],
): Column[] => {
  const groups = Map.groupBy(nodes, (node) => node.firstLike);
  const columns: Column[] = [];
  for (const [first, like] of groups) {
    if (like.length < 2 || like[0]?.kind !== 'element') continue;
    const cells = Array.from(like[0].elements, (_, record) => {
      const items = like.flatMap((node) => slicesOf(page, node, record));
      return items.length > 1 ? items : (items[0] ?? null);
    });
    if (cells.some(Array.isArray)) {
      columns.push({
        origin: 'record',
        labels: [],
        hints: [...(hints[nodes[first]?.parent ?? -1] ?? []), ...(hints[first] ?? [])],
        cells,
      });
    }
  }
  return columns;
};
