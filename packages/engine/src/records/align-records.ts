import { type Page, tagOf } from '../page/page.ts';
import { completeLines } from './complete-lines.ts';
import type { PathKeys } from './path-keys.ts';
import type { RecordSpan } from './record-sets.ts';

/** One place of the records' common template. */
export type TemplateNode = {
  /** An element; a text that stands directly in an element; or a line: neighbouring texts and the marks between them. */
  readonly kind: 'element' | 'text' | 'line';
  /** The node it stands in, -1 at the top of the record. */
  readonly parent: number;
  /** The node of its first like sibling (itself when it is the first). */
  readonly firstLike: number;
  /** Per record the element (of a text or a line: the one it stands in), or -1 where the record lacks the place. */
  readonly elements: Int32Array;
  /** Per record its leaves `[from, to)`. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** The lines that its texts are part of. */
  readonly lines: number[];
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
  const template = new Template(spans.length);
  spans.forEach((span, record) => {
    new RecordReader(page, keys, { template, span, record }).read();
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

// Names of places: kinds of elements + 3, and these.
const textName = 0;
const lineName = 1;
/** Records may differ in the class of their outermost element. */
const rootName = 2;
const firstKindName = 3;
/** Like siblings beyond this are one place: a cell of a hundred tags is a list, not a hundred columns. */
const mostOccurrences = 24;

/** The places below one place: for each name its nodes, by occurrence. */
type Below = Map<number, number[]>;

class Template {
  readonly nodes: TemplateNode[] = [];
  readonly #below: (Below | undefined)[] = [];
  readonly #top: Below = new Map();
  readonly #records: number;
  // How many like siblings a record has had at a first place, and which record that was.
  readonly #count: number[] = [];
  readonly #countedIn: number[] = [];

  constructor(records: number) {
    this.#records = records;
  }

  /** The next place of that name below a node, in the reading of one record; -1 when there are too many. */
  next(parent: number, name: number, record: number): number {
    const below = parent < 0 ? this.#top : (this.#below[parent] ?? this.#open(parent));
    const like = below.get(name);
    if (like === undefined) {
      const node = this.#add(parent, name, this.nodes.length);
      below.set(name, [node]);
      this.#count[node] = 1;
      this.#countedIn[node] = record;
      return node;
    }
    const first = like[0] ?? 0;
    const occurrence = this.#countedIn[first] === record ? (this.#count[first] ?? 0) : 0;
    if (occurrence >= mostOccurrences) return -1;
    this.#count[first] = occurrence + 1;
    this.#countedIn[first] = record;
    if (occurrence === like.length) like.push(this.#add(parent, name, first));
    return like[occurrence] ?? -1;
  }

  #open(parent: number): Below {
    const below: Below = new Map();
    this.#below[parent] = below;
    return below;
  }

  #add(parent: number, name: number, firstLike: number): number {
    const places = new Int32Array(3 * this.#records).fill(-1);
    return (
      this.nodes.push({
        kind: name === textName ? 'text' : name === lineName ? 'line' : 'element',
        parent,
        firstLike,
        elements: places.subarray(0, this.#records),
        from: places.subarray(this.#records, 2 * this.#records),
        to: places.subarray(2 * this.#records),
        lines: [],
      }) - 1
    );
  }
}

/** Elements that mark words of a line and never carry a value of their own. */
const marks = new Set('b i em strong mark u s sub sup wbr q dfn'.split(' '));

type Line = { readonly parent: number; readonly from: number; to: number; readonly nodes: number[] };

/** Reads one record into the template, elements and leaves in page order. */
class RecordReader {
  readonly #page: Page;
  readonly #keys: PathKeys;
  readonly #template: Template;
  readonly #span: RecordSpan;
  readonly #record: number;
  readonly #top: number;
  readonly #nodeAt = new Map<number, number>();
  #leaf: number;
  #line: Line | null = null;

  constructor(page: Page, keys: PathKeys, at: { template: Template; span: RecordSpan; record: number }) {
    this.#page = page;
    this.#keys = keys;
    this.#template = at.template;
    this.#span = at.span;
    this.#record = at.record;
    this.#top = page.parent[at.span.first] ?? -1;
    this.#leaf = at.span.firstLeaf;
  }

  read(): void {
    const { first, end, endLeaf } = this.#span;
    const isSingle = end === this.#page.end[first];
    for (let e = first; e < end; e++) {
      this.#readLeaves(this.#page.firstLeaf[e] ?? 0);
      const kind = this.#keys.kind[e] ?? -1;
      const parent = this.#nodeOf(this.#page.parent[e] ?? -1);
      if (!marks.has(tagOf(this.#page, e))) this.#endLine();
      if (kind < 0 || parent === null) continue;
      const name = isSingle && e === first ? rootName : firstKindName + kind;
      const leaves = { from: this.#page.firstLeaf[e] ?? 0, to: this.#page.endLeaf[e] ?? 0 };
      const node = this.#place(parent, name, { element: e, ...leaves });
      if (node >= 0) this.#nodeAt.set(e, node);
    }
    this.#readLeaves(endLeaf);
    this.#endLine();
  }

  /** The node of an element of this record; -1 for what holds the record, null for what is not in the template. */
  #nodeOf(element: number): number | null {
    return element === this.#top ? -1 : (this.#nodeAt.get(element) ?? null);
  }

  #place(parent: number, name: number, at: { element: number; from: number; to: number }): number {
    const id = this.#template.next(parent, name, this.#record);
    const node = this.#template.nodes[id];
    if (node === undefined) return -1;
    node.elements[this.#record] = at.element;
    node.from[this.#record] = at.from;
    node.to[this.#record] = at.to;
    return id;
  }

  #readLeaves(stop: number): void {
    for (; this.#leaf < stop; this.#leaf++) {
      const leaf = this.#leaf;
      const element = this.#page.leafParent[leaf] ?? 0;
      const parent = this.#nodeOf(element);
      if (parent === null || this.#page.hidden[element] === 1) continue;
      const node = this.#place(parent, textName, { element, from: leaf, to: leaf + 1 });
      this.#extendLine(leaf, element, node);
    }
  }

  #extendLine(leaf: number, element: number, node: number): void {
    let parent = element;
    while (parent !== this.#top && marks.has(tagOf(this.#page, parent)))
      parent = this.#page.parent[parent] ?? -1;
    if (this.#line?.parent !== parent) this.#endLine();
    this.#line ??= { parent, from: leaf, to: leaf, nodes: [] };
    this.#line.to = leaf + 1;
    this.#line.nodes.push(node);
  }

  #endLine(): void {
    const line = this.#line;
    this.#line = null;
    if (line === null || line.to - line.from < 2) return;
    const parent = this.#nodeOf(line.parent);
    if (parent === null) return;
    const id = this.#place(parent, lineName, { element: line.parent, from: line.from, to: line.to });
    for (const node of line.nodes) {
      const lines = this.#template.nodes[node]?.lines;
      if (lines !== undefined && !lines.includes(id)) lines.push(id);
    }
  }
}
