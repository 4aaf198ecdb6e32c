import { locateElement } from '../page/element-text.ts';
import type { Page } from '../page/page.ts';
import { type Located, locateAttribute, locateLeaf } from '../page/text.ts';
import type { CellContent, Column } from '../regions/region.ts';
import type { TemplateNode } from './align-records.ts';
import { hintsOfNodes } from './node-hints.ts';
import { insideRunningText } from './running-text.ts';

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
  const inside = insideRunningText(page, nodes);
  const columns = new Map<string, { node: TemplateNode; hints: Set<string> }>();
  nodes.forEach((node, n) => {
    const key = inside[n] === 1 ? null : rangesOf(page, node);
    if (key === null) return;
    const known = columns.get(key);
    // A leaf says where the text is; the elements around it say what it is.
    if (known === undefined)
      columns.set(key, { node, hints: new Set([...inherited(nodes, hints, n), ...(hints[n] ?? [])]) });
    else for (const hint of hints[n] ?? []) known.hints.add(hint);
  });
  return [...columns.values()].map(({ node, hints }) => ({
    origin: 'record',
    labels: [],
    hints: [...hints],
    cells: Array.from(node.instances, (instance) => (instance < 0 ? null : textOf(page, node, instance))),
  }));
};

/** A text beside other content has no name of its own: the element that it stands in names it. */
const inherited = (
  nodes: readonly TemplateNode[],
  hints: readonly (readonly string[])[],
  n: number,
): readonly string[] => {
  const node = nodes[n];
  return node !== undefined && (node.isLeaf || (hints[n]?.length ?? 0) <= 1) ? (hints[node.parent] ?? []) : [];
};

const textOf = (page: Page, node: TemplateNode, instance: number): CellContent | null => {
  if (node.isLeaf) return locateLeaf(page, instance);
  const slices = locateElement(page, instance).filter(({ text }) => text !== '');
  return slices.length > 1 ? slices : (slices[0] ?? null);
};

/** The leaves of a place in every record, as a text to compare; null when no record has a visible text there. */
const rangesOf = (page: Page, { isLeaf, instances }: TemplateNode): string | null => {
  let hasText = false;
  const ranges: string[] = [];
  for (const instance of instances) {
    if (instance < 0) ranges.push('');
    else if (isLeaf) ranges.push(`${instance}-${instance + 1}`);
    else ranges.push(`${page.firstLeaf[instance]}-${page.endLeaf[instance]}`);
    hasText ||= instance >= 0 && (isLeaf || (page.firstLeaf[instance] ?? 0) < (page.endLeaf[instance] ?? 0));
  }
  return hasText ? ranges.join() : null;
};

const attributeColumns = (
  page: Page,
  nodes: readonly TemplateNode[],
  hints: readonly (readonly string[])[],
): Column[] => {
  const columns: Column[] = [];
  nodes.forEach((node, n) => {
    for (const name of node.isLeaf ? [] : attributesOf(page, node)) {
      const cells = Array.from(node.instances, (e) => (e < 0 ? null : locateAttribute(page, e, name)));
      columns.push({ origin: 'record', labels: [], hints: [...(hints[n] ?? []), name], cells });
    }
  });
  return columns;
};

/** The value attributes that some element of the place has. */
const attributesOf = (page: Page, { instances }: TemplateNode): string[] => {
  const names = new Set<string>();
  for (const e of instances) {
    if (e < 0) continue;
    for (let a = page.firstAttribute[e] ?? 0; a < (page.firstAttribute[e + 1] ?? 0); a++) {
      const name = page.attributeNames.text(page.attributeName[a] ?? 0);
      if (valueAttributes.has(name) && (page.attributeStart[a] ?? 0) < (page.attributeEnd[a] ?? 0)) names.add(name);
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
    if (like.length < 2 || like[0]?.isLeaf === true) continue;
    const cells = Array.from(like[0]?.instances ?? [], (_, record) => {
      const items = like.flatMap((node): Located[] => {
        const instance = node.instances[record] ?? -1;
        return instance < 0 ? [] : locateElement(page, instance).filter(({ text }) => text !== '');
      });
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
