import { type Page, tagOf } from '../page/page.ts';
import { formattingTags, headingTags } from '../page/tags.ts';
import type { TemplateNode } from './align-records.ts';

/** Marks that never carry a value of their own inside of a line of text. */
const plainMarks = new Set('b i em strong mark u s small big sub sup font wbr br q dfn del ins'.split(' '));

/**
 * Finds the places whose content is one running text, dressed by the elements in it: a snippet with the searched words
 * in bold, a title with a word in italics. What stands inside of such a text is no column of its own.
 * @returns 1 for each node that stands inside of a running text.
 */
export const insideRunningText = (page: Page, nodes: readonly TemplateNode[]): Uint8Array => {
  const children = Map.groupBy(nodes.keys(), (n) => nodes[n]?.parent ?? -1);
  const running = Uint8Array.from(nodes, (node, n) =>
    Number(!node.isLeaf && isRunningText(page, nodes, { node, children: children.get(n) ?? [] })),
  );
  const inside = new Uint8Array(nodes.length);
  nodes.forEach(({ parent }, n) => {
    if (parent >= 0 && (inside[parent] === 1 || running[parent] === 1)) inside[n] = 1;
  });
  return inside;
};

type Place = { readonly node: TemplateNode; readonly children: readonly number[] };

const isRunningText = (page: Page, nodes: readonly TemplateNode[], { node, children }: Place): boolean => {
  const elements = children.filter((n) => nodes[n]?.isLeaf === false);
  const leaves = children.length - elements.length;
  if (leaves === 0 || elements.length === 0) return false;
  const tags = elements.map((n) => tagOf(page, sampleOf(nodes[n])));
  if (tags.every((tag) => plainMarks.has(tag))) {
    const own = tagOf(page, sampleOf(node));
    return own === 'a' || headingTags.has(own) || isIrregular(nodes, node, children);
  }
  const kinds = new Set(elements.map((n) => nodes[n]?.firstLike));
  return kinds.size === 1 && elements.length > 1 && tags.every((tag) => formattingTags.has(tag)) && isIrregular(nodes, node, children);
};

const sampleOf = (node: TemplateNode | undefined): number => node?.instances.find((instance) => instance >= 0) ?? 0;

/** Marked words come in any number; the parts of a record do not. */
const isIrregular = (nodes: readonly TemplateNode[], node: TemplateNode, children: readonly number[]): boolean => {
  let least = Number.POSITIVE_INFINITY;
  let most = 0;
  node.instances.forEach((instance, record) => {
    if (instance < 0) return;
    const count = children.reduce((sum, n) => sum + Number((nodes[n]?.instances[record] ?? -1) >= 0), 0);
    least = Math.min(least, count);
    most = Math.max(most, count);
  });
  return most > least;
};
