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
import { type KeyMeanings, keyMeaning } from './key-meanings.ts';

/** A node of a state document that looks like data about things. */
export type StateRecords = {
  /** An array or an object of like objects, or one object. */
  readonly node: number;
  readonly isList: boolean;
  /** How telling it is, for comparison with others. */
  readonly score: number;
  /** Nodes it holds. */
  readonly size: number;
};

/** How many records of a list are compared. */
const samples = 4;
/** Keys that say nothing when there are thousands: such an object is a map. */
const maxKeys = 300;

/** Record lists and telling objects of a document; every node is looked at once, as the child of its container. */
export const findRecords = (tape: JsonTape, meanings: KeyMeanings): StateRecords[] => {
  const found: StateRecords[] = [];
  let listEnd = 0;
  for (let node = 0; node < tape.kind.length; node++) {
    if (isScalar(tape, node)) continue;
    const size = afterNode(tape, node) - node;
    const score = listScore(tape, node, meanings);
    if (score > 0) {
      found.push({ node, isList: true, score, size });
      listEnd = Math.max(listEnd, node + size);
    } else if (node >= listEnd && tape.kind[node] === jsonKind.object) {
      // What lies in the records of a list belongs to them.
      const own = objectScore(tape, node, meanings);
      if (own > 0) found.push({ node, isList: false, score: own, size });
    }
  }
  return found;
};

/** Where a node stands, and the last key on the way to it. */
export const placeOf = (tape: JsonTape, target: number): JsonPlace & { readonly name: string } => {
  let place = { node: 0, pointer: '', name: '' };
  while (place.node !== target) place = stepTowards(tape, place, target);
  return place;
};

const stepTowards = (
  tape: JsonTape,
  { node, pointer, name }: JsonPlace & { readonly name: string },
  target: number,
): JsonPlace & { name: string } => {
  const isObject = tape.kind[node] === jsonKind.object;
  let index = 0;
  let child = isObject ? node + 2 : node + 1;
  while (afterNode(tape, child) <= target) {
    child = afterNode(tape, child) + (isObject ? 1 : 0);
    index++;
  }
  const key = isObject ? jsonText(tape, child - 1) : String(index);
  return { node: child, pointer: `${pointer}/${pointerToken(key)}`, name: isObject ? key : name };
};

/** How much the children look like records of one kind, times their number; 0 when they do not. */
const listScore = (tape: JsonTape, node: number, meanings: KeyMeanings): number => {
  const isMap = tape.kind[node] === jsonKind.object;
  const records: number[] = [];
  let count = 0;
  const end = afterNode(tape, node);
  for (let child = isMap ? node + 2 : node + 1; child < end; count++) {
    if (tape.kind[child] !== jsonKind.object) return 0;
    if (records.length < samples) records.push(child);
    child = afterNode(tape, child) + (isMap ? 1 : 0);
  }
  if (count < (isMap ? 3 : 2)) return 0;
  const [first = [], ...others] = records.map((record) => keysOf(tape, record));
  const shared = others.reduce((keys, other) => keys.filter((key) => other.includes(key)), first);
  if (shared.length < 2 || shared.length * 2 < first.length) return 0;
  const found = shared.map((key) => meanings.of(key));
  if (!found.some((meaning) => (meaning & keyMeaning.naming) > 0)) return 0;
  return count * found.filter((meaning) => (meaning & keyMeaning.telling) > 0).length;
};

/** How much an object looks like the description of a product, an article or the like; 0 when it does not. */
const objectScore = (tape: JsonTape, node: number, meanings: KeyMeanings): number => {
  const end = afterNode(tape, node);
  let all = 0;
  let telling = 0;
  let keys = 0;
  for (let key = node + 1; key < end && keys < maxKeys; key = afterNode(tape, key + 1), keys++) {
    const meaning = meanings.of(jsonText(tape, key));
    all |= meaning;
    if ((meaning & keyMeaning.telling) > 0) telling++;
  }
  const needed = keyMeaning.naming | keyMeaning.strong;
  return (all & needed) === needed ? telling + 1 : 0;
};

const keysOf = (tape: JsonTape, node: number): string[] =>
  childNodes(tape, node)
    .slice(0, maxKeys)
    .map((key) => jsonText(tape, key));
