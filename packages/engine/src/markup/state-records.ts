import type { JsonPlace } from './json-items.ts';
import {
  afterNode,
  childNodes,
  isScalar,
  type JsonTape,
  jsonKind,
  jsonText,
  pointerToken,
} from './json-tape.ts';

/** A place in a state document that looks like data about things. */
export type StateRecords = {
  /** An array or an object of like objects, or one object. */
  readonly place: JsonPlace;
  readonly isList: boolean;
  /** The key it stands under: `products`. */
  readonly name: string;
  /** How telling it is, for comparison with others. */
  readonly score: number;
  /** Nodes it holds. */
  readonly size: number;
};

const naming = /^(?:.*(?:name|title)|headline|label|heading)$/i;
const telling =
  /price|amount|sku|gtin|isbn|rating|review|description|summary|excerpt|author|brand|company|employer|salary|location|address|city|date|published|created|time|duration|image|photo|picture|thumbnail|availab|stock|phone|email|category|currency/i;
const strong =
  /^(?:.*price|.*amount|sku|gtin\d*|isbn\d*|mpn|datepublished|published(?:_?at)?|headline|ingredients|salary)$/i;
/** How many records of a list are compared. */
const samples = 4;

/** `isRecord`: a record of a list, which is not a find of its own. */
type Visit = JsonPlace & { readonly name: string; readonly isRecord: boolean };

/** Record lists and telling objects of a document, by walking its containers once. */
export const findRecords = (tape: JsonTape): StateRecords[] => {
  const found: StateRecords[] = [];
  const open: Visit[] = [{ node: 0, pointer: '', name: '', isRecord: false }];
  for (let visit = open.pop(); visit !== undefined; visit = open.pop()) {
    const inner = containersIn(tape, visit);
    const score = listScore(tape, visit, inner);
    const own = score > 0 || visit.isRecord ? 0 : objectScore(tape, visit.node);
    if (score > 0) found.push(recordsAt(tape, visit, { score, isList: true }));
    else if (own > 0) found.push(recordsAt(tape, visit, { score: own, isList: false }));
    for (const one of inner) open.push(score > 0 ? { ...one, isRecord: true } : one);
  }
  return found;
};

const recordsAt = (
  tape: JsonTape,
  { node, pointer, name }: Visit,
  { score, isList }: { score: number; isList: boolean },
): StateRecords => ({
  place: { node, pointer },
  name,
  isList,
  score,
  size: afterNode(tape, node) - node,
});

const childCount = (tape: JsonTape, node: number): number => {
  let count = 0;
  const isObject = tape.kind[node] === jsonKind.object;
  for (
    let child = node + 1;
    child < afterNode(tape, node);
    child = afterNode(tape, isObject ? child + 1 : child)
  )
    count++;
  return count;
};

const containersIn = (tape: JsonTape, { node, pointer, name }: Visit): Visit[] => {
  const isObject = tape.kind[node] === jsonKind.object;
  const inner: Visit[] = [];
  let index = -1;
  for (let child = node + 1; child < afterNode(tape, node); ) {
    const value = isObject ? child + 1 : child;
    index++;
    if (!isScalar(tape, value)) {
      const key = isObject ? jsonText(tape, child) : String(index);
      inner.push({
        node: value,
        pointer: `${pointer}/${pointerToken(key)}`,
        name: isObject ? key : name,
        isRecord: false,
      });
    }
    child = afterNode(tape, value);
  }
  return inner;
};

/** How much the children look like records of one kind, times their number; 0 when they do not. */
const listScore = (tape: JsonTape, { node }: Visit, inner: readonly Visit[]): number => {
  const fewest = tape.kind[node] === jsonKind.object ? 3 : 2;
  if (inner.length < fewest || inner.length < childCount(tape, node)) return 0;
  if (!inner.every((one) => tape.kind[one.node] === jsonKind.object)) return 0;
  const [first = [], ...others] = inner.slice(0, samples).map((one) => keysOf(tape, one.node));
  const shared = others.reduce((keys, other) => keys.filter((key) => other.includes(key)), first);
  if (shared.length < 2 || shared.length * 2 < first.length || !shared.some((key) => naming.test(key)))
    return 0;
  return inner.length * shared.filter((key) => telling.test(key)).length;
};

/** How much an object looks like the description of a product, an article or the like; 0 when it does not. */
const objectScore = (tape: JsonTape, node: number): number => {
  if (tape.kind[node] !== jsonKind.object) return 0;
  const keys = keysOf(tape, node);
  if (!keys.some((key) => naming.test(key)) || !keys.some((key) => strong.test(key))) return 0;
  return keys.filter((key) => telling.test(key)).length + 1;
};

/** Keys that say nothing when there are thousands: such an object is a map. */
const maxKeys = 300;

const keysOf = (tape: JsonTape, node: number): string[] =>
  childNodes(tape, node)
    .slice(0, maxKeys)
    .map((key) => jsonText(tape, key));
