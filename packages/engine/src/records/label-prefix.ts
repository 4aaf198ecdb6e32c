import type { Page } from '../page/page.ts';
import { decodeText, type Located } from '../page/text.ts';
import type { CellContent } from '../regions/region.ts';

/** A label at the beginning of a text, as it stands in the markup, with the white space behind its colon. */
const labelled = /^(([^:：<>]{3,40})[:：](?:\s|&nbsp;|&#160;)+)(?=\S)[^<]*$/;

/** The label that the texts of a column all begin with ("Weight: 3 kg", "Weight: 5 kg"); null when they do not. */
export const sharedPrefix = (page: Page, cells: readonly (CellContent | null)[]): string | null => {
  let shared: string | null = null;
  let count = 0;
  for (const cell of cells) {
    if (cell === null) continue;
    const label = 'text' in cell ? labelled.exec(page.html.slice(cell.start, cell.end))?.[2] : undefined;
    if (label === undefined || (shared !== null && label !== shared)) return null;
    shared = label;
    count++;
  }
  return count > 1 && shared !== null && /\p{L}/u.test(shared) ? decodeText(shared) : null;
};

/** The value behind a label that shares its text. */
export const behindPrefix = (page: Page, cell: CellContent | null): CellContent | null => {
  if (cell === null || !('text' in cell)) return cell;
  const prefix = labelled.exec(page.html.slice(cell.start, cell.end))?.[1];
  return prefix === undefined ? cell : cutBefore(page, cell, cell.start + prefix.length);
};

const cutBefore = (page: Page, cell: Located, start: number): Located => ({
  ...cell,
  start,
  text: decodeText(page.html.slice(start, cell.end)),
});
