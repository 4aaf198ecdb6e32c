import { commonAncestor, isWithin, type Page } from '../page/page.ts';
import { childrenIn, elementScope, runScope, type Scope } from '../wrapper/scope.ts';
import type { Place, PlacedRow } from './place.ts';

/** Where two known records lie: the elements that they are, or that their runs begin with. */
export type RecordPair = {
  readonly span: 'element' | 'run';
  readonly starts: readonly [number, number];
  readonly scopes: readonly [Scope, Scope];
  /** How many of the values lie in them. */
  readonly held: number;
  /** How many leaves they have: of two that hold as much the tighter is meant. */
  readonly size: number;
};

const mostAnchors = 8;
/** Records lie no deeper below what holds both; pages nested without end would take for ever. */
const mostLevels = 24;

/** The pairs of places that two records may lie in, the best first. */
export const recordPairs = (page: Page, rows: readonly [PlacedRow, PlacedRow]): RecordPair[] => {
  const pairs: RecordPair[] = [];
  for (const one of anchorsOf(rows[0])) {
    for (const other of anchorsOf(rows[1])) {
      if (one.from === other.from) continue;
      pairs.push(...pairsAt(page, rows, [one, other]));
    }
  }
  return pairs.sort(
    (a, b) => b.held - a.held || Number(a.span === 'run') - Number(b.span === 'run') || a.size - b.size,
  );
};

/** The places of the field that is found in the fewest: there the record most likely is. */
const anchorsOf = (row: PlacedRow): readonly Place[] => {
  let best: readonly Place[] = [];
  for (const places of row.values()) {
    const isRarer = best.length === 0 || places.length < best.length;
    const isLonger =
      places.length === best.length && (places[0]?.text.length ?? 0) > (best[0]?.text.length ?? 0);
    if (places.length > 0 && (isRarer || isLonger)) best = places;
  }
  return best.slice(0, mostAnchors);
};

const pairsAt = (
  page: Page,
  rows: readonly [PlacedRow, PlacedRow],
  [one, other]: readonly [Place, Place],
): RecordPair[] => {
  const around = commonAncestor(page, one.element, other.element);
  const pairs: RecordPair[] = [];
  const chains = [chainBelow(page, around, one.element), chainBelow(page, around, other.element)] as const;
  const depth = Math.min(mostLevels, chains[0].length, chains[1].length);
  for (let level = 0; level < depth; level++) {
    const starts = [chains[0][level] ?? 0, chains[1][level] ?? 0] as const;
    if (page.tag[starts[0]] !== page.tag[starts[1]]) break;
    pairs.push(
      pairOf(page, rows, {
        span: 'element',
        starts,
        scopes: [elementScope(page, starts[0]), elementScope(page, starts[1])],
      }),
    );
  }
  const run = runsAt(page, rows, { around, one, other });
  if (run !== null) pairs.push(pairOf(page, rows, run));
  return pairs;
};

/** From the child of an element down to another one in it. */
const chainBelow = (page: Page, around: number, element: number): number[] => {
  const chain: number[] = [];
  for (let e = element; e > around; e = page.parent[e] ?? 0) chain.push(e);
  return chain.reverse();
};

const pairOf = (
  page: Page,
  rows: readonly [PlacedRow, PlacedRow],
  at: Pick<RecordPair, 'span' | 'starts' | 'scopes'>,
): RecordPair => ({
  ...at,
  held: heldIn(page, rows[0], at.scopes[0]) + heldIn(page, rows[1], at.scopes[1]),
  size: at.scopes[0].endLeaf - at.scopes[0].firstLeaf + (at.scopes[1].endLeaf - at.scopes[1].firstLeaf),
});

export const liesIn = (page: Page, place: Place, scope: Scope): boolean =>
  place.source === 'text'
    ? place.from >= scope.firstLeaf && place.to <= scope.endLeaf
    : (place.element >= scope.first && place.element < scope.end) ||
      (place.element === scope.element &&
        scope.first === scope.element + 1 &&
        isWithin(page, place.element, scope.element));

const heldIn = (page: Page, row: PlacedRow, scope: Scope): number =>
  [...row.values()].filter((places) => places.some((place) => liesIn(page, place, scope))).length;

type Neighbours = { readonly around: number; readonly one: Place; readonly other: Place };

/** Records that are runs of neighbours: each begins with the first child that holds a value of it, both with like ones. */
const runsAt = (
  page: Page,
  rows: readonly [PlacedRow, PlacedRow],
  { around, one, other }: Neighbours,
): Pick<RecordPair, 'span' | 'starts' | 'scopes'> | null => {
  const isSwapped = one.from > other.from;
  const [first, second] = isSwapped ? [rows[1], rows[0]] : rows;
  const children = childrenIn(page, elementScope(page, around));
  const branchOf = (leaf: number): number => lastBeginningBy(page, children, leaf);
  const at = [branchOf(Math.min(one.from, other.from)), branchOf(Math.max(one.from, other.from))] as const;
  const stride = at[1] - at[0];
  if (at[0] < 0 || stride < 1) return null;
  const branches = (row: PlacedRow, home: number): number[] =>
    [...row.values()].flatMap((places) => {
      const near = places
        .filter(({ from, to }) => from >= (page.firstLeaf[around] ?? 0) && to <= (page.endLeaf[around] ?? 0))
        .map(({ from }) => branchOf(from))
        .filter((branch) => Math.abs(branch - home) < stride)
        .sort((a, b) => Math.abs(a - home) - Math.abs(b - home));
      return near.slice(0, 1);
    });
  const firstBranches = branches(first, at[0]);
  const secondBranches = branches(second, at[1]).filter((branch) => branch > Math.max(...firstBranches));
  const starts = likeStarts(page, children, {
    first: Math.min(...firstBranches),
    last: Math.max(...firstBranches),
    second: Math.min(...secondBranches),
  });
  if (starts === null) return null;
  const [begin, next] = starts;
  const end = children[2 * next - begin] ?? page.end[around] ?? 0;
  const scopes = [
    runScope(page, children[begin] ?? 0, children[next] ?? 0),
    runScope(page, children[next] ?? 0, end),
  ] as const;
  const elements = [children[begin] ?? 0, children[next] ?? 0] as const;
  return isSwapped
    ? { span: 'run', starts: [elements[1], elements[0]], scopes: [scopes[1], scopes[0]] }
    : { span: 'run', starts: elements, scopes };
};

/** The last of the children that begins at a leaf or before it, -1 when none does; there may be a great many. */
const lastBeginningBy = (page: Page, children: readonly number[], leaf: number): number => {
  let low = 0;
  let high = children.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((page.firstLeaf[children[middle] ?? 0] ?? 0) <= leaf) low = middle + 1;
    else high = middle;
  }
  return low - 1;
};

/** The nearest children at or before both first values that are of one kind. */
const likeStarts = (
  page: Page,
  children: readonly number[],
  at: { readonly first: number; readonly last: number; readonly second: number },
): readonly [number, number] | null => {
  if (!Number.isFinite(at.first) || !Number.isFinite(at.second)) return null;
  for (let back = 0; at.second - back > at.last; back++) {
    const [one, other] = [children[at.first - back] ?? -1, children[at.second - back] ?? -1];
    if (one < 0 || other < 0) return null;
    if (page.tag[one] === page.tag[other] && page.classes[one] === page.classes[other])
      return [at.first - back, at.second - back];
  }
  return null;
};
