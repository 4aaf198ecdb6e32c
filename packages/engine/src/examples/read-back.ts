import type { Page } from '../page/page.ts';
import type { CellContent } from '../regions/region.ts';
import type { Induced } from './induce-wrapper.ts';
import type { Place, PlacedRow } from './place.ts';
import { liesIn } from './place-rows.ts';

/** The fields of known rows that their wrapper does not read again where they were known to stand. */
export const notReadBack = (
  page: Page,
  { wrapper, replay }: Induced,
  rows: readonly PlacedRow[],
): readonly string[] => {
  const failing = new Set<string>();
  for (const row of rows)
    for (const [name, [place]] of row) {
      if (place === undefined || failing.has(name)) continue;
      const cells = replay.columns[wrapper.fields.findIndex((field) => field.name === name)] ?? [];
      const isRead = replay.scopes.some(
        (scope, r) => liesIn(page, place, scope) && isAt(page, cells[r] ?? null, place),
      );
      if (!isRead) failing.add(name);
    }
  return [...failing];
};

const isAt = (page: Page, cell: CellContent | null, { source, element, from, to }: Place): boolean => {
  if (cell === null) return false;
  const slices = 'text' in cell ? [cell] : cell;
  const [start, end] =
    source === 'text'
      ? [page.leafStart[from] ?? 0, page.leafEnd[to - 1] ?? 0]
      : [page.tagStart[element] ?? 0, page.tagEnd[element] ?? 0];
  return slices.some((slice) => slice.source === source && slice.start >= start && slice.end <= end);
};
