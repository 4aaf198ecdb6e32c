import { locateLeaves } from '../page/element-text.ts';
import type { Page } from '../page/page.ts';
import { headingTags } from '../page/tags.ts';
import { type Located, leafText } from '../page/text.ts';
import { isLabel, trimLabel } from './label.ts';
import type { Lines } from './lines.ts';
import type { Pair } from './pair.ts';
import { holderOf } from './value-text.ts';

const maxSections = 200;
const maxLines = 100;
/** The longest section, in UTF-16 units of markup. */
const longSection = 30_000;

/** The lines under each heading up to the next: "Ingredients" and its list. */
export const sectionPairs = (page: Page, lines: Lines): Pair[] => {
  const pairs: Pair[] = [];
  const headings = headingLines(page, lines);
  for (let i = 0; i < headings.length && pairs.length < maxSections; i++) {
    const line = headings[i] ?? 0;
    const heading = lines.leaves[lines.first[line] ?? 0] ?? 0;
    if ((page.leafEnd[heading] ?? 0) - (page.leafStart[heading] ?? 0) > 120) continue;
    const label = trimLabel(leafText(page, heading));
    if (!isLabel(label)) continue;
    const end = endOfSection(page, lines, { line, limit: headings[i + 1] ?? lines.count });
    if (end - line < 3 || end - line > maxLines || isLong(page, lines, { line, end })) continue;
    const value = locateLines(page, lines, { from: line + 1, to: end });
    if (value[0] !== undefined) pairs.push({ label, value, element: value[0].element });
  }
  return pairs;
};

const isLong = (
  page: Page,
  { leaves, first }: Lines,
  { line, end }: { line: number; end: number },
): boolean => {
  const from = leaves[first[line + 1] ?? 0] ?? 0;
  const last = leaves[(first[end] ?? 1) - 1] ?? 0;
  return (page.leafEnd[last] ?? 0) - (page.leafStart[from] ?? 0) > longSection;
};

const headingLines = (page: Page, lines: Lines): number[] => {
  const found: number[] = [];
  const ids = new Set([...headingTags].map((tag) => page.tagNames.find(tag)));
  const inHeading = new Uint8Array(page.elementCount);
  for (let e = 1; e < page.elementCount; e++) {
    inHeading[e] = ids.has(page.tag[e] ?? -1) || inHeading[page.parent[e] ?? 0] === 1 ? 1 : 0;
  }
  for (let line = 0; line < lines.count; line++) {
    const leaf = lines.leaves[lines.first[line] ?? 0] ?? 0;
    if (inHeading[page.leafParent[leaf] ?? 0] === 1) found.push(line);
  }
  return found;
};

/** A section ends with the element that its heading begins: the lines after that belong to something else. */
const endOfSection = (page: Page, lines: Lines, { line, limit }: { line: number; limit: number }): number => {
  const leaf = lines.leaves[lines.first[line] ?? 0] ?? 0;
  let holder = page.leafParent[leaf] ?? 0;
  const after = lines.leaves[(lines.first[line + 1] ?? 1) - 1] ?? leaf;
  while (holder > 0 && (page.endLeaf[holder] ?? 0) <= after + 1) holder = page.parent[holder] ?? 0;
  const endLeaf = page.endLeaf[holder] ?? 0;
  let end = line + 1;
  while (end < limit && end - line <= maxLines + 1 && (lines.leaves[lines.first[end] ?? 0] ?? 0) < endLeaf)
    end++;
  return end;
};

const locateLines = (page: Page, lines: Lines, { from, to }: { from: number; to: number }): Located[] => {
  const located: Located[] = [];
  for (let line = from; line < to; line++) {
    const range = {
      from: lines.leaves[lines.first[line] ?? 0] ?? 0,
      to: (lines.leaves[(lines.first[line + 1] ?? 1) - 1] ?? 0) + 1,
    };
    located.push(...locateLeaves(page, holderOf(page, range), range));
  }
  return located;
};
