import type { Page } from '../page/page.ts';
import { completeLines } from './complete-lines.ts';
import type { PathKeys } from './path-keys.ts';
import { RecordReader } from './record-reader.ts';
import type { RecordSpan } from './record-sets.ts';
import { RecordTemplate, type TemplateNode } from './record-template.ts';

/** Records that were read together into one template. */
export type AlignedRecords = {
  readonly spans: readonly RecordSpan[];
  readonly nodes: readonly TemplateNode[];
  /** How much alike they are: 1 when every text has its counterpart in all other records, 0 when none has one. */
  readonly regularity: number;
};

/**
 * Aligns the records of a set into one template: like children of like parents are one place, counted in order.
 * The nodes come in the order of their first appearance, parents before children.
 */
export const alignRecords = (page: Page, keys: PathKeys, spans: readonly RecordSpan[]): AlignedRecords => {
  const template = new RecordTemplate(spans.length);
  const reader = new RecordReader(page, keys, { template, spans });
  spans.forEach((span, record) => {
    reader.read(span, record);
  });
  completeLines(template.nodes);
  return { spans, nodes: template.nodes, regularity: regularityOf(template.nodes, spans.length) };
};

/** The mean share of the other records that have a counterpart of a text. */
const regularityOf = (nodes: readonly TemplateNode[], records: number): number => {
  let counterparts = 0;
  let texts = 0;
  for (const { kind, elements, lines } of nodes) {
    // The pieces of a line come and go with the words that are marked in it.
    if (kind === 'element' || lines.length > 0) continue;
    const filled = elements.reduce((sum, element) => sum + Number(element >= 0), 0);
    texts += filled;
    counterparts += filled * (filled - 1);
  }
  return texts === 0 || records < 2 ? 0 : counterparts / texts / (records - 1);
};
