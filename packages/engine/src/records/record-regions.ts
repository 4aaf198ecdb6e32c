import { commonAncestor, type Page } from '../page/page.ts';
import type { Region } from '../regions/region.ts';
import type { AlignedRecords } from './align-records.ts';
import { labelColumns } from './record-labels.ts';
import type { RecordSet, RecordSpan } from './record-sets.ts';
import { templateColumns } from './template-columns.ts';

/** Reads aligned records into a region: columns, with the labels that constant texts give them. */
export const recordRegion = (page: Page, { nodes, spans }: AlignedRecords): Region => ({
  kind: 'records',
  element: commonAncestor(page, spans[0]?.first ?? 0, spans.at(-1)?.first ?? 0),
  titles: [],
  recordCount: spans.length,
  columns: labelColumns(page, spans, templateColumns(page, nodes)),
});

/** Some of the records, spread over the set: enough to judge it by. */
export const sampleSpans = ({ spans }: RecordSet, most: number): RecordSpan[] => {
  if (spans.length <= most) return [...spans];
  const step = (spans.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, i) => spans[Math.round(i * step)]).filter(
    (span) => span !== undefined,
  );
};
