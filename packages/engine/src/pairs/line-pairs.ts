import { type Page, tagOf } from '../page/page.ts';
import { decodeText, leafText } from '../page/text.ts';
import { isLabel, maxLabel, mayBeLabelName, trimLabel } from './label.ts';
import type { Lines } from './lines.ts';
import type { Pair } from './pair.ts';
import { holderOf, locateValue, type TextRange } from './value-text.ts';

/** A label within a line: where it begins, and where its value does. */
type Mark = {
  readonly label: string;
  readonly start: number;
  /** The position within `Lines.leaves` of the leaf that the label begins in. */
  readonly startAt: number;
  /** The position within `Lines.leaves` of the leaf that the value begins in. */
  readonly at: number;
  readonly valueStart: number;
};

/** The longest value that a line gives, in UTF-16 units of markup. */
const longValue = 1000;

/** The pairs within one line: "Label: value", "<b>Label</b> value", several of them parted by bars. */
export const linePairs = (page: Page, lines: Lines, line: number): Pair[] => {
  const from = lines.first[line] ?? 0;
  const to = lines.first[line + 1] ?? from;
  const marks = findMarks(page, lines, { from, to });
  return marks.flatMap((mark, i) => {
    const range = valueRange(page, lines, { mark, next: marks[i + 1], to });
    if (range.end <= range.start || range.end - range.start > longValue) return [];
    const value = locateValue(page, range);
    return value === null ? [] : [{ label: mark.label, value, element: holderOf(page, range) }];
  });
};

/** A value reaches to the next label of its line, else to the end of the line. */
const valueRange = (
  page: Page,
  lines: Lines,
  { mark, next, to }: { mark: Mark; next: Mark | undefined; to: number },
): TextRange => {
  const isShared = next !== undefined && next.start > (page.leafStart[lines.leaves[next.startAt] ?? 0] ?? 0);
  let last = next === undefined ? to - 1 : isShared ? next.startAt : next.startAt - 1;
  // A bar at the end of a leaf parts the value from what can be done with it: "12 Quay Street | <a>Map</a>".
  for (let at = mark.at; at < last; at++) if (endsWithBar(page, lines.leaves[at] ?? 0)) last = at;
  const leaf = lines.leaves[last] ?? 0;
  const begin = lines.leaves[mark.at] ?? 0;
  const isNext = mark.at < last && blank.test(page.html.slice(mark.valueStart, page.leafEnd[begin]));
  const first = isNext ? (lines.leaves[mark.at + 1] ?? 0) : begin;
  return {
    from: first,
    to: leaf + 1,
    start: Math.max(mark.valueStart, page.leafStart[first] ?? 0),
    end: Math.min(next?.start ?? Infinity, page.leafEnd[leaf] ?? 0),
  };
};

const blank = /^(?:\s|&nbsp;|&#160;)*$/;

const endsWithBar = ({ html, leafStart, leafEnd }: Page, leaf: number): boolean => {
  const end = leafEnd[leaf] ?? 0;
  return html[end - 1] === '|' && end - (leafStart[leaf] ?? 0) > 1;
};

const findMarks = (page: Page, lines: Lines, { from, to }: { from: number; to: number }): Mark[] => {
  const marks: Mark[] = [];
  for (let at = from; at < to; at++) {
    const found = marksOfLeaf(page, lines, at);
    const lead = found[0] === undefined && at + 1 < to ? emphasisMark(page, lines, { at, from, to }) : null;
    if (lead !== null && (at === from || marks.length > 0)) marks.push(lead);
    for (const mark of found) {
      // "<b>Label</b>: value": the label is the leaf before the colon.
      if (mark.label !== '') marks.push(mark);
      else if (at > from) {
        const label = leafText(page, lines.leaves[at - 1] ?? 0);
        const last = marks[marks.length - 1];
        if (!isLabel(label)) continue;
        if (last?.at === at && last.startAt === at - 1) marks.pop();
        const before = lines.leaves[at - 1] ?? 0;
        marks.push({ ...mark, label, startAt: at - 1, start: page.leafStart[before] ?? 0 });
      }
    }
  }
  return marks;
};

const bars = /(?:^|\s|&nbsp;)(?:[|•·]|&middot;|&bull;)(?=\s|&nbsp;|$)/g;

/** Labels with a colon in one leaf: at its beginning, and after each bar. */
const marksOfLeaf = (page: Page, lines: Lines, at: number): Mark[] => {
  const leaf = lines.leaves[at] ?? 0;
  const start = page.leafStart[leaf] ?? 0;
  const raw = page.html.slice(start, Math.min(page.leafEnd[leaf] ?? 0, start + 4000));
  if (!/[:：]/.test(raw)) return [];
  const marks: Mark[] = [];
  const starts = [0, ...[...raw.matchAll(bars)].map((bar) => bar.index + bar[0].length)];
  for (const begin of starts) {
    const colon = raw.slice(begin, begin + maxLabel * 2).search(/[:：]/);
    if (colon < 0) continue;
    const valueStart = start + begin + colon + 1;
    const label = decodeText(raw.slice(begin, begin + colon));
    const isClock = /\d$/.test(label) && /^\d/.test(raw.slice(begin + colon + 1));
    if (label === '' ? begin === 0 : isLabel(label) && !isClock && !raw.startsWith('//', begin + colon + 1)) {
      marks.push({ label, start: start + begin, startAt: at, at, valueStart });
    }
  }
  return marks;
};

const emphasis = new Set(['b', 'strong', 'label', 'th', 'dt', 'em', 'u']);

/** A label without a colon: it stands out from the text that follows it, or it and its value have an element each. */
const emphasisMark = (
  page: Page,
  lines: Lines,
  { at, from, to }: { at: number; from: number; to: number },
): Mark | null => {
  const leaf = lines.leaves[at] ?? 0;
  const start = page.leafStart[leaf] ?? 0;
  const next = lines.leaves[at + 1] ?? 0;
  if ((page.leafEnd[leaf] ?? 0) - start > maxLabel * 2) return null;
  const element = page.leafParent[leaf] ?? 0;
  if ((page.endLeaf[element] ?? 0) > next) return null;
  const isAlone = to - from === 2 && page.leafParent[next] !== page.parent[element];
  const standsOut =
    emphasis.has(tagOf(page, element)) || mayBeLabelName(page.classNames.text(page.classes[element] ?? 0));
  if (!standsOut && !isAlone) return null;
  const label = trimLabel(leafText(page, leaf));
  return isLabel(label)
    ? { label, start, startAt: at, at: at + 1, valueStart: page.leafStart[next] ?? 0 }
    : null;
};
