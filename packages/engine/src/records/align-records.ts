import type { Page } from '../page/page.ts';
import { Numbering, type PathKeys } from './path-keys.ts';
import type { RecordSpan } from './record-sets.ts';

/**
 * One place of the records' common template: an element, or a text that stands directly in an element.
 * `instances` has one entry per record: the element or leaf number, or -1 where the record lacks the place.
 */
export type TemplateNode = {
  /** The node it stands in, -1 at the top of the record. */
  readonly parent: number;
  readonly isLeaf: boolean;
  /** Which of its like siblings it is: 0 for the first. */
  readonly occurrence: number;
  /** The node of its first like sibling (itself when it is the first). */
  readonly firstLike: number;
  readonly instances: Int32Array;
};

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
  const nodes: TemplateNode[] = [];
  const places = new Map<number, number>();
  const names = new Numbering();
  const nodeOf = (parent: number, name: number, occurrence: number): number => {
    const key = names.of(names.of(parent + 1, name), occurrence + 1);
    const known = places.get(key);
    if (known !== undefined) return known;
    const firstLike = occurrence === 0 ? nodes.length : nodeOf(parent, name, 0);
    const instances = new Int32Array(spans.length).fill(-1);
    const node = nodes.length;
    nodes.push({ parent, isLeaf: name === leafName, occurrence, firstLike, instances });
    places.set(key, node);
    return node;
  };
  spans.forEach((span, record) => {
    alignRecord(page, keys, { span, record, nodes, nodeOf });
  });
  return { spans, nodes, regularity: regularityOf(nodes, spans.length) };
};

/** The mean share of the other records that have a counterpart of a text. */
const regularityOf = (nodes: readonly TemplateNode[], records: number): number => {
  let counterparts = 0;
  let texts = 0;
  for (const { isLeaf, instances } of nodes) {
    if (!isLeaf) continue;
    const filled = instances.reduce((sum, instance) => sum + Number(instance >= 0), 0);
    texts += filled;
    counterparts += filled * (filled - 1);
  }
  return texts === 0 || records < 2 ? 0 : counterparts / texts / (records - 1);
};

/** The name of texts among the names of elements, which are kinds + 1. */
const leafName = 0;
/** Records may differ in the class of their outermost element. */
const rootName = 1_000_000;
/** Like siblings beyond this are one place: a cell of a hundred tags is a list, not a hundred columns. */
const mostOccurrences = 24;

type Alignment = {
  readonly span: RecordSpan;
  readonly record: number;
  readonly nodes: TemplateNode[];
  readonly nodeOf: (parent: number, name: number, occurrence: number) => number;
};

const alignRecord = (page: Page, keys: PathKeys, { span, record, nodes, nodeOf }: Alignment): void => {
  const seen = new Map<number, number>();
  const place = (parent: number, name: number, instance: number): number => {
    const counter = (parent + 1) * 2_000_000 + name;
    const occurrence = seen.get(counter) ?? 0;
    seen.set(counter, occurrence + 1);
    if (occurrence >= mostOccurrences) return -1;
    const node = nodeOf(parent, name, occurrence);
    const instances = nodes[node]?.instances;
    if (instances !== undefined) instances[record] = instance;
    return node;
  };
  const nodeAt = new Map<number, number>();
  const top = page.parent[span.first] ?? -1;
  const isSingle = span.end === page.end[span.first];
  let leaf = span.firstLeaf;
  const placeLeavesBefore = (element: number): void => {
    const stop = element < span.end ? (page.firstLeaf[element] ?? 0) : span.endLeaf;
    for (; leaf < stop; leaf++) {
      const parent = page.leafParent[leaf] ?? 0;
      const node = parent === top ? -1 : (nodeAt.get(parent) ?? -2);
      if (node > -2 && page.hidden[parent] === 0) place(node, leafName, leaf);
    }
  };
  for (let e = span.first; e < span.end; e++) {
    placeLeavesBefore(e);
    const kind = keys.kind[e] ?? -1;
    const parent = page.parent[e] ?? -1;
    const parentNode = parent === top ? -1 : (nodeAt.get(parent) ?? -2);
    if (kind < 0 || parentNode === -2) continue;
    const node = place(parentNode, isSingle && e === span.first ? rootName : kind + 1, e);
    if (node >= 0) nodeAt.set(e, node);
  }
  placeLeavesBefore(span.end);
};

