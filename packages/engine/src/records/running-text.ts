import { type Page, tagOf } from '../page/page.ts';
import { headingTags } from '../page/tags.ts';
import type { TemplateNode } from './record-template.ts';

/**
 * Finds the texts that are only a piece of a line: words around a searched word in bold, a title with a word in
 * italics. Such a piece is no column of its own, nor is the mark around it.
 * @returns 1 for each such node.
 */
export const piecesOfLines = (page: Page, nodes: readonly TemplateNode[]): Uint8Array => {
  const running = nodes.map((node) => node.kind === 'line' && isRunning(page, nodes, node));
  const pieces = new Uint8Array(nodes.length);
  nodes.forEach(({ kind, lines, parent }, n) => {
    if (kind !== 'text' || lines.length === 0 || !lines.every((line) => running[line] === true)) return;
    pieces[n] = 1;
    // The marks around the piece, up to the element that the line stands in.
    const lineParent = Math.max(-1, ...lines.map((line) => nodes[line]?.parent ?? -1));
    for (let mark = parent; mark >= 0 && mark !== lineParent; mark = nodes[mark]?.parent ?? -1)
      pieces[mark] = 1;
  });
  return pieces;
};

/** Marked words come in any number, the parts of a record do not; and a link or a heading is one text. */
const isRunning = (
  page: Page,
  nodes: readonly TemplateNode[],
  { elements, from, to }: TemplateNode,
): boolean => {
  const element = elements.find((e) => e >= 0) ?? 0;
  const tag = tagOf(page, element);
  if (tag === 'a' || headingTags.has(tag)) return true;
  const counts = new Set<number>();
  elements.forEach((e, record) => {
    const count = (to[record] ?? 0) - (from[record] ?? 0);
    if (e >= 0 && count > 1) counts.add(count);
  });
  return counts.size > 1 || nodes.length === 0;
};
