import { IntList } from '../page/int-list.ts';
import type { Page } from '../page/page.ts';
import { blockTags } from '../page/tags.ts';

/** The visible text of a page as lines: runs of leaves that no block element and no `br` parts. */
export type Lines = {
  readonly count: number;
  /** The visible leaves of the page, in order; line `i` holds those numbered `[first[i], first[i + 1])` here. */
  readonly leaves: Int32Array;
  readonly first: Int32Array;
};

/** @returns the lines of the page, found in one walk over its elements and one over its leaves. */
export const findLines = (page: Page): Lines => {
  const { blockOf, breakBefore } = findBlocks(page);
  const leaves = new IntList();
  const first = new IntList();
  let block = -1;
  let isBroken = true;
  for (let leaf = 0; leaf < page.leafCount; leaf++) {
    isBroken ||= breakBefore[leaf] === 1;
    const parent = page.leafParent[leaf] ?? 0;
    if (page.hidden[parent] === 1) continue;
    const own = blockOf[parent] ?? -1;
    if (isBroken || own !== block) first.push(leaves.length);
    leaves.push(leaf);
    block = own;
    isBroken = false;
  }
  const count = first.length;
  first.push(leaves.length);
  return { count, leaves: leaves.view(), first: first.view() };
};

/** The nearest block of each element, and the leaves that something else than a block begins a line with. */
const findBlocks = (page: Page): { blockOf: Int32Array; breakBefore: Uint8Array } => {
  const blocks = new Set([...blockTags].map((tag) => page.tagNames.find(tag)));
  const breaks = new Set(['br', 'hr', 'img', 'input', 'iframe'].map((tag) => page.tagNames.find(tag)));
  const line = new Set(['br', 'hr'].map((tag) => page.tagNames.find(tag)));
  const blockOf = new Int32Array(page.elementCount);
  const breakBefore = new Uint8Array(page.leafCount + 1);
  for (let e = 0; e < page.elementCount; e++) {
    const tag = page.tag[e] ?? -1;
    blockOf[e] = blocks.has(tag) && !breaks.has(tag) ? e : (blockOf[page.parent[e] ?? 0] ?? 0);
    if (line.has(tag)) breakBefore[page.firstLeaf[e] ?? 0] = 1;
  }
  return { blockOf, breakBefore };
};
