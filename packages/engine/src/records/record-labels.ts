import type { Page } from '../page/page.ts';
import { isLeafVisible, type Located, leafText } from '../page/text.ts';
import type { CellContent, Column } from '../regions/region.ts';
import type { RecordSpan } from './record-sets.ts';

/** A label is short; longer constant texts are furniture. */
const longestLabel = 40;
/** The share of a column's cells that must have the same text beside them. */
const constantShare = 0.6;

/**
 * Gives columns the labels that the records themselves write: a text in front of the value or behind it that is the
 * same in most records ("Price:", "comments"), and words that most of the values share ("12 reviews").
 */
export const labelColumns = (
  page: Page,
  spans: readonly RecordSpan[],
  columns: readonly Column[],
): Column[] => {
  const leafAt = new Map<number, number>();
  const leafEndingAt = new Map<number, number>();
  for (const { firstLeaf, endLeaf } of spans) {
    for (let leaf = firstLeaf; leaf < endLeaf; leaf++) {
      leafAt.set(page.leafStart[leaf] ?? 0, leaf);
      leafEndingAt.set(page.leafEnd[leaf] ?? 0, leaf);
    }
  }
  return columns.map((column) => {
    const before = column.cells.map((cell, r) => textBefore(page, spans[r], leafAt.get(startOf(cell)) ?? -1));
    const after = column.cells.map((cell, r) =>
      textAfter(page, spans[r], leafEndingAt.get(endOf(cell)) ?? -1),
    );
    const labels = [
      constantText(before),
      isCount(column) ? constantText(after) : '',
      sharedWords(column.cells),
    ].filter((text) => text !== '');
    return labels.length === 0 ? column : { ...column, labels: [...column.labels, ...labels] };
  });
};

/** Only an amount has its unit behind it; behind other values stands what comes next. */
const isCount = ({ cells }: Column): boolean => {
  const first = cells.find((cell) => cell !== null && 'text' in cell);
  return (
    first !== undefined &&
    first !== null &&
    'text' in first &&
    /^[\p{Sc}+-]?\d[\d.,\s]*[kKmM%]?$/u.test(first.text)
  );
};

const startOf = (cell: CellContent | null): number =>
  cell === null ? -1 : 'text' in cell ? cell.start : (cell[0]?.start ?? -1);
const endOf = (cell: CellContent | null): number =>
  cell === null ? -1 : 'text' in cell ? cell.end : (cell.at(-1)?.end ?? -1);

const textBefore = (page: Page, span: RecordSpan | undefined, leaf: number): string => {
  if (span === undefined || leaf < 0) return '';
  for (let l = leaf - 1; l >= span.firstLeaf; l--) if (isLeafVisible(page, l)) return leafText(page, l);
  return '';
};

const textAfter = (page: Page, span: RecordSpan | undefined, leaf: number): string => {
  if (span === undefined || leaf < 0) return '';
  for (let l = leaf + 1; l < span.endLeaf; l++) if (isLeafVisible(page, l)) return leafText(page, l);
  return '';
};

/** The text that most of the cells have, when it reads like a label; else ''. */
const constantText = (texts: readonly string[]): string => {
  const counts = new Map<string, number>();
  let filled = 0;
  for (const text of texts) {
    if (text === '') continue;
    filled++;
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  for (const [text, count] of counts) {
    if (count >= 2 && count >= constantShare * filled && text.length <= longestLabel && /\p{L}/u.test(text))
      return text;
  }
  return '';
};

/** The words that most of the values share, when every value is short. */
const sharedWords = (cells: Column['cells']): string => {
  const texts = cells
    .filter((cell): cell is Located => cell !== null && 'text' in cell)
    .map(({ text }) => text);
  if (texts.length < 2 || texts.some((text) => text.length > 60 || !/\d/.test(text))) return '';
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const word of new Set(text.toLowerCase().match(/\p{L}{2,}/gu) ?? []))
      counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const shared = [...counts].filter(([, count]) => count >= 0.75 * texts.length).map(([word]) => word);
  return shared.length <= 4 ? shared.join(' ') : '';
};
