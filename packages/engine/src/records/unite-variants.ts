import type { Page } from '../page/page.ts';

/** The kinds of a group of children, each with a sample, and the pairs of them that stand side by side somewhere. */
type Variants = { readonly kinds: Map<number, number>; readonly apart: Set<string> };

/**
 * Makes one kind of elements that only differ by a class name more (`body` and `body narrow`) and take each other's
 * place: their parents are of one kind, and no parent has both. Side by side they would be two things.
 * @param kind per element, changed in place; -1 where there is none.
 * @param classesOf the class names that make the kind of an element.
 */
export const uniteVariants = (
  page: Page,
  kind: Int32Array,
  classesOf: (element: number) => readonly string[],
): void => {
  const mixed = mixedGroups(page, kind);
  if (mixed.size === 0) return;
  const united = new Map<string, number>();
  for (const [group, { kinds, apart }] of groupChildren(page, kind, mixed)) {
    if (kinds.size > mostVariants) continue;
    const ordered = [...kinds].sort((a, b) => classesOf(a[1]).length - classesOf(b[1]).length);
    ordered.forEach(([own, element], i) => {
      for (const [base, sample] of ordered.slice(0, i)) {
        if (apart.has(pairOf(own, base)) || !isWithin(classesOf(sample), classesOf(element))) continue;
        united.set(pairOf(group, own), united.get(pairOf(group, base)) ?? base);
        break;
      }
    });
  }
  if (united.size === 0) return;
  const before = kind.slice();
  for (let e = 1; e < page.elementCount; e++) {
    const own = before[e] ?? -1;
    const group = groupOf(page, before, e);
    if (own >= 0 && mixed.has(group)) kind[e] = united.get(pairOf(group, own)) ?? own;
  }
};

/** More kinds in one place are no variants of one. */
const mostVariants = 8;

const pairOf = (one: number, other: number): string => `${one} ${other}`;

const isWithin = (some: readonly string[], all: readonly string[]): boolean =>
  some.length > 0 && some.length < all.length && some.every((name) => all.includes(name));

/** The children with one tag of parents of one kind, as a number. */
const groupOf = (page: Page, kind: Int32Array, e: number): number =>
  ((kind[page.parent[e] ?? -1] ?? -1) + 1) * 0x10000 + (page.tag[e] ?? 0);

/** The groups that have more than one kind: most of a page has none to unite. */
const mixedGroups = (page: Page, kind: Int32Array): ReadonlySet<number> => {
  const first = new Map<number, number>();
  const mixed = new Set<number>();
  for (let e = 1; e < page.elementCount; e++) {
    const own = kind[e] ?? -1;
    if (own < 0) continue;
    const group = groupOf(page, kind, e);
    const known = first.get(group);
    if (known === undefined) first.set(group, own);
    else if (known !== own) mixed.add(group);
  }
  return mixed;
};

/** The kinds in each mixed group, each with a sample, and which of them stand side by side. */
const groupChildren = (page: Page, kind: Int32Array, mixed: ReadonlySet<number>): Map<number, Variants> => {
  const groups = new Map<number, Variants>();
  const seenBelow = new Map<string, Set<number>>();
  for (let e = 1; e < page.elementCount; e++) {
    const own = kind[e] ?? -1;
    const name = groupOf(page, kind, e);
    if (own < 0 || !mixed.has(name)) continue;
    const group = groups.get(name) ?? { kinds: new Map<number, number>(), apart: new Set<string>() };
    groups.set(name, group);
    if (!group.kinds.has(own)) group.kinds.set(own, e);
    // A page may have a kind of its own for each child; pairs of so many are not counted.
    if (group.kinds.size > mostVariants) continue;
    const place = pairOf(page.parent[e] ?? -1, page.tag[e] ?? 0);
    const beside = seenBelow.get(place) ?? new Set<number>();
    seenBelow.set(place, beside);
    if (beside.has(own)) continue;
    for (const other of beside) group.apart.add(pairOf(own, other)).add(pairOf(other, own));
    beside.add(own);
  }
  return groups;
};
